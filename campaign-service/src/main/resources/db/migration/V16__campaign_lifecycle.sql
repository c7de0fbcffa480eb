-- Campaigns that have run are finished; those scheduled start by themselves.
update campaign set status = 'FINISHED' where status = 'ENDED';

alter table campaign
  add column approval text not null default 'NONE',
  add column edited_by text not null default 'local';

-- What the worker looks for, every second.
create index campaign_due on campaign (starts_at) where status = 'SCHEDULED';
drop index campaign_running;
create index campaign_begun on campaign (ends_at) where status in ('RUNNING', 'PAUSED');

-- Every state that a campaign was in, for good, and who or what made it so.
create table campaign_version (
  campaign_id text not null references campaign (id) on delete cascade,
  version bigint not null,
  plan jsonb not null,
  status text not null,
  approval text not null,
  edited_by text not null,
  action text not null,
  changed_by text not null,
  at timestamptz not null,
  comment text,
  primary key (campaign_id, version)
);
insert into campaign_version
select id, version, plan, status, 'NONE', 'local', 'IMPORTED', 'local', updated_at, null from campaign;
