-- Counted from now on: events that named an item which the catalogue had not brought until then,
-- and what ingest-service rejected, by the day on which it did.
alter table quality_tally
  add column unknown_items bigint not null default 0,
  add column door_rejected bigint not null default 0;

-- Every item that the catalogue ever had, as digest64 of its id.
create table known_item (
  item bigint primary key
);

-- The next offset to count of each partition of the rejected events, so that none counts twice.
create table rejection_offset (
  partition   int    primary key,
  next_offset bigint not null
);
