-- The version of the campaign that stood when a contact was made; null for those made before.
alter table contact add column campaign_version bigint;

-- For those who add single contacts; who adds many says it.
create function contact_names_version() returns trigger language plpgsql as $$
begin
  select version into new.campaign_version from campaign where id = new.campaign_id;
  return new;
end $$;
create trigger contact_names_version before insert on contact
  for each row when (new.campaign_version is null) execute function contact_names_version();
