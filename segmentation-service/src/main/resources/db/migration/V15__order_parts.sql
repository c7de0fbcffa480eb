-- What an order is made of: by top category the share of its worth and the pieces.
alter table order_fact add column parts jsonb;
