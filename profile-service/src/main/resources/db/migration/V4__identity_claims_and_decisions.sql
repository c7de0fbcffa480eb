-- Everything that events ever claimed about a key, whether it holds or not: the earliest event of
-- each pair of keys. identity_link, the link that holds, follows from this and from the decisions.
create table identity_claim (
  alias_key  text collate "C" not null,
  target_key text collate "C" not null,
  claimed_at timestamptz not null,
  message_id text collate "C" not null,
  cause      text not null check (cause in ('IDENTIFY', 'ALIAS')),
  source     text,
  primary key (alias_key, target_key)
);
create index identity_claim_target on identity_claim (target_key);

-- What people decided, in this order; never changed. A merge has a target, a split has none.
create table identity_decision (
  decision   bigint generated always as identity primary key,
  alias_key  text collate "C" not null,
  target_key text collate "C",
  decided_by text not null,
  reason     text not null,
  decided_at timestamptz not null
);
create index identity_decision_alias on identity_decision (alias_key);
create index identity_decision_target on identity_decision (target_key);

-- Every change of a canonical key. The link of claim_alias was set: by an event, or by a decision, at
-- stated_at.
create table identity_move (
  move        bigint generated always as identity primary key,
  user_key    text collate "C" not null,
  from_key    text collate "C" not null,
  to_key      text collate "C" not null,
  moved_at    timestamptz not null,
  claim_alias text collate "C" not null,
  stated_at   timestamptz not null,
  cause       text not null check (cause in ('IDENTIFY', 'ALIAS', 'MERGE', 'SPLIT')),
  message_id  text collate "C",
  source      text,
  decision    bigint references identity_decision
);
create index identity_move_key on identity_move (user_key);
create index identity_move_from on identity_move (from_key);
create index identity_move_to on identity_move (to_key);

-- A key that a decision split off is linked to itself.
alter table identity_link add column cause text, add column source text,
  add column decision bigint not null default 0;

insert into identity_claim (alias_key, target_key, claimed_at, message_id, cause, source)
select distinct on (c.alias_key collate "C", e.user_key collate "C")
  c.alias_key, e.user_key, e.occurred_at, e.message_id, upper(j ->> 'type'), left(j ->> 'source', 200)
from (select l.*, convert_from(payload, 'UTF8')::jsonb as j from event_ledger l
      where event in ('identify', 'alias') and user_key not like 'anon:%') e
cross join lateral (
  select 'anon:' || (j ->> 'anonymousId') where j ->> 'type' = 'identify'
  union all
  select j ->> 'previousId' where j ->> 'type' = 'alias'
  union all
  select 'anon:' || (j ->> 'previousId')
  where j ->> 'type' = 'alias' and j ->> 'previousId' not like 'anon:%'
) c (alias_key)
where c.alias_key not in ('', 'anon:') and c.alias_key <> e.user_key
order by c.alias_key collate "C", e.user_key collate "C", e.occurred_at, e.message_id collate "C";

update identity_link l set cause = coalesce(c.cause, 'ALIAS'), source = c.source
from identity_link k left join identity_claim c
  on c.alias_key = k.alias_key and c.target_key = k.target_key
where l.alias_key = k.alias_key;
alter table identity_link alter column cause set not null;
