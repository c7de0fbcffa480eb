-- The contact that a touch names may have been made to another id of the same person, which may
-- become known later: contact_id is that of the user's own contacts, named_contact what came.
alter table touch add column named_contact text;
update touch set named_contact = contact_id;
create index touch_names on touch (named_contact) where named_contact is not null;
