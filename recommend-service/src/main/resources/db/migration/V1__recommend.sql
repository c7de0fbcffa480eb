-- Ids compare byte by byte: the order is the same on every machine, and cheaper than a language's.

-- What users did with items. user_id is the key that the event came with; merges are in identity.
create table interaction (
  user_id     text collate "C" not null,
  key         bigint not null,            -- hash of kind, item, order or message id
  item_id     text collate "C" not null,
  kind        smallint not null,          -- InteractionKind.code
  occurred_at timestamptz not null,
  rating      real not null,              -- 1..5 for a rating, else 0
  order_id    text collate "C",           -- of a purchase
  primary key (user_id, key)
);

-- alias_id is the same person as user_id.
create table identity (
  alias_id text collate "C" primary key,
  user_id  text collate "C" not null,
  since    timestamptz not null           -- the earliest claim holds
);
create index on identity (user_id);

create table item (
  item_id        text collate "C" primary key,
  name           text,
  brand          text,
  category_path  text[] not null,
  price          numeric,
  in_stock       boolean not null,
  hidden         boolean not null,
  repeatable     boolean not null,
  from_catalogue boolean not null,        -- false: only known from events
  updated_at     timestamptz not null,    -- as the source says
  changed_at     timestamptz not null default now()
);
create index on item (changed_at);

create table training_run (
  id            text primary key,
  state         text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  attempt       int not null,
  algorithms    text[] not null,
  cut           timestamptz,
  requested_at  timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  lease_until   timestamptz,
  progress      double precision not null,
  metrics       jsonb,
  facts         jsonb,
  model_version text,
  failure       text
);
create index on training_run (requested_at);

create table model (
  number     bigint generated always as identity primary key,
  run_id     text not null references training_run (id),
  trained_at timestamptz not null,
  size       bigint not null,
  bytes      bytea                        -- ModelFormat; null once newer models replaced it
);
