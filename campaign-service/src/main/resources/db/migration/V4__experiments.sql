-- Experiments that people set up. An exposure is the first time that a user got a variant.
create table experiment (
  id text primary key,
  seq bigint generated always as identity unique,
  state text not null,
  design jsonb not null,
  shares float8[] not null,
  created_at timestamptz not null,
  started_at timestamptz,
  stopped_at timestamptz,
  stop_reason text,
  winner text
);
create index experiment_running on experiment (seq) where state = 'RUNNING';

create table experiment_exposure (
  experiment_id text not null references experiment (id) on delete cascade,
  user_id text not null,
  came_as text not null,
  variant text not null,
  at timestamptz not null,
  primary key (experiment_id, came_as)
);
create index experiment_exposure_user on experiment_exposure (experiment_id, user_id);
create index experiment_exposure_came_as on experiment_exposure (came_as);

-- Contacts of a period or a day, whoever they went to.
create index contact_at on contact (decided_at);
