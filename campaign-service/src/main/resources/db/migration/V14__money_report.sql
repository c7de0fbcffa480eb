-- The tier that a user had when the experiment took him in, for both arms alike.
alter table experiment_unit add column tier text;

-- As before, but the refunds are joined, so that many orders are read at once as well as one.
create or replace view standing_order as
select o.user_id, o.order_id, o.occurred_at,
       greatest(0, case when r.all_of_it then 0 else o.revenue_micros - coalesce(r.amount, 0) end)
         as revenue_micros
from (
  select user_id, order_id, min(occurred_at) as occurred_at,
         (array_agg(revenue_micros order by revenue_at desc, revenue_micros desc))[1]
           as revenue_micros
  from shop_order group by user_id, order_id
) o
left join (
  select user_id, order_id, sum(amount_micros)::bigint as amount,
         bool_or(amount_micros is null and not cancelled) as all_of_it,
         bool_or(cancelled) as cancelled
  from order_refund group by user_id, order_id
) r on r.user_id = o.user_id and r.order_id = o.order_id
where r.cancelled is not true;

-- What a touch is worth, as attribution sees it: 1 click, 2 impression, 3 contact. For each standing
-- order, the contacts (or touches without one) of the user in the window before it that have the
-- best of these; of them the last, the first, or all in equal parts. A part is at most a millionth
-- bigger than another, and the parts of an order are the order. Begins with the touches of the
-- campaigns asked for, so that the work grows with them and not with the shop.
create function order_credit(
  rule text, attribution_window interval, campaigns text[], from_at timestamptz, to_at timestamptz)
returns table (campaign_id text, contact_id text, offer_id text, user_id text, order_id text,
  occurred_at timestamptz, order_micros bigint, share_micros bigint, revenue_micros bigint)
language sql stable as $$
  with touched as (
    select user_id, occurred_at as at from touch
    where (campaigns is null or campaign_id = any(campaigns))
      and (from_at is null or occurred_at > from_at - attribution_window)
      and (to_at is null or occurred_at < to_at)
    union all
    select user_id, decided_at from contact
    where (campaigns is null or campaign_id = any(campaigns))
      and (from_at is null or decided_at > from_at - attribution_window)
      and (to_at is null or decided_at < to_at)
  ), candidate as (
    select distinct t.user_id, o.order_id
    from touched t join shop_order o on o.user_id = t.user_id
      and o.occurred_at >= t.at and o.occurred_at < t.at + attribution_window
  ), standing as (
    select s.*
    from candidate c
    -- "offset 0" lets the candidates be looked up instead of summing up all orders.
    cross join lateral (
      select * from standing_order v
      where v.user_id = c.user_id and v.order_id = c.order_id offset 0) s
    where (from_at is null or s.occurred_at >= from_at) and (to_at is null or s.occurred_at < to_at)
  ), ranked as (
    select s.*, t.campaign_id, t.contact_id, t.offer_id, t.at, t.rank,
           min(t.rank) over (partition by s.user_id, s.order_id) as best
    from standing s
    cross join lateral (
      select k.campaign_id, k.contact_id, k.offer_id, k.occurred_at as at,
             case k.kind when 'CLICK' then 1 else 2 end as rank
      from touch k
      where k.user_id = s.user_id and k.occurred_at <= s.occurred_at
        and k.occurred_at > s.occurred_at - attribution_window
      union all
      select c.campaign_id, c.id, c.offer_id, c.decided_at, 3
      from contact c
      where c.user_id = s.user_id and c.decided_at <= s.occurred_at
        and c.decided_at > s.occurred_at - attribution_window
    ) t
  ), party as (
    select r.user_id, r.order_id, r.occurred_at, r.revenue_micros, r.campaign_id, r.contact_id,
           min(r.offer_id) as offer_id, min(r.at) as first_at, max(r.at) as last_at
    from ranked r where r.rank = r.best
    group by r.user_id, r.order_id, r.occurred_at, r.revenue_micros, r.campaign_id, r.contact_id
  ), placed as (
    select p.*, count(*) over (partition by p.user_id, p.order_id) as parts,
           row_number() over (
             partition by p.user_id, p.order_id
             order by case when rule = 'last-touch' then p.last_at end desc,
                      case when rule <> 'last-touch' then p.first_at end,
                      p.contact_id collate "C", p.campaign_id collate "C") as place
    from party p
  )
  select p.campaign_id, p.contact_id, p.offer_id, p.user_id, p.order_id, p.occurred_at,
         p.revenue_micros,
         case when rule = 'linear'
           then 1000000 / p.parts + (p.place <= 1000000 % p.parts)::int else 1000000 end,
         case when rule = 'linear'
           then p.revenue_micros / p.parts + (p.place <= p.revenue_micros % p.parts)::int
           else p.revenue_micros end
  from placed p
  where (rule = 'linear' or p.place = 1)
    and (campaigns is null or p.campaign_id = any(campaigns))
$$;

-- As before, by the one rule.
create or replace function attributed_order(attribution_window interval)
returns table (campaign_id text, contact_id text, user_id text, order_id text, revenue_micros bigint)
language sql stable as $$
  select campaign_id, contact_id, user_id, order_id, revenue_micros
  from order_credit('last-touch', attribution_window, null, null, null)
$$;

-- Codes that were redeemed, with the contact that they were given for where their key names one.
create view redemption as
select p.campaign_id, case when k.campaign_id = p.campaign_id then k.id end as contact_id, r.user_id,
       r.occurred_at, r.discount_micros
from coupon_redemption r
join coupon c on c.code = r.code
join coupon_pool p on p.name = r.pool
left join contact k on k.id = c.key
where r.valid and p.campaign_id is not null;

create index coupon_pool_of_campaign on coupon_pool (campaign_id) where campaign_id is not null;
create index coupon_given on coupon (pool, assigned_at) where assigned_at is not null;
create index touch_at on touch (occurred_at);
