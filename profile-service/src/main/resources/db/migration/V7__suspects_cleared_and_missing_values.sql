-- Keys that a person has looked at: what was suspected of them is gone, and no rule flags them
-- again.
create table suspect_clearance (
  user_key   text collate "C" primary key,
  rules      text[]      not null,
  cleared_by text        not null,
  reason     text        not null,
  cleared_at timestamptz not null
);

-- Events with products, and what is missing of them; completed orders, and those without an amount.
-- Counted from now on.
alter table quality_tally
  add column product_events   bigint not null default 0,
  add column without_price    bigint not null default 0,
  add column without_category bigint not null default 0,
  add column completions      bigint not null default 0,
  add column without_revenue  bigint not null default 0;
