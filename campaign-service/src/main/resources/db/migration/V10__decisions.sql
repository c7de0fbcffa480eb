-- What was spent on the last day of the shop on which something was, beside the whole: both are charged by one
-- statement. Whoever is late counts on that day as well.
alter table campaign_budget
  add column day date not null default '1970-01-01',
  add column day_spent_micros bigint not null default 0;

-- Contacts of a channel on a day of the shop; kept for channels whose capacity is limited.
create table channel_day (
  channel text not null,
  day date not null,
  contacts bigint not null,
  primary key (channel, day)
);

-- Decisions asked for in each hour: the traffic over which a day's budget is spread.
create table decision_hour (
  hour timestamptz primary key,
  decisions bigint not null
);

create function shop_day(policy jsonb, t timestamptz) returns date language sql stable as $$
  select (t at time zone (policy ->> 'timezone'))::date
$$;

-- What a campaign may still spend: of its budget, and of the given most for the day.
create function left_of(b campaign_budget, today date, day_most bigint)
returns bigint language sql immutable as $$
  select least(b.budget_micros - b.spent_micros,
               day_most - case when b.day >= today then b.day_spent_micros else 0 end)
$$;

-- Locks the channel's count of the day until the transaction ends; null where it has no capacity, else what is
-- left of it. A count that is missing starts with what was contacted on the day before.
create function channel_left(policy jsonb, chan text, today date)
returns bigint language plpgsql as $$
declare
  capacity bigint := (policy -> 'channels' -> upper(chan) ->> 'capacityPerDay')::bigint;
  midnight timestamptz := today::timestamp at time zone (policy ->> 'timezone');
  made bigint;
begin
  if capacity is null then
    return null;
  end if;
  select contacts into made from channel_day where channel = chan and day = today for update;
  if not found then
    insert into channel_day (channel, day, contacts)
    select chan, today, count(*) from contact_made m
    where m.channel = chan and m.at >= midnight
      and m.at < (today + 1)::timestamp at time zone (policy ->> 'timezone')
    on conflict do nothing;
    select contacts into made from channel_day where channel = chan and day = today for update;
  end if;
  return greatest(0, capacity - made);
end $$;

create or replace function take_contact(wanted_user text, chan text, wanted_key text, t timestamptz)
returns table (cap text, used integer, most integer) language plpgsql as $$
declare
  person text;
  rules jsonb;
  left_today bigint;
begin
  perform share_contacts();
  person := lock_person(wanted_user);
  if exists (select from contact_taken where key = wanted_key)
      or exists (select from contact where id = wanted_key) then
    return;
  end if;
  select p.policy into rules from contact_policy p;
  return query
    select c.cap, c.used, c.most from caps_of(rules, person, chan, t) c
    where c.used >= c.most limit 1;
  if found then
    return;
  end if;
  left_today := channel_left(rules, chan, shop_day(rules, t));
  if left_today = 0 then
    return query
      select 'channel-day', contacts::integer,
             (rules -> 'channels' -> upper(chan) ->> 'capacityPerDay')::integer
      from channel_day where channel = chan and day = shop_day(rules, t);
    return;
  end if;
  insert into contact_taken (key, user_id, came_as, channel, at)
  values (wanted_key, person, wanted_user, chan, t) on conflict do nothing;
  if found and left_today is not null then
    update channel_day set contacts = contacts + 1
    where channel = chan and day = shop_day(rules, t);
  end if;
end $$;

-- Decides between options, the best first: makes the first that every limit allows, in one call.
--   With unless_waiting, none if a contact of one of the campaigns waits to be seen already.
--   Limits of the person and the channel are the same for all options and are looked at once.
--   A campaign that holds the person out keeps a control where it would have made the contact.
-- Answers the option that was made, counted from 1, or 0; and a word on each option that was not, or one on all.
create function decide_contact(
  wanted_user text, chan text, t timestamptz, tier text, allocation text,
  ids text[], campaigns text[], offers text[], variants text[], creatives text[],
  costs bigint[], values_ float8[], per_user integer[], day_most bigint[], held boolean[],
  unless_waiting boolean)
