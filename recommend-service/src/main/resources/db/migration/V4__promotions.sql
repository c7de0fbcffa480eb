-- Which model serves: the one that was promoted last. Going back is a promotion of an older one.
create table promotion (
  id     bigint generated always as identity primary key,
  number bigint not null references model (number),
  at     timestamptz not null,
  by     text not null                    -- a training run, or who asked for it
);
insert into promotion (number, at, by)
  select number, trained_at, 'training run ' || run_id from model
  where bytes is not null order by number desc limit 1;

alter table model add column recipe text; -- algorithm and parameters of its primary algorithm

alter table training_run
  add column search  boolean not null default false,
  add column prime   text,                -- the algorithm that 'auto' shall ask
  add column force   boolean not null default false,
  add column outcome jsonb;
alter table training_run drop constraint training_run_state_check;
alter table training_run add constraint training_run_state_check
  check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'));
