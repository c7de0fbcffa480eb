-- The further ids of a customer, as its features say; who asks by one of them finds the customer.
create table customer_alias (
  alias_id text not null,
  user_id  text not null,
  primary key (alias_id, user_id)
);
create index customer_alias_user on customer_alias (user_id);
