-- Places of the shop that show recommendations; definition is Placement as JSON.
create table placement (
  name       text primary key,
  version    int not null,
  updated_at timestamptz not null,
  definition jsonb not null
);

insert into placement (name, version, updated_at, definition)
select name, 1, now(), jsonb_build_object(
    'description', description,
    'variants', jsonb_build_array(jsonb_build_object(
      'name', 'default', 'share', 1, 'strategies', to_jsonb(strategies))),
    'selection', 'SHARES', 'limit', places,
    'filters', jsonb_build_object('exclude', '[]'::jsonb, 'inStock', true, 'includePurchased', false),
    'rules', jsonb_build_object('pins', '[]'::jsonb, 'boosts', '[]'::jsonb,
      'maxPerCategory', cap, 'diversity', diversity, 'priceFit', 0))
from (values
  ('home', 'For the visitor of the front page', '{ITEM_KNN,TRENDING}'::text[], 12, 4, 0.3),
  ('product-page', 'Beside an item', '{SIMILAR,ITEM_KNN}', 8, 0, 0),
  ('cart', 'Goes with what is in the cart', '{BOUGHT_TOGETHER,SIMILAR}', 6, 3, 0),
  ('email', 'For a mail, without the visitor on the site', '{ITEM_KNN,TRENDING}', 6, 2, 0.3)
) as given (name, description, strategies, places, cap, diversity);

-- Somebody was shown a list (kind 1, no item) or clicked an item of it (kind 2).
create table list_touch (
  placement     text collate "C" not null,
  list_id       text collate "C" not null,
  kind          smallint not null,
  item_id       text collate "C" not null,
  user_id       text collate "C" not null,  -- the key that the event came with
  variant       text not null,
  strategy      text not null,
  model_version text not null,
  occurred_at   timestamptz not null,
  primary key (placement, list_id, kind, item_id)
);
create index on list_touch (placement, occurred_at);

-- Of a purchase, what its line is worth; null where the event named no price.
alter table interaction add column amount numeric;
