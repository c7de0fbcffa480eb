-- Audits of runs by an attribute of the customers.
create table fairness_audit (
  id           uuid primary key default uuidv7(),
  run_id       uuid not null generated always as ((parameters ->> 'runId')::uuid) stored,
  attribute    text not null generated always as (parameters ->> 'attribute') stored,
  state        text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  parameters   jsonb not null,
  code_version text not null,
  created_by   text not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  stage        text not null default 'queued',
  progress     double precision not null default 0,
  timings      jsonb not null default '{}',
  result       jsonb,
  failure      text,
  attempts     int not null default 0,
  lease_owner  text,
  lease_until  timestamptz
);
create index fairness_audit_of_run on fairness_audit (run_id, attribute, id desc);
create index fairness_audit_to_do on fairness_audit (id) where state in ('QUEUED', 'RUNNING');
