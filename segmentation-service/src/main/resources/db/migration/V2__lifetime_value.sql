alter table customer_feature add column first_order_at timestamptz;

create table clv_fit (
  id            uuid primary key default uuidv7(),
  state         text not null check
                (state in ('QUEUED', 'RUNNING', 'LIVE', 'SUPERSEDED', 'REFUSED', 'FAILED')),
  parameters    jsonb not null,
  code_version  text not null,
  created_by    text not null,
  created_at    timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  superseded_at timestamptz,
  progress      double precision not null default 0,
  timings       jsonb not null default '{}',
  result        jsonb,
  model         jsonb,
  failure       text,
  attempts      int not null default 0,
  lease_owner   text,
  lease_until   timestamptz
);
create unique index one_live_clv_fit on clv_fit (state) where state = 'LIVE';
create index clv_fit_to_do on clv_fit (id) where state in ('QUEUED', 'RUNNING');

-- What everybody with an order is expected to bring, by the fit that is live.
create table customer_value (
  user_id           text primary key,
  fit_id            uuid not null,
  valued_as_of      timestamptz not null,
  horizon_days      int not null,
  alive_probability double precision not null,
  orders            double precision not null,
  order_value       double precision not null,
  value             double precision not null
);
