-- What the events of a key came to that are no longer in the ledger, because their month was
-- retired. A recompute begins with it. Keys stay those that the events came with, so that users can
-- be merged and split afterwards as before.
create table ledger_baseline (
  user_key      text collate "C" primary key,
  events        bigint      not null,
  formula       text        not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  state         bytea       not null,
  sessions      bytea       not null,
  orders        bytea       not null
);

-- Who retires months, and when that was done last; one row.
create table ledger_upkeep (
  one         boolean primary key default true check (one),
  owner       text,
  lease_until timestamptz,
  ran_at      timestamptz
);
insert into ledger_upkeep default values;

do $$
begin
  alter table ledger_baseline alter column state set compression lz4;
  alter table ledger_baseline alter column sessions set compression lz4;
  alter table ledger_baseline alter column orders set compression lz4;
exception when feature_not_supported then
  raise notice 'this server has no lz4';
end $$;
