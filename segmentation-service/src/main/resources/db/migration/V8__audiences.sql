-- What a user did on a day, by the key that the events came with; merges are in customer_alias.
-- The three arrays are parallel, one element for each product of an event, one for an event without.
create table activity (
  user_key   text not null,
  event      text not null,
  day        date not null,             -- UTC
  events     int not null,              -- distinct keys
  keys       bigint[] not null,         -- hashes of message ids: an event that comes again is known
  items      bigint[] not null,         -- hashes of item ids, 0 for none
  categories bigint[] not null,         -- hashes of top categories, 0 for none
  primary key (user_key, event, day)
) with (fillfactor = 80);
-- For what is too old to be kept.
create index activity_day on activity using brin (day);

-- What was said of orders, one row a message: which are undone is worked out on reading.
create table order_fact (
  user_key    text not null,
  order_id    text not null,
  message_id  text not null,
  kind        smallint not null,        -- 1 completed or updated, 2 refunded, 3 cancelled
  amount      numeric,                  -- null where the event names none
  occurred_at timestamptz not null,
  primary key (user_key, order_id, message_id)
);

-- Keys of users about whom something changed, to be judged anew.
create table touched (
  seq      bigint generated always as identity primary key,
  user_key text not null
);

create table audience (
  id          bigint generated always as identity primary key,
  name        text not null unique,
  description text,
  rule        jsonb not null,
  behavioural boolean not null,         -- whether activity can change who is in it
  scored      boolean not null,         -- whether other scores can
  created_by  text not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  position    text,                     -- the last user that a pass over all customers judged
  built_at    timestamptz,              -- when the last pass ended
  basis       text not null,            -- of the scores that the last pass started on
  removing    boolean not null default false
);

-- Who is in an audience, and who will be judged anew when, even if nothing happens.
create table audience_standing (
  audience_id bigint not null references audience,
  user_id     text not null,
  member      boolean not null,
  since       timestamptz not null,
  due_at      timestamptz,
  primary key (audience_id, user_id)
);
create index audience_standing_due on audience_standing (due_at) where due_at is not null;
create index audience_standing_user on audience_standing (user_id);

-- About which users the topic is to be told; no audience where the user is gone.
create table audience_change (
  seq      bigint generated always as identity primary key,
  user_id  text not null,
  audience text,
  entered  boolean not null,
  at       timestamptz not null,
  trace    text
);

-- Customers in an order that has nothing to do with them: the first n are a random sample.
create index customer_feature_shuffled on customer_feature (hashtextextended(user_id, 0));
