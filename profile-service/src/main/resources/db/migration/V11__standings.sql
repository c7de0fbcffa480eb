-- What segmentation-service last told of a user, under the canonical id that it told it of.
create table profile_standing (
  user_key  text collate "C" primary key,
  tier      text,
  segment   text,
  audiences text[] not null default '{}'
) with (fillfactor = 80);
create index profile_standing_audiences on profile_standing using gin (audiences)
  where audiences <> '{}';
