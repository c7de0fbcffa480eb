-- Of whom an instance stored something: whoever else holds the history of one of them reads it again.
-- A row is written with what it tells of, and kept for a minute or two.
create table history_news (
  told_in  xid8 not null default pg_current_xact_id(),
  told_at  timestamptz not null default now(),
  teller   uuid not null,                 -- the instance, which has brought its own memory up to date
  user_ids text[] not null
);
-- To compress so short a life costs more than to write it.
alter table history_news alter column user_ids set storage external;
create index on history_news (told_in);
