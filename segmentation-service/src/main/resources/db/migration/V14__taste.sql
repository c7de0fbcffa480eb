-- Clusters of taste; the newest count.
create table taste_run (
  id         uuid primary key default uuidv7(),
  created_by text not null,
  created_at timestamptz not null,
  seed       bigint not null,
  customers  int not null,
  model      jsonb not null
);

-- Whether scores of churn can change who is in it.
alter table audience add column churn boolean not null default false;