returns table (chosen integer, refusals text[]) language plpgsql as $$
declare
  person text;
  rules jsonb;
  today date;
  left_today bigint;
  broken text;
  made integer;
  place bigint;
begin
  perform share_contacts();
  person := lock_person(wanted_user);
  refusals := array_fill(null::text, array[cardinality(ids)]);
  chosen := 0;
  -- Somebody has decided for this person since the options were weighed: nothing is made twice.
  select c.id into broken from contact c
  where unless_waiting and c.user_id = person and c.channel = chan
    and c.campaign_id = any(campaigns)
    and not exists (select from touch x where x.user_id = c.user_id and x.contact_id = c.id)
  limit 1;
  if found then
    refusals := array['waiting'];
    return next;
    return;
  end if;
  select p.policy into rules from contact_policy p;
  today := shop_day(rules, t);
  select c.cap into broken from caps_of(rules, person, chan, t) c where c.used >= c.most limit 1;
  if found then
    refusals := array[broken];
    return next;
    return;
  end if;
  left_today := channel_left(rules, chan, today);
  if left_today = 0 then
    refusals := array['channel-day'];
    return next;
    return;
  end if;
  for i in 1 .. cardinality(ids) loop
    select count(*) into made from contact c
    where c.campaign_id = campaigns[i] and c.user_id = person;
    if made >= per_user[i] or exists (
        select from contact c
        where c.campaign_id = campaigns[i] and c.user_id = person and c.variant <> variants[i])
    then
      refusals[i] := 'campaign-contacts';
      continue;
    end if;
    if held[i] then
      if exists (
          select from campaign_budget b join campaign c on c.id = b.campaign_id
          where b.campaign_id = campaigns[i] and c.status = 'RUNNING'
            and left_of(b, today, day_most[i]) >= costs[i]) then
        insert into experiment_unit (campaign_id, user_id, came_as, arm, at)
        values (campaigns[i], person, wanted_user, 'CONTROL', t) on conflict do nothing;
        refusals[i] := 'held-out';
      else
        refusals[i] := 'budget';
      end if;
      continue;
    end if;
    update campaign_budget b
    set spent_micros = b.spent_micros + costs[i],
        day_spent_micros = case when b.day >= today then b.day_spent_micros else 0 end + costs[i],
        day = greatest(b.day, today)
    from campaign c
    where b.campaign_id = campaigns[i] and c.id = b.campaign_id and c.status = 'RUNNING'
      and left_of(b, today, day_most[i]) >= costs[i];
    if not found then
      refusals[i] := case when exists (
          select from campaign_budget b join campaign c on c.id = b.campaign_id
          where b.campaign_id = campaigns[i] and c.status = 'RUNNING'
            and b.budget_micros - b.spent_micros >= costs[i])
        then 'pace' else 'budget' end;
      continue;
    end if;
    if left_today is not null then
      update channel_day set contacts = contacts + 1 where channel = chan and day = today;
    end if;
    insert into contact (id, campaign_id, user_id, came_as, ordinal, offer_id, variant,
        allocation_id, tier, channel, creative, cost_micros, expected_value, decided_at)
    select ids[i], campaigns[i], person, wanted_user,
           1 + (select count(*) from contact e
                where e.campaign_id = campaigns[i] and e.came_as = wanted_user),
           offers[i], variants[i], allocation, decide_contact.tier, chan, creatives[i]::jsonb,
           costs[i], values_[i], t
    returning seq into place;
    insert into contact_outbox (seq) values (place);
    insert into experiment_unit (campaign_id, user_id, came_as, arm, at)
    values (campaigns[i], person, wanted_user, 'TREATED', t) on conflict do nothing;
    chosen := i;
    exit;
  end loop;
  return next;
end $$;
