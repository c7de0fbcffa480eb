-- Counted from now on: events that named an item which the catalogue had not brought until then,
-- and what ingest-service rejected, by the day on which it did.
alter table quality_tally
  add column unknown_items bigint not null default 0,
  add column door_rejected bigint not null default 0;

-- Every item that the catalogue ever had, as digest64 of its id.
create table known_item (
  item bigint primary key
);

-- The next offset to count of each partition of the rejected events, so that none counts twice.
create table rejection_offset (
  partition   int    primary key,
  next_offset bigint not null
);

-- V4 looked for types of events in lower case and found none: the claims of a ledger that was filled
-- before it.
insert into identity_claim (alias_key, target_key, claimed_at, message_id, cause, source)
select distinct on (c.alias_key collate "C", e.user_key collate "C")
  c.alias_key, e.user_key, e.occurred_at, e.message_id, e.type, left(j ->> 'source', 200)
from (
  select *, upper(j ->> 'type') as type
  from (select l.*, convert_from(payload, 'UTF8')::jsonb as j from event_ledger l
        where event in ('identify', 'alias') and user_key not like 'anon:%') r) e
cross join lateral (
  select 'anon:' || (j ->> 'anonymousId') where e.type = 'IDENTIFY'
  union all
  select j ->> 'previousId' where e.type = 'ALIAS'
  union all
  select 'anon:' || (j ->> 'previousId')
  where e.type = 'ALIAS' and j ->> 'previousId' not like 'anon:%'
) c (alias_key)
where e.type in ('IDENTIFY', 'ALIAS') and c.alias_key not in ('', 'anon:')
  and c.alias_key <> e.user_key
order by c.alias_key collate "C", e.user_key collate "C", e.occurred_at, e.message_id collate "C"
on conflict (alias_key, target_key) do update set claimed_at = excluded.claimed_at,
  message_id = excluded.message_id, cause = excluded.cause, source = excluded.source
where (excluded.claimed_at, excluded.message_id)
  < (identity_claim.claimed_at, identity_claim.message_id);

update identity_link l set cause = c.cause, source = c.source
from identity_claim c
where c.alias_key = l.alias_key and c.target_key = l.target_key and l.decision = 0
  and l.source is null;
