-- What was ordered of an item, for its demand; few rows beside views and carts.
create index on interaction (item_id, occurred_at) where kind = 5;
