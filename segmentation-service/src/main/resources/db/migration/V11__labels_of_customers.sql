-- A label goes with its customer.
alter table tier_label
  add foreign key (user_id) references customer_feature on delete cascade;
