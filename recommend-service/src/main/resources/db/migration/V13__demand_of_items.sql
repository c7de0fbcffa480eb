-- What is left of a decayed value after so many seconds, for a half-life of ln 2 lives. What a double
-- could not hold is nothing: PostgreSQL would call it an error.
create function decayed(value float8, age float8, life float8) returns float8
  immutable parallel safe
  return case when value < 1e-100 or age > 300 * life then 0 else value * exp(-age / life) end;

-- The decayed demand of every item, so that a start need not count all interactions again.
create table item_demand (
  item_id text collate "C" primary key,
  as_of   bigint not null,                -- epoch second of the newest deed
  lately  float8 not null,
  longer  float8 not null,
  overall float8 not null
) with (fillfactor = 50);

-- By which weights and half-lives; with others, or no row, demand is counted anew.
create table demand_recipe (
  recipe text not null
);

-- Deeds that item_demand does not know yet, a row per poll, written with them. Nobody waits for a row
-- of a popular item that way.
create table demand_news (
  item_ids text[] not null,
  kinds    smallint[] not null,
  seconds  bigint[] not null,
  ratings  real[] not null
);
