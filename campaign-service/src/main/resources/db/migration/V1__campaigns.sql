create table campaign (
  id text primary key,
  name text not null,
  status text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  plan jsonb not null,
  version bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index campaign_running on campaign (ends_at) where status = 'RUNNING';

-- Apart from the campaign, so that spending does not collide with people's edits.
-- The check is the last line of defence: every charge is guarded in its own statement.
create table campaign_budget (
  campaign_id text primary key references campaign (id) on delete cascade,
  budget_micros bigint not null,
  spent_micros bigint not null default 0,
  check (spent_micros >= 0 and spent_micros <= budget_micros)
);

create table member_profile (
  user_id text primary key,
  as_of timestamptz not null,
  identified boolean not null,
  orders bigint not null,
  net_revenue numeric not null,
  average_order_value numeric,
  consents text[] not null,
  features jsonb not null
);

create table member_tier (
  user_id text primary key,
  tier text,
  tier_rank integer,
  segment text not null,
  assigned_at timestamptz not null
);

create table contact (
  seq bigint generated always as identity primary key,
  id text not null unique,
  campaign_id text not null references campaign (id),
  user_id text not null,
  ordinal integer not null,
  offer_id text not null,
  variant text,
  allocation_id text,
  tier text,
  channel text not null,
  creative jsonb not null,
  cost_micros bigint not null,
  expected_value double precision not null,
  decided_at timestamptz not null,
  unique (campaign_id, user_id, ordinal)
);
create index contact_of_user on contact (user_id, decided_at);
create index contact_of_allocation on contact (allocation_id, seq) where allocation_id is not null;
create index contact_of_campaign on contact (campaign_id, seq);

-- The transactional outbox: a contact waits here until its topic has it.
create table contact_outbox (
  seq bigint primary key references contact (seq) on delete cascade,
  claimed_until timestamptz
);

create table experiment_unit (
  campaign_id text not null references campaign (id),
  user_id text not null,
  arm text not null,
  at timestamptz not null,
  primary key (campaign_id, user_id)
);

create table touch (
  user_id text not null,
  message_id text not null,
  kind text not null,
  campaign_id text not null,
  offer_id text,
  contact_id text,
  occurred_at timestamptz not null,
  primary key (user_id, message_id)
);
create index touch_of_campaign on touch (campaign_id);
create index touch_of_user on touch (user_id, occurred_at);

create table shop_order (
  user_id text not null,
  order_id text not null,
  occurred_at timestamptz not null,
  revenue_micros bigint not null,
  revenue_at timestamptz not null,
  primary key (user_id, order_id)
);
create index shop_order_of_user on shop_order (user_id, occurred_at);

create table order_refund (
  user_id text not null,
  message_id text not null,
  order_id text not null,
  amount_micros bigint,
  cancelled boolean not null,
  occurred_at timestamptz not null,
  primary key (user_id, message_id)
);
create index order_refund_of_order on order_refund (user_id, order_id);

create table allocation_run (
  id text primary key,
  seq bigint generated always as identity unique,
  state text not null,
  progress double precision not null default 0,
  request jsonb not null,
  result jsonb,
  failure text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  leased_until timestamptz
);

create table shadow_price (
  kind text not null,
  key text not null,
  value double precision not null,
  allocation_id text not null,
  primary key (kind, key)
);

-- What an order is worth after refunds; cancelled orders are left out.
create view standing_order as
select o.user_id, o.order_id, o.occurred_at,
       greatest(0, case when r.all_of_it then 0 else o.revenue_micros - coalesce(r.amount, 0) end)
         as revenue_micros
from shop_order o
left join lateral (
  select sum(amount_micros)::bigint as amount, bool_or(amount_micros is null and not cancelled) as all_of_it,
         bool_or(cancelled) as cancelled
  from order_refund f
  where f.user_id = o.user_id and f.order_id = o.order_id
) r on true
where r.cancelled is not true;

-- Last touch: the last click in the window before an order, else the last impression, else the last
-- contact. Each order appears at most once, with the contact that gets it.
create function attributed_order(attribution_window interval)
returns table (campaign_id text, contact_id text, user_id text, order_id text, revenue_micros bigint)
language sql stable as $$
  select t.campaign_id, t.contact_id, o.user_id, o.order_id, o.revenue_micros
  from standing_order o
  cross join lateral (
    select campaign_id, contact_id from (
      select campaign_id, contact_id, occurred_at, case kind when 'CLICK' then 1 else 2 end as rank
      from touch
      where user_id = o.user_id and occurred_at <= o.occurred_at
        and occurred_at > o.occurred_at - attribution_window
      union all
      select campaign_id, id, decided_at, 3
      from contact
      where user_id = o.user_id and decided_at <= o.occurred_at
        and decided_at > o.occurred_at - attribution_window
    ) touches
    order by rank, occurred_at desc, contact_id
    limit 1
  ) t
  where o.occurred_at >= (select min(decided_at) from contact)
$$;
