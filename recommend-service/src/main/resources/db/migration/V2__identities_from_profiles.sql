-- Who is who is profile-service's to say; the topic of profiles tells it all from its beginning.
drop table identity;

-- alias_id belonged to the user user_id when its profile was read, at as_of.
create table identity (
  alias_id text collate "C" primary key,
  user_id  text collate "C" not null,
  as_of    timestamptz not null
) with (fillfactor = 80);
create index on identity (user_id);
