-- Whoever moves on leaves a dead row where the next look begins.
alter table journey_enrolment set (
  autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
