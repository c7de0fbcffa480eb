-- Fits tell at which stage they are, as runs do.
alter table clv_fit add column stage text not null default 'queued';

-- A run stores a row for everybody at once. A check of the foreign key for each of a million rows
-- costs more than the rows, and no run is ever removed. One index serves both by run and, since
-- there are few runs, by user.
alter table run_assignment drop constraint run_assignment_run_id_fkey;
alter table run_assignment drop constraint run_assignment_pkey;
drop index run_assignment_of_run;
alter table run_assignment add primary key (run_id, user_id);
