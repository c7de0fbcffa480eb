alter table segmentation_run drop constraint segmentation_run_state_check;
alter table segmentation_run add constraint segmentation_run_state_check check
  (state in ('QUEUED', 'RUNNING', 'DRAFT', 'PUBLISHED', 'SUPERSEDED', 'ROLLED_BACK', 'FAILED', 'CANCELLED'));

-- What a draft would change, and whether it published itself.
alter table segmentation_run add column assessment jsonb;
create index run_to_decide on segmentation_run (id) where state = 'DRAFT';

create table schedule (
  name       text primary key,
  cron       text not null,
  zone       text not null,
  kind       text not null check (kind in ('RUN', 'CLV_FIT')),
  parameters jsonb not null,
  created_by text not null,
  updated_at timestamptz not null,
  next_at    timestamptz,
  last_at    timestamptz,
  last_job   uuid,
  last_error text
);
create index schedule_due on schedule (next_at);
