-- A run that is archived keeps its figures, and no longer who was where.
alter table segmentation_run drop constraint segmentation_run_state_check;
alter table segmentation_run add constraint segmentation_run_state_check check
  (state in ('QUEUED', 'RUNNING', 'DRAFT', 'PUBLISHED', 'SUPERSEDED', 'ROLLED_BACK', 'ARCHIVED',
    'FAILED', 'CANCELLED'));
