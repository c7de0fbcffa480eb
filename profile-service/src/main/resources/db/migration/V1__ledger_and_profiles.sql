-- Every event once, as it came, under the key that it came with. Monthly partitions are made as
-- months arrive; the default one is for events so far off that a partition would not be worth it.
create table event_ledger (
  user_key    text collate "C" not null,
  message_id  text collate "C" not null,
  occurred_at timestamptz      not null,
  received_at timestamptz      not null,
  event       text             not null,
  payload     bytea            not null
) partition by range (occurred_at);
create index event_ledger_timeline on event_ledger (user_key, occurred_at, message_id);
create table event_ledger_default partition of event_ledger default;

-- The ids that are taken. A unique key on the ledger would have to contain the time, and a retry
-- without a client's timestamp has another time.
create table ledger_message (
  user_key   text collate "C" not null,
  message_id text collate "C" not null,
  primary key (user_key, message_id)
);

-- Rows of the ledger by event name. Sharded, so that two transactions seldom wait for each other.
create table event_tally (
  shard int    not null,
  event text collate "C" not null,
  n     bigint not null,
  primary key (shard, event)
);

-- One row for each key that was ever seen. Where merged_into is set, the key belongs to that
-- canonical user and the rest is empty. The row is also what a writer locks.
create table profile (
  user_key       text collate "C" primary key,
  merged_into    text collate "C",
  identified     boolean generated always as (user_key not like 'anon:%') stored,
  version        bigint  not null default 0,
  formula        text,
  first_seen_at  timestamptz,
  last_seen_at   timestamptz,
  country        text,
  orders         bigint  not null default 0,
  first_order_at timestamptz,
  last_order_at  timestamptz,
  gross_revenue  numeric not null default 0,
  refunds        numeric not null default 0,
  sessions       bigint  not null default 0,
  browse_micros  bigint  not null default 0,
  state          bytea
) with (fillfactor = 70);
create index profile_merged on profile (merged_into) where merged_into is not null;
create index profile_customers on profile (orders, user_key) where orders > 0;

-- By canonical user. The columns beside the record are derived from it, for sums.
create table profile_order (
  user_key     text collate "C" not null,
  order_id     text collate "C" not null,
  completed_at timestamptz,
  counted      boolean not null,
  gross        numeric not null,
  refunded     numeric not null,
  record       bytea   not null,
  primary key (user_key, order_id)
);

-- By canonical user; session_id is empty where pauses bound the session. The sessions of one id are
-- disjoint, so the end identifies one, and a search from an end onwards finds the few that matter.
create table profile_session (
  user_key   text collate "C" not null,
  session_id text collate "C" not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  primary key (user_key, session_id, last_at)
);

-- The earliest claim on each key.
create table identity_link (
  alias_key  text collate "C" primary key,
  target_key text collate "C" not null,
  claimed_at timestamptz not null,
  message_id text collate "C" not null
);
create index identity_link_target on identity_link (target_key);

-- What changed since it was last published. A change updates the row, so that taking it off waits
-- for the change to commit and then sees its version.
create table publish_pending (
  user_key   text collate "C" primary key,
  version    bigint      not null,
  since      timestamptz not null,
  changed_at timestamptz not null
) with (fillfactor = 70);

-- lz4 costs a fraction of the default's time; not every server is built with it.
do $$
begin
  alter table event_ledger alter column payload set compression lz4;
  alter table event_ledger_default alter column payload set compression lz4;
  alter table profile alter column state set compression lz4;
  alter table profile_order alter column record set compression lz4;
exception when feature_not_supported then
  raise notice 'this server has no lz4';
end $$;
