-- Of the orders that were completed, whatever became of them. A profile of an older formula has
-- zeros until it is folded anew.
alter table profile
  add column orders_placed     bigint not null default 0,
  add column orders_returned   bigint not null default 0,
  add column orders_discounted bigint not null default 0;
alter table profile_order
  add column returned   boolean not null default false,
  add column discounted boolean not null default false;

-- Tags given by hand, under the key that they were given to: they follow it when it is merged, and
-- go with it when it parts.
create table profile_tag (
  user_key  text collate "C" not null,
  tag       text collate "C" not null,
  tagged_at timestamptz      not null,
  tagged_by text             not null,
  primary key (user_key, tag)
);
create index profile_tag_tag on profile_tag (tag, user_key);

-- Tags that profiles have as long as the conditions hold: parameters of the listing by name.
create table tag_rule (
  tag        text collate "C" primary key,
  conditions jsonb            not null,
  note       text,
  changed_at timestamptz      not null,
  changed_by text             not null
);
