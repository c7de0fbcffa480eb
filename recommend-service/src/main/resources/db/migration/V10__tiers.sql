-- Tiers as segmentation tells them: evaluations say how well models do for each.
create table user_tier (
  user_id     text collate "C" primary key,
  tier        text,                        -- null for a prospect
  assigned_at timestamptz not null
);
