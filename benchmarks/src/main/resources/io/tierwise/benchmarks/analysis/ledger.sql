-- Facts of half a year as profile-service writes them, with users, merged visitors, orders, tags
-- and suspects. @sessions of five events on average; @users, each with a visitor's key as well.
select setseed(0.2026);
insert into profile (user_key, version, formula, first_seen_at, last_seen_at, country, orders,
  gross_revenue, sessions, state)
select 'c' || n, 1, 'bench', now() - random() * interval '180 days',
  now() - random() * interval '60 days', (array['GB', 'DE', 'FR', 'IT'])[1 + n % 4], n % 5,
  (n % 5) * 40, 1 + n % 20, '\x00'
from generate_series(1, @users) n;
insert into profile (user_key, merged_into)
select 'anon:v' || n, 'c' || n from generate_series(1, @users) n;
insert into fact_label (kind, code, label) values
  (1, 5, 'page'), (1, 6, 'identify'), (1, 7, 'Product List Viewed'), (1, 8, 'Products Searched'),
  (1, 9, 'Product Clicked'), (1, 10, 'Cart Viewed'),
  (3, 1, 'GB'), (3, 2, 'DE'), (3, 3, 'FR'), (3, 4, 'IT'), (4, 1, 'web'), (4, 2, 'mobile');
insert into fact_label (kind, code, label)
select 2, n, 'category-' || n from generate_series(1, 40) n;
do $$
declare
  m timestamp;
begin
  for m in select generate_series(date_trunc('month', now() at time zone 'UTC')
      - interval '7 months', date_trunc('month', now() at time zone 'UTC'), '1 month')
  loop
    execute format('create table if not exists ledger_fact_%s partition of ledger_fact'
      || ' for values from (%L) to (%L)', to_char(m, 'YYYY_MM'), m at time zone 'UTC',
      (m + interval '1 month') at time zone 'UTC');
  end loop;
end $$;
-- Users are the more frequent the smaller their number.
create temporary table visit on commit drop as
select s, (random() * random() * @users)::int % @users + 1 as n, random() < 0.3 as visitor,
  now() - (1 - s::float8 / @sessions) * interval '180 days' as at, 1 + (random() * 8)::int as length,
  random() < 0.7 as named, 1 + (random() * 39)::int as category, random() < 0.15 as buys
from generate_series(1, @sessions) s;
insert into ledger_fact (user_id, session_id, occurred_at, event, category, country, channel)
select digest64(case when visitor then 'anon:v' else 'c' end || n), case when named then s end, t,
  e, case when e in (1, 2, 4, 9) then case when random() < 0.8 then category
    else 1 + (random() * 39)::int end end, 1 + n % 4, 1 + s % 2
from (
  select *, at + ((k - 1) * 50 + random() * 40) * interval '1 second' as t,
    case when buys and k between 3 and 5 then k - 1
      when k = 1 and r < 0.5 then 5
      when r < 0.55 then 1 when r < 0.68 then 7 when r < 0.76 then 8 when r < 0.84 then 9
      when r < 0.92 then 2 when r < 0.94 then 3 when r < 0.96 then 10 when r < 0.98 then 6
      else 5 end as e
  from (select *, random() as r from visit cross join lateral generate_series(1, length) k) x) y
where t < now() order by t;
insert into profile_order (user_key, order_id, completed_at, counted, gross, refunded, record)
select 'c' || n, 'o' || s, at, true, 20 + s % 100, 0, '\x00' from visit where buys and length >= 5;
insert into quality_tally (day, shard, events)
select (occurred_at at time zone 'UTC')::date, 0, count(*) from ledger_fact group by 1;
insert into tag_rule (tag, conditions, changed_at, changed_by)
values ('by-rule', '{"minOrders":2}', now(), 'bench');
insert into profile_tag (user_key, tag, tagged_at, tagged_by)
select 'c' || n, 'by-hand', now(), 'bench' from generate_series(1, @users, 20) n;
insert into suspect (user_key, user_id, kind, rule, detail, day, flagged_at)
select 'c' || n, digest64('c' || n), 'bot', 'events-per-day', '', current_date, now()
from generate_series(1, @users, 1000) n;
