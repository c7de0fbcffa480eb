-- Campaigns of another system, with what came of them. A response to one is an order that is
-- attributed to its contact, or, where that is known better, a coupon of it that was redeemed.
alter table campaign
  add column history boolean not null default false,
  add column response text not null default 'ORDER' check (response in ('ORDER', 'REDEMPTION'));

create table history_import (
  id text primary key,
  seq bigint generated always as identity unique,
  state text not null,
  counts jsonb not null,
  rejections jsonb not null,
  failure text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table history_coupon (
  campaign_id text not null references campaign (id) on delete cascade,
  coupon text not null,
  item_ids text[] not null,
  primary key (campaign_id, coupon)
);

create table history_redemption (
  campaign_id text not null references campaign (id) on delete cascade,
  coupon text not null,
  user_id text not null,
  came_as text not null,
  occurred_at timestamptz not null,
  order_id text,
  discount_micros bigint,
  primary key (campaign_id, came_as, coupon, occurred_at)
);
create index history_redemption_came_as on history_redemption (came_as);

-- As before, and those of history: they belong to the last contact of the user before.
create or replace view redemption as
select p.campaign_id, case when k.campaign_id = p.campaign_id then k.id end as contact_id, r.user_id,
       r.occurred_at, r.discount_micros
from coupon_redemption r
join coupon c on c.code = r.code
join coupon_pool p on p.name = r.pool
left join contact k on k.id = c.key
where r.valid and p.campaign_id is not null
union all
select h.campaign_id, k.id, h.user_id, h.occurred_at, coalesce(h.discount_micros, 0)
from history_redemption h
left join lateral (
  select c.id from contact c
  where c.campaign_id = h.campaign_id and c.user_id = h.user_id and c.decided_at <= h.occurred_at
  order by c.decided_at desc, c.id limit 1) k on true;

-- Contacts that were answered, as the response model sees it.
create function responding_contact(attribution_window interval)
returns table (contact_id text)
language sql stable as $$
  select a.contact_id
  from attributed_order(attribution_window) a join campaign k on k.id = a.campaign_id
  where a.contact_id is not null and k.response = 'ORDER'
  union
  select r.contact_id
  from redemption r join campaign k on k.id = r.campaign_id
  where r.contact_id is not null and k.response = 'REDEMPTION'
$$;
