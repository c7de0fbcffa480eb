-- Files of events: the bytes lie in the spool folder, what became of them is here.
create table import_job (
  id          uuid primary key,
  state       text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  format      text not null check (format in ('ndjson', 'csv')),
  note        text,
  created_by  text not null,
  -- With who sent it; the checksum tells whether it is the same request.
  request_key text,
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  size        bigint not null,
  sha256      bytea not null,
  -- Records that are done: read, sent and acknowledged.
  position    bigint not null default 0,
  read_bytes  bigint not null default 0,
  line        bigint not null default 0,
  accepted    bigint not null default 0,
  rejected    bigint not null default 0,
  reasons     json not null default '{}',
  busy_ms     bigint not null default 0,
  trouble     text,
  attempts    int not null default 0,
  lease_owner text,
  lease_until timestamptz,
  unique (created_by, request_key)
);
create index import_job_to_do on import_job (id) where state in ('QUEUED', 'RUNNING');

alter table rejected_event add import_id uuid, add import_line bigint;
create index on rejected_event (import_id, import_line) where import_id is not null;
