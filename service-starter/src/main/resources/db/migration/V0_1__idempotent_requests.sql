create table idempotent_request (
  idempotency_key text primary key,
  request_hash    bytea not null,
  status          int,
  location        text,
  content_type    text,
  body            bytea,
  created_at      timestamptz not null default now()
);
create index on idempotent_request (created_at);
