create table propensity_model (
  id            uuid primary key default uuidv7(),
  version       bigint generated always as identity unique,
  target        text not null generated always as (parameters ->> 'target') stored,
  state         text not null check (state in
                ('QUEUED', 'RUNNING', 'READY', 'LIVE', 'SUPERSEDED', 'REFUSED', 'FAILED', 'CANCELLED')),
  parameters    jsonb not null,
  code_version  text not null,
  created_by    text not null,
  created_at    timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  promoted_at   timestamptz,
  superseded_at timestamptz,
  stage         text not null default 'queued',
  progress      double precision not null default 0,
  timings       jsonb not null default '{}',
  result        jsonb,
  model         jsonb,
  failure       text,
  attempts      int not null default 0,
  lease_owner   text,
  lease_until   timestamptz
);
create unique index one_live_propensity_model on propensity_model (target) where state = 'LIVE';
create index propensity_model_to_do on propensity_model (id) where state in ('QUEUED', 'RUNNING');

-- How likely everybody is to do it, by the model of the target that is live.
create table customer_propensity (
  user_id     text not null,
  target      text not null,
  model_id    uuid not null,
  cut         date not null,            -- first day of the horizon
  probability double precision not null,
  band        text not null,
  primary key (user_id, target)
);
create index customer_propensity_band on customer_propensity (target, band, user_id);

-- By which model and as of which day everybody has been scored.
create table propensity_pass (
  target   text primary key,
  model_id uuid not null,
  cut      date not null
);

-- Which tier an analyst says a customer belongs to; what supervised engines learn from.
create table tier_label (
  user_id text primary key,
  tier    text not null
);
