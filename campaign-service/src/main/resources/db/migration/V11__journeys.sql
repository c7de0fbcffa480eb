create table journey (
  id text primary key,
  seq bigint generated always as identity unique,
  status text not null check (status in ('DRAFT', 'ACTIVE', 'PAUSED', 'ENDED')),
  version integer not null,               -- the latest, which new entrants get
  revision bigint not null,               -- counts changes of any kind, for If-Match
  active_since timestamptz,               -- nothing older triggers it
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table journey_version (
  journey_id text not null references journey (id) on delete cascade,
  version integer not null,
  document jsonb not null,
  created_at timestamptz not null,
  primary key (journey_id, version)
);

-- Counts changes of journeys, so that one look tells whether what is in memory is still true.
create table journey_change (n bigint not null);
insert into journey_change values (0);

-- A user on the way. user_id and came_as as in V2.
create table journey_enrolment (
  id bigint generated always as identity primary key,
  journey_id text not null references journey (id) on delete cascade,
  version integer not null,
  user_id text not null,
  came_as text not null,
  subject text not null,                  -- the item of a replenishment, else empty
  entry_key text not null,                -- of what triggered it: the same never triggers twice
  state text not null check (state in
    ('WAITING', 'ACTIVE', 'HELD_OUT', 'REFUSED', 'DONE', 'EXITED')),
  triggered_at timestamptz not null,
  entered_at timestamptz,
  step text,
  step_since timestamptz,
  timer_at timestamptz,                   -- when the step ends by itself
  due_at timestamptz,                     -- when somebody has to look at it; null: nobody
  hops integer not null default 0,        -- steps taken, which tells two sends of a loop apart
  choices jsonb not null default '{}',    -- the branch that each split took
  context jsonb not null,
  outcome text,                           -- why it ended
  ended_at timestamptz,
  unique (journey_id, came_as, subject, entry_key)
) with (fillfactor = 70);
create index journey_enrolment_due on journey_enrolment (due_at) where due_at is not null;
create unique index journey_enrolment_open on journey_enrolment (journey_id, came_as, subject)
  where state in ('WAITING', 'ACTIVE');
create index journey_enrolment_open_user on journey_enrolment (user_id)
  where state in ('WAITING', 'ACTIVE');
create index journey_enrolment_user on journey_enrolment (journey_id, user_id, triggered_at);
create index journey_enrolment_came_as on journey_enrolment (came_as);

-- What a send step did, once.
create table journey_send (
  enrolment_id bigint not null references journey_enrolment (id) on delete cascade,
  hop integer not null,
  journey_id text not null,
  step text not null,
  channel text not null,
  outcome text not null,                  -- SENT, or why not
  at timestamptz not null,
  primary key (enrolment_id, hop)
);
create index journey_send_of_journey on journey_send (journey_id, step, outcome);

-- Events that some active journey asks for, with the properties that its rules name.
create table journey_event (
  user_id text not null,
  came_as text not null,
  message_id text not null,
  name text not null,
  occurred_at timestamptz not null,
  properties jsonb not null,
  primary key (came_as, message_id)
);
create index journey_event_of_user on journey_event (user_id, occurred_at);
create index journey_event_at on journey_event (occurred_at);
