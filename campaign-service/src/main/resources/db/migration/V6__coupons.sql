create table coupon_pool (
  name text primary key,
  description text not null,
  campaign_id text references campaign (id),
  discount_kind text not null check (discount_kind in ('PERCENT', 'AMOUNT')),
  discount_value numeric not null,
  cost_micros bigint not null,            -- charged to the campaign with every code that is given
  expires_at timestamptz,
  per_user integer not null,
  created_at timestamptz not null
);

-- Each code once in the world: an order names nothing but the code.
create table coupon (
  code text collate "C" primary key,
  pool text not null references coupon_pool (name),
  user_id text,                           -- whom it belongs to now; null until it is given
  came_as text,                           -- the id that it was given to, for good
  key text,                               -- what it was given for
  assigned_at timestamptz,
  unique (pool, came_as, key)
);
create index coupon_free on coupon (pool, code) where came_as is null;
create index coupon_of_user on coupon (user_id) where user_id is not null;
create index coupon_came_as on coupon (came_as) where came_as is not null;

-- Orders that name one of our codes.
create table coupon_use (
  code text collate "C" not null references coupon (code),
  user_id text not null,
  came_as text not null,
  order_id text not null,
  occurred_at timestamptz not null,
  discount_micros bigint,                 -- as the order says; null where it says none
  primary key (code, came_as, order_id)
);
create index coupon_use_came_as on coupon_use (came_as);

-- A code is redeemed by the first standing order of the user to whom it was given, before it expired; any
-- other use of it is a misuse.
create view coupon_redemption as
select u.code, c.pool, u.user_id, u.order_id, u.occurred_at,
       coalesce(u.discount_micros,
         case p.discount_kind
           when 'AMOUNT' then (p.discount_value * 1000000)::bigint
           else (o.revenue_micros * p.discount_value / (100 - least(p.discount_value, 99)))::bigint
         end) as discount_micros,
       c.user_id is not distinct from u.user_id
         and (p.expires_at is null or u.occurred_at < p.expires_at)
         and row_number() over (
           partition by u.code, c.user_id is not distinct from u.user_id
           order by u.occurred_at, u.order_id) = 1 as valid
from coupon_use u
join coupon c on c.code = u.code
join coupon_pool p on p.name = c.pool
-- "offset 0" lets the few orders be looked up instead of summing up all of them.
cross join lateral (
  select revenue_micros from standing_order s
  where s.user_id = u.user_id and s.order_id = u.order_id offset 0) o;
