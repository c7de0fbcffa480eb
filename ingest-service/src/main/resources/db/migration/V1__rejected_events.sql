-- Rejections as their topic brought them, and what became of each.
create table rejected_event (
  -- In the order of arrival here: a replay works through them by it.
  seq            bigint generated always as identity primary key,
  -- Made of the rejection's own id, so that a redelivery finds its row.
  id             uuid not null unique,
  rejection_id   text not null,
  rejected_at    timestamptz not null,
  service        text not null,
  source         text not null,
  topic          text,
  partition      int,
  "offset"       bigint,
  message_id     text,
  user_id        text,
  codes          text[] not null,
  reasons        json not null,
  payload        bytea not null,
  complete       boolean not null,
  door           text,
  event_type     text,
  arrived_at     timestamptz,
  envelope       text,
  status         text not null default 'open' check (status in ('open', 'accepted', 'rejected-again')),
  replays        int not null default 0,
  last_replay_at timestamptz
);
create index on rejected_event (rejected_at, seq);
create index on rejected_event using gin (codes);
create index on rejected_event (message_id) where message_id is not null;
create index on rejected_event (user_id) where user_id is not null;

create table replay_job (
  id          uuid primary key default uuidv7(),
  state       text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  filter      json not null,
  again       boolean not null,
  note        text,
  created_by  text not null,
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  -- Everything up to here is done; nothing that arrived after the end is taken.
  position    bigint not null default 0,
  upto        bigint not null,
  total       bigint not null,
  accepted    bigint not null default 0,
  rejected    bigint not null default 0,
  skipped     bigint not null default 0,
  trouble     text,
  attempts    int not null default 0,
  lease_owner text,
  lease_until timestamptz
);
create index replay_job_to_do on replay_job (id) where state in ('QUEUED', 'RUNNING');

create table replay_attempt (
  seq         bigint generated always as identity primary key,
  event       uuid not null references rejected_event (id) on delete cascade,
  replayed_at timestamptz not null,
  replayed_by text not null,
  job         uuid,
  outcome     text not null check (outcome in ('accepted', 'rejected')),
  message_id  text,
  reasons     json not null,
  correction  bytea
);
create index on replay_attempt (event, seq);
