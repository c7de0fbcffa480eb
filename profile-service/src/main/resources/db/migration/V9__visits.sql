-- What one key did in one session on one day: facts that belong together in one row, for questions
-- that need all of them in order. Derived from the facts, and made anew when a day has changed.
create table ledger_visit (
  user_id    bigint        not null,
  session_id bigint,
  first_at   timestamptz   not null,
  last_at    timestamptz   not null,
  -- The first and last time of each step, for the funnel.
  view0      timestamptz,
  cart0      timestamptz,
  cart1      timestamptz,
  checkout0  timestamptz,
  checkout1  timestamptz,
  order0     timestamptz,
  order1     timestamptz,
  day        date          not null,
  country    smallint,
  channel    smallint,
  events     smallint[]    not null, -- in order of time, then of code
  times      timestamptz[] not null
);
create index ledger_visit_day on ledger_visit using brin (day) with (pages_per_range = 32);

-- The visits of a day stand for its facts as long as the day has as many events as they were made
-- of, and as the pause that ends a session is the same.
create table visit_day (
  day    date primary key,
  seen   bigint not null, -- events when it was looked at last
  events bigint,          -- events that the visits were made of; null: there are no visits
  visits bigint,
  gap    double precision -- seconds
);

-- Whoever makes the facts anew makes them from the ledger, and the visits go with the old ones.
alter function rebuild_facts() rename to rebuild_facts_alone;
create function rebuild_facts() returns void language plpgsql as $$
begin
  perform rebuild_facts_alone();
  truncate ledger_visit, visit_day;
end $$;
