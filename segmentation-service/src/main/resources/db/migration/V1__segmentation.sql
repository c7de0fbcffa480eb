-- What the profile says of each identified user; the source of every run.
create table customer_feature (
  user_id             text primary key,
  features_as_of      timestamptz not null,
  first_seen_at       timestamptz not null,
  last_seen_at        timestamptz not null,
  orders              bigint not null,
  last_order_at       timestamptz,
  net_revenue         numeric not null,
  average_order_value numeric,
  sessions            bigint not null,
  browse_seconds      bigint not null,
  active_days         int not null,
  category_breadth    int not null,
  country             text,
  preferences         jsonb not null,
  updated_at          timestamptz not null default now(),
  check (orders = 0 or last_order_at is not null)
);

create table segmentation_run (
  id               uuid primary key default uuidv7(),
  state            text not null check
                   (state in ('QUEUED', 'RUNNING', 'DRAFT', 'PUBLISHED', 'SUPERSEDED', 'FAILED', 'CANCELLED')),
  parameters       jsonb not null,
  code_version     text not null,
  created_by       text not null,
  created_at       timestamptz not null,
  started_at       timestamptz,
  finished_at      timestamptz,
  published_at     timestamptz,
  superseded_at    timestamptz,
  stage            text not null default 'queued',
  progress         double precision not null default 0,
  timings          jsonb not null default '{}',
  result           jsonb,
  model            jsonb,
  failure          text,
  baseline         uuid references segmentation_run,
  changed          bigint,
  attempts         int not null default 0,
  lease_owner      text,
  lease_until      timestamptz
);
create unique index one_published_run on segmentation_run (state) where state = 'PUBLISHED';
create index run_to_do on segmentation_run (id) where state in ('QUEUED', 'RUNNING');

create table run_assignment (
  user_id         text not null,
  run_id          uuid not null references segmentation_run on delete cascade,
  tier            text,
  tier_rank       smallint,
  segment         text not null,
  recency_days    double precision,
  frequency       bigint,
  monetary        numeric,
  recency_score   smallint,
  frequency_score smallint,
  monetary_score  smallint,
  expected_value  numeric not null,
  reference_at    timestamptz not null,
  features_as_of  timestamptz not null,
  primary key (user_id, run_id)
);
create index run_assignment_of_run on run_assignment (run_id, user_id);

-- Where everybody stands now.
create table tier_assignment (
  user_id         text primary key,
  run_id          uuid not null,
  tier            text,
  tier_rank       smallint,
  previous_tier   text,
  segment         text not null,
  recency_days    double precision,
  frequency       bigint,
  monetary        numeric,
  recency_score   smallint,
  frequency_score smallint,
  monetary_score  smallint,
  expected_value  numeric not null,
  cause           text not null check (cause in ('RUN', 'LIVE')),
  assigned_at     timestamptz not null,
  reference_at    timestamptz not null
);
create index tier_members on tier_assignment (tier, user_id);
create index segment_members on tier_assignment (segment, user_id);

create table tier_history (
  user_id      text not null,
  id           bigint generated always as identity,
  changed_at   timestamptz not null,
  run_id       uuid not null,
  from_tier    text,
  to_tier      text,
  from_segment text,
  to_segment   text not null,
  cause        text not null,
  primary key (user_id, id)
);

-- Who is to be told about. The message is the state at the time of sending, so a row holds only the
-- user: a missing assignment then means a tombstone.
create table assignment_outbox (
  seq     bigint generated always as identity primary key,
  user_id text not null,
  run_id  uuid,
  trace   text
);

-- One relay at a time, so that an older state never overtakes a newer one.
create table relay_lease (
  name        text primary key,
  owner       text not null,
  lease_until timestamptz not null
);

create table tier_policy (
  id         smallint primary key check (id = 1),
  version    bigint not null,
  tiers      jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null
);
