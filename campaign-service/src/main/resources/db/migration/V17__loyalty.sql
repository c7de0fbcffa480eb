-- The rules of the loyalty program: a version holds from its instant until the next.
create table loyalty_program (
  version bigint generated always as identity primary key,
  rules jsonb not null,
  valid_from timestamptz not null,
  changed_by text not null
);

-- Everybody's ledger. Points of a lot (those of an order, of a bonus) come and go together; points
-- without one leave whichever is due first.
create table loyalty_entry (
  seq bigint generated always as identity primary key,
  user_id text not null,                  -- whom it belongs to now
  came_as text not null,                  -- the id that it was written for, for good
  kind text not null,
  points bigint not null,
  lot text,
  order_id text,
  key text,
  reason text not null,
  coupon text,
  program_version bigint not null references loyalty_program (version),
  lot_at timestamptz not null,
  usable_at timestamptz,
  expires_at timestamptz,
  booked_at timestamptz not null
);
create index loyalty_entry_user on loyalty_entry (user_id, seq);
create index loyalty_entry_came_as on loyalty_entry (came_as);
create unique index loyalty_entry_key on loyalty_entry (came_as, key) where key is not null;

-- An entry is never changed but for the person whom it belongs to.
create function loyalty_entry_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'user_id' = to_jsonb(old) - 'user_id' then
    return new;
  end if;
  raise exception 'entries of the loyalty ledger are not changed';
end $$;
create trigger loyalty_entry_stays before update or delete on loyalty_entry
  for each row execute function loyalty_entry_stays();

-- What an order's points depend on besides its worth: the lines, as its latest event tells them, and
-- the tier and campaign of the moment when its points were first worked out.
create table loyalty_order (
  came_as text not null,
  order_id text not null,
  parts jsonb not null,
  parts_at timestamptz,
  settled boolean not null,
  tier text,
  campaign_id text,
  primary key (came_as, order_id)
);

-- Customers to look at, from an instant on: an order changed, points expire, a year is over.
create table loyalty_due (
  seq bigint generated always as identity primary key,
  user_id text not null,
  order_id text,
  due_at timestamptz not null
);
create index loyalty_due_at on loyalty_due (due_at, seq);
