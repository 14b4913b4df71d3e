create table measure (
  org_id int not null references organisation,
  id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  title text not null,
  -- An indicator measures a result of the whole population; a performance measure asks about a program.
  kind text not null check (kind in ('indicator', 'performance')),
  asks text check (asks in ('how much', 'how well', 'better off')),
  better text not null check (better in ('higher', 'lower', 'neither')),
  unit text not null,
  decimals int not null default 0 check (decimals between 0 and 6),
  shape text not null check (shape in ('count', 'share', 'amount', 'median')),
  -- Computed from facts by this definition; null where values are entered with their source.
  definition jsonb,
  calendar jsonb not null,
  collected_from date,
  -- Records are complete up to this day; null while collection goes on.
  collected_through date,
  ended_on date,
  settles_after_days int not null default 30,
  source text not null default '',
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, slug),
  check ((kind = 'performance') = (asks is not null))
);
call keeps_history('measure');

-- Counters by month, kept exact by every change of a record. Every calendar is made of whole months.
create table cell (
  org_id int not null,
  measure_id uuid not null,
  dimension text not null default '',
  category text not null default '',
  month date not null,
  numerator numeric not null,
  denominator numeric not null,
  primary key (org_id, measure_id, dimension, category, month),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call belongs_to_organisation('cell');

-- The same for medians: how often each value came up in the month.
create table cell_value (
  org_id int not null,
  measure_id uuid not null,
  dimension text not null default '',
  category text not null default '',
  month date not null,
  value numeric not null,
  times int not null,
  primary key (org_id, measure_id, dimension, category, month, value),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call belongs_to_organisation('cell_value');

-- A number from outside, with where it came from.
create table entered_reading (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  dimension text not null default '',
  category text not null default '',
  value numeric,
  numerator numeric,
  denominator numeric check (denominator >= 0),
  status text not null check (status in ('open', 'provisional', 'final')),
  reason text check (reason in ('not yet', 'not collected', 'withheld', 'ended')),
  source text not null default '',
  note text not null default '',
  -- The name that the reading has where it came from, so that a sheet sent again is known again.
  external_id text not null default '',
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, measure_id, dimension, category, from_on),
  foreign key (org_id, measure_id) references measure on delete cascade,
  check ((value is null and numerator is null) = (reason is not null))
);
call keeps_history('entered_reading');

create table target (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  value numeric not null,
  note text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, measure_id, from_on),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call keeps_history('target');

-- A sheet of readings that was brought in. `changes` keeps how each reading stood before and its version after, so that
-- the whole import can be taken back while nobody has touched what it brought.
create table reading_import (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  file_name text not null,
  content_hash bytea not null,
  row_count int not null,
  changes jsonb not null,
  imported_at timestamptz not null default now(),
  imported_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (org_id, id),
  foreign key (org_id, measure_id) references measure on delete cascade
);
create index reading_import_of_measure on reading_import (org_id, measure_id, imported_at desc);
call keeps_history('reading_import');

-- Finds what was done to the readings and targets of a measure, also to those that are gone.
create index history_of_measure on history (org_id, (coalesce(after, before) ->> 'measure_id'))
  where kind in ('entered_reading', 'target', 'reading_import') and coalesce(after, before) ->> 'measure_id' is not null;
