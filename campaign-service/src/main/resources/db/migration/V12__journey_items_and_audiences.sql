-- In which rule segments a user is, as segmentation-service tells.
create table member_audience (
  user_id text primary key,
  audiences text[] not null
);

-- The price and stock that were told last: a change is seen by comparing.
create table journey_item (
  item_id text primary key,
  name text,
  price numeric,
  in_stock boolean not null,
  updated_at timestamptz not null
);

-- Who viewed or carted what, last; only while some active journey asks for it.
create table journey_interest (
  user_id text not null,
  came_as text not null,
  item_id text not null,
  viewed_at timestamptz,
  carted_at timestamptz,
  bought_at timestamptz,
  primary key (came_as, item_id)
);
create index journey_interest_item on journey_interest (item_id);
create index journey_interest_user on journey_interest (user_id);

-- Purchases of items, for the usual time between two of them.
create table journey_purchase (
  user_id text not null,
  came_as text not null,
  item_id text not null,
  order_id text not null,
  occurred_at timestamptz not null,
  primary key (came_as, item_id, order_id)
);
create index journey_purchase_item on journey_purchase (item_id, user_id, occurred_at);
create index journey_purchase_user on journey_purchase (user_id);
