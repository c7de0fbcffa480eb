-- Comparisons of models on the shop's own data, with the life of leased jobs.
create table evaluation (
  id           uuid primary key default uuidv7(),
  state        text not null
    check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  parameters   jsonb not null,
  code_version text not null,
  created_by   text not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  stage        text,
  progress     double precision not null default 0,
  timings      jsonb not null default '{}',
  failure      text,
  attempts     int not null default 0,
  lease_owner  text,
  lease_until  timestamptz,
  report       jsonb
);
