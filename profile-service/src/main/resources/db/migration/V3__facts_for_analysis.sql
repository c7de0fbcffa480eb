-- What analysis needs of each event of the ledger, narrow enough to read millions within a second
-- or two. Written by the transaction that writes the ledger; partitioned like it. Users and
-- sessions are 64 bits of a digest, as text would cost more than all the rest.
create function digest64(text) returns bigint
  language sql immutable strict parallel safe
  return ('x' || left(md5($1), 16))::bit(64)::bigint;

create table ledger_fact (
  user_id         bigint      not null, -- digest64 of the key that the event came with
  session_id      bigint,               -- digest64 of the client's session id
  occurred_at     timestamptz not null,
  event           smallint    not null, -- fact_label of kind 1
  category        smallint,             -- kind 2: the first product's category
  country         smallint,             -- kind 3
  channel         smallint,             -- kind 4
  more_categories smallint[]            -- of further products
) partition by range (occurred_at);
create table ledger_fact_default partition of ledger_fact default;
create index ledger_fact_time on ledger_fact using brin (occurred_at)
  with (pages_per_range = 32);

-- Code 0 of each kind stands for everything beyond the number of labels that are kept apart.
create table fact_label (
  kind  smallint not null,
  code  smallint not null,
  label text collate "C" not null,
  primary key (kind, code),
  unique (kind, label)
);
insert into fact_label (kind, code, label)
select kind, 0, '(other)' from generate_series(1, 4) as k (kind);
-- The queries know these by their codes.
insert into fact_label (kind, code, label) values
  (1, 1, 'Product Viewed'), (1, 2, 'Product Added'), (1, 3, 'Checkout Started'),
  (1, 4, 'Order Completed');

-- The canonical user of each merged key, for joins with facts. Kept by triggers, so that whoever
-- merges or parts users need not know; their conditions spare all other writes the call.
create table user_alias (
  user_id bigint primary key,
  root    bigint not null
);
create function note_alias() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from user_alias where user_id = digest64(old.user_key);
  elsif new.merged_into is null then
    delete from user_alias where user_id = digest64(new.user_key);
  else
    insert into user_alias (user_id, root)
    values (digest64(new.user_key), digest64(new.merged_into))
    on conflict (user_id) do update set root = excluded.root;
  end if;
  return null;
end $$;
create trigger profile_alias_made after insert on profile for each row
  when (new.merged_into is not null) execute function note_alias();
create trigger profile_alias_changed after update of merged_into on profile for each row
  when (new.merged_into is distinct from old.merged_into) execute function note_alias();
create trigger profile_alias_gone after delete on profile for each row
  when (old.merged_into is not null) execute function note_alias();
insert into user_alias (user_id, root)
select digest64(user_key), digest64(merged_into) from profile where merged_into is not null
on conflict (user_id) do nothing;

-- By day of occurrence, but duplicates and rejections by the day on which they were met. Sharded,
-- so that two transactions seldom wait for each other.
create table quality_tally (
  day        date   not null,
  shard      int    not null,
  events     bigint not null default 0,
  late       bigint not null default 0,
  anonymous  bigint not null default 0,
  duplicates bigint not null default 0,
  rejected   bigint not null default 0,
  primary key (day, shard)
);

-- Keys whose traffic is not a customer's, and the rule that says so.
create table suspect (
  user_key   text collate "C" not null,
  user_id    bigint      not null, -- digest64 of it
  kind       text        not null check (kind in ('bot', 'test')),
  rule       text        not null,
  detail     text        not null,
  day        date        not null, -- the first day of occurrence on which the rule fired
  flagged_at timestamptz not null,
  primary key (user_key, rule)
);
-- How many events a day had when its rates were last looked at.
create table suspect_scan (
  day    date primary key,
  events bigint not null
);

-- What is in the ledger already. Also an upkeep: it makes the facts of the whole ledger anew.
create function rebuild_facts() returns void language plpgsql as $$
declare
  span record;
begin
  for span in select relid::regclass::text as name, replace(relid::regclass::text, 'event_ledger',
      'ledger_fact') as fact, pg_get_expr(c.relpartbound, c.oid) as bound
      from pg_partition_tree('event_ledger') t join pg_class c on c.oid = t.relid where t.isleaf
  loop
    if to_regclass(span.fact) is null then
      execute format('create table %I partition of ledger_fact %s', span.fact, span.bound);
    end if;
  end loop;
  delete from ledger_fact;
  create temporary table raw_fact on commit drop as
  select user_key, digest64(nullif(j ->> 'sessionId', '')) as session_id, occurred_at, event,
    (select array_agg(left(btrim(p -> 'categoryPath' ->> 0), 200) order by n)
       filter (where btrim(p -> 'categoryPath' ->> 0) <> '')
     from jsonb_array_elements(case jsonb_typeof(j -> 'products') when 'array'
       then j -> 'products' else '[]' end) with ordinality as l (p, n)) as categories,
    left(nullif(btrim(j -> 'context' ->> 'country'), ''), 200) as country,
    lower(left(nullif(btrim(j -> 'context' ->> 'channel'), ''), 200)) as channel,
    received_at
  from (select l.*, convert_from(payload, 'UTF8')::jsonb as j from event_ledger l) e;
  with wanted (kind, label) as (
    select 1::smallint, event from raw_fact
    union select 2, unnest(categories) from raw_fact
    union select 3, country from raw_fact
    union select 4, channel from raw_fact
  ), missing as (
    select kind, label, row_number() over (partition by kind order by label collate "C") as n
    from wanted w where label is not null
      and not exists (select from fact_label l where l.kind = w.kind and l.label = w.label)
  )
  insert into fact_label (kind, code, label)
  select kind, n + (select max(code) from fact_label l where l.kind = m.kind), label
  from missing m where n + (select max(code) from fact_label l where l.kind = m.kind) <= 5000;
  insert into ledger_fact (user_id, session_id, occurred_at, event, category, country, channel,
    more_categories)
  select digest64(user_key), session_id, occurred_at, coalesce(e.code, 0),
    case when categories is not null then coalesce(codes[1], 0) end,
    case when r.country is not null then coalesce(o.code, 0) end,
    case when r.channel is not null then coalesce(h.code, 0) end,
    case when cardinality(codes) > 1 then codes[2:] end
  from raw_fact r
  left join fact_label e on e.kind = 1 and e.label = r.event
  left join fact_label o on o.kind = 3 and o.label = r.country
  left join fact_label h on h.kind = 4 and h.label = r.channel
  cross join lateral (
    select array_agg(code order by n) as codes from (
      select coalesce(l.code, 0::smallint) as code, min(n) as n
      from unnest(categories) with ordinality as c (label, n)
      left join fact_label l on l.kind = 2 and l.label = c.label group by 1) d) c;
  update quality_tally set events = 0, late = 0, anonymous = 0;
  insert into quality_tally (day, shard, events, late, anonymous)
  select (occurred_at at time zone 'UTC')::date, 0, count(*),
    count(*) filter (where received_at > occurred_at + interval '1 day'),
    count(*) filter (where user_key like 'anon:%')
  from raw_fact group by 1
  on conflict (day, shard) do update set events = excluded.events, late = excluded.late,
    anonymous = excluded.anonymous;
end $$;
select rebuild_facts();
