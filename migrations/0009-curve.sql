-- Where a number was headed when its plan began: frozen, so that nobody can later move what the curve is judged against.
-- A new look at the data is a new version under the next number.
create table baseline (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  number int not null check (number > 0),
  source text not null check (source in ('statistical', 'hand-drawn', 'partner estimate')),
  method text not null default '',
  parameters jsonb not null default '{}',
  -- What the bands rest on, from which futures are drawn; null for a line that a person drew.
  spread jsonb,
  -- Where the random numbers of those futures begin, so that the same futures are drawn each time.
  seed int not null default 1,
  series_type text not null default '',
  made_on date not null,
  data_through date not null,
  -- The values it rests on, each with its period, and one short mark of them all.
  rests_on jsonb not null default '[]',
  data_hash text not null default '',
  -- The periods ahead; mean and bands have one value for each.
  periods jsonb not null,
  mean jsonb not null,
  bands jsonb not null default '[]',
  -- How its 80% band did on the past: share of values inside, and of how many.
  coverage numeric,
  forecasts int not null default 0,
  -- The action whose start it was frozen for; null where a person froze it.
  action_id uuid,
  drawn_by text not null default '',
  -- Why there is a new version, or where a line comes from.
  reason text not null default '',
  primary key (org_id, id),
  unique (org_id, measure_id, number),
  foreign key (org_id, measure_id) references measure on delete cascade,
  check ((source = 'statistical') = (spread is not null)),
  check (source = 'statistical' or bands = '[]')
);
call keeps_history('baseline');
revoke update, delete on baseline from better_off_app;

-- A day, named beforehand, on which the curve is judged against a frozen baseline. Once held, its result stays as it was said.
create table review (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  baseline_id uuid not null,
  due_on date not null,
  -- How much better a period must be, on average, to be worth speaking of.
  worthwhile numeric not null default 0 check (worthwhile >= 0),
  note text not null default '',
  version int not null default 1,
  held_on date check (held_on >= due_on),
  -- Result of the one test: everything that the words rest on.
  result jsonb,
  word text check (word in ('turned', 'slowed', 'worse', 'not distinguishable', 'too early')),
  sentence text not null default '',
  primary key (org_id, id),
  unique (org_id, measure_id, due_on),
  foreign key (org_id, measure_id) references measure on delete cascade,
  foreign key (org_id, baseline_id) references baseline on delete cascade,
  check ((held_on is null) = (word is null)),
  check ((held_on is null) = (result is null)),
  check ((held_on is null) = (sentence = ''))
);
call keeps_history('review');
create policy not_yet_held_update on review as restrictive for update to better_off_app using (held_on is null) with check (true);
create policy not_yet_held_delete on review as restrictive for delete to better_off_app using (held_on is null);

-- What happened around a period, beside its point on the chart; and where limits begin anew, by whom and why.
create table chart_note (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  text text not null,
  begins_anew boolean not null default false,
  reason text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, measure_id, from_on),
  foreign key (org_id, measure_id) references measure on delete cascade,
  check (begins_anew = (reason <> ''))
);
call keeps_history('chart_note');

-- Finds what was done to the baselines, reviews and notes of a measure, also to those that are gone.
create index history_of_curve on history (org_id, (coalesce(after, before) ->> 'measure_id'))
  where kind in ('baseline', 'review', 'chart_note') and coalesce(after, before) ->> 'measure_id' is not null;
