-- One message to one person, once by its key. user_id and came_as as in V2.
create table message (
  seq bigint generated always as identity primary key,
  key text collate "C" not null unique,
  user_id text not null,
  came_as text not null,
  channel text not null,
  template text,
  fields jsonb not null,
  campaign_id text,
  contact_id text,
  journey_id text,
  due timestamptz not null,
  priority integer not null,
  state text not null default 'QUEUED',
  reason text,
  attempts integer not null default 0,
  passed_gate boolean not null default false,
  batch bigint,                           -- those that were claimed together
  claimed_until timestamptz,
  queued_at timestamptz not null,
  changed_at timestamptz not null,
  sent_at timestamptz,
  content jsonb,                          -- of the inbox: what it shows
  read_at timestamptz,
  opened_at timestamptz
);
create index message_waiting on message (channel, priority desc, due, seq) where state = 'QUEUED';
create index message_sending on message (channel, batch) where state = 'SENDING';
create index message_of_user on message (user_id, seq);
create index message_came_as on message (came_as);
create index message_of_campaign on message (campaign_id, seq) where campaign_id is not null;
create index message_of_journey on message (journey_id, seq) where journey_id is not null;
create sequence message_batch;

-- How a channel sends. Settings name secrets, they never hold one.
create table channel_delivery (
  channel text primary key,
  settings jsonb not null,
  per_second double precision not null,
  tokens double precision not null,       -- of the rate limit, shared by all instances
  tokens_at timestamptz not null,
  updated_at timestamptz not null
);

create table message_template (
  name text primary key,
  document jsonb not null,
  updated_at timestamptz not null
);

-- Who wants no further message on a channel; the message by which it was said.
create table unsubscription (
  user_id text not null,
  came_as text not null,
  channel text not null,
  message_key text,
  at timestamptz not null,
  primary key (came_as, channel)
);
create index unsubscription_user on unsubscription (user_id, channel);

-- Signs links for persons; made by the first instance that needs it.
create table delivery_secret (
  only_one boolean primary key default true check (only_one),
  secret bytea not null
);
