-- What was said of orders beside their items: enough to know which ones were given back in full.
create table order_fact (
  user_id     text collate "C" not null,  -- the key that the event came with
  order_id    text collate "C" not null,
  message_id  text collate "C" not null,
  kind        smallint not null,          -- OrderFact.Kind.code
  amount      numeric,                    -- null where the event names none
  occurred_at timestamptz not null,
  primary key (user_id, order_id, message_id)
);
-- Of refunds and cancellations, which are few: asked for the orders of every poll.
create index on order_fact (order_id) where kind > 1;
