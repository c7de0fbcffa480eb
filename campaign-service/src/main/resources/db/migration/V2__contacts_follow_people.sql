-- Who is who, as profiles say: alias_id belonged to user_id when its profile was read, at as_of.
create table member_identity (
  alias_id text primary key,
  user_id text not null,
  as_of timestamptz not null
) with (fillfactor = 80);
create index member_identity_user on member_identity (user_id);

-- user_id is the user whom a row belongs to now; came_as is the id under which it came, for good.
-- What has to be unique is so by the latter, so that no merge can be in its way.
alter table contact add column came_as text;
update contact set came_as = user_id;
alter table contact alter column came_as set not null,
  drop constraint contact_campaign_id_user_id_ordinal_key,
  add unique (campaign_id, came_as, ordinal);
create index contact_of_campaign_user on contact (campaign_id, user_id);
create index contact_came_as on contact (came_as);

alter table experiment_unit add column came_as text;
update experiment_unit set came_as = user_id;
alter table experiment_unit drop constraint experiment_unit_pkey,
  add primary key (campaign_id, came_as);
create index experiment_unit_user on experiment_unit (campaign_id, user_id);
create index experiment_unit_came_as on experiment_unit (came_as);

alter table touch add column came_as text;
update touch set came_as = user_id;
alter table touch drop constraint touch_pkey, add primary key (came_as, message_id);

alter table shop_order add column came_as text;
update shop_order set came_as = user_id;
alter table shop_order drop constraint shop_order_pkey, add primary key (came_as, order_id);
create index shop_order_of_user_order on shop_order (user_id, order_id);

alter table order_refund add column came_as text;
update order_refund set came_as = user_id;
alter table order_refund drop constraint order_refund_pkey, add primary key (came_as, message_id);

-- As before, but an order that came under several ids of a user is one order.
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
left join lateral (
  select sum(amount_micros)::bigint as amount, bool_or(amount_micros is null and not cancelled) as all_of_it,
         bool_or(cancelled) as cancelled
  from order_refund f
  where f.user_id = o.user_id and f.order_id = o.order_id
) r on true
where r.cancelled is not true;
