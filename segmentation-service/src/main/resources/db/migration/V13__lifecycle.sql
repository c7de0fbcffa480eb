-- Where customers are, and when that changes if nothing happens.
create table customer_lifecycle (
  user_id  text primary key,
  stage    text not null,
  since    timestamptz,
  due_at   timestamptz
);
create index customer_lifecycle_due on customer_lifecycle (due_at) where due_at is not null;

create table lifecycle_basis (
  id           smallint primary key check (id = 1),
  shop_seconds bigint not null,
  rules        text not null,
  measured_at  timestamptz not null,
  position     text                     -- the last user that a pass over all customers judged
);
