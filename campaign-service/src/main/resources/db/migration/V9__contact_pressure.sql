-- The one contact policy: caps, quiet hours, capacities. Functions below read it, so that what holds is always
-- the policy as it is stored, however long ago an instance has read it.
create table contact_policy (
  only_one boolean primary key default true check (only_one),
  policy jsonb not null,
  version bigint not null,
  updated_at timestamptz not null
);
insert into contact_policy (policy, version, updated_at) values
  ('{"timezone": "UTC", "countryTimezones": {}, "caps": {}, "channels": {"ONSITE": {"counts": false}}}', 1, now());

-- Contacts that no campaign's budget pays for, such as steps of journeys. The key is one contact's for good,
-- whoever asks again; that of a campaign's contact is its id, which counts once.
create table contact_taken (
  key text primary key,
  user_id text not null,                  -- whom it belongs to now
  came_as text not null,                  -- the id that it was taken for, for good
  channel text not null,
  at timestamptz not null
);
create index contact_taken_of_user on contact_taken (user_id, at);
create index contact_taken_came_as on contact_taken (came_as);

-- Everything that weighs on a person, each contact once.
create view contact_made as
select user_id, channel, decided_at as at from contact
union all
select t.user_id, t.channel, t.at from contact_taken t
where not exists (select from contact c where c.id = t.key);

-- No id changes its person, and no allocation commits, until the transaction ends.
create function share_contacts() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(127996022358021);
  perform pg_advisory_xact_lock_shared(127996022358026);
end $$;

-- The person of an id, whose contacts nobody else takes until the transaction ends.
create function lock_person(id text) returns text language plpgsql as $$
declare
  person text := coalesce((select i.user_id from member_identity i where i.alias_id = id), id);
begin
  perform pg_advisory_xact_lock(5, hashtext(person));
  return person;
end $$;

-- Whether contacts of a channel weigh on the caps over all channels: on-site ones do not by themselves.
create function weighs(policy jsonb, chan text) returns boolean language sql immutable as $$
  select coalesce((policy -> 'channels' -> upper(chan) ->> 'counts')::boolean, chan <> 'onsite')
$$;

-- The caps that bind one more contact of a person over a channel at an instant, and how much of each is used.
-- Windows are the last 24 hours, 7 and 30 days; what lies later counts too, so that none is ever overfull.
create function caps_of(policy jsonb, person text, chan text, t timestamptz)
returns table (cap text, used integer, most integer) language sql stable as $$
  with seen as (
    select m.at, m.channel = chan as same, weighs(policy, m.channel) as weighs
    from contact_made m where m.user_id = person and m.at > t - interval '720 hours'
  ), wanted as (
    select w.ord, 'user-' || w.span as cap, w.length, false as same,
           (policy -> 'caps' ->> w.span)::integer as most
    from (values (1, 'day', interval '24 hours'), (2, 'week', interval '168 hours'),
                 (3, 'month', interval '720 hours')) w (ord, span, length)
    where weighs(policy, chan)
    union all
    select w.ord, 'user-' || chan || '-' || w.span, w.length, true,
           (policy -> 'channels' -> upper(chan) -> 'caps' ->> w.span)::integer
    from (values (4, 'day', interval '24 hours'), (5, 'week', interval '168 hours'),
                 (6, 'month', interval '720 hours')) w (ord, span, length)
  )
  select w.cap,
         (select count(*)::integer from seen s
          where s.at > t - w.length and case when w.same then s.same else s.weighs end),
         w.most
  from wanted w where w.most is not null order by w.ord
$$;

-- Takes one contact of a person's allowance; answers the cap that refuses it, or no row.
create function take_contact(wanted_user text, chan text, wanted_key text, t timestamptz)
returns table (cap text, used integer, most integer) language plpgsql as $$
declare
  person text;
begin
  perform share_contacts();
  person := lock_person(wanted_user);
  if exists (select from contact_taken where key = wanted_key)
      or exists (select from contact where id = wanted_key) then
    return;
  end if;
  return query
    select c.cap, c.used, c.most from contact_policy p, caps_of(p.policy, person, chan, t) c
    where c.used >= c.most limit 1;
  if not found then
    insert into contact_taken (key, user_id, came_as, channel, at)
    values (wanted_key, person, wanted_user, chan, t) on conflict do nothing;
  end if;
end $$;
