-- Which counts are watched by day or by week, for the team alone. A day counts when it is `lag_days` old: late records still come.
create table spike_watch (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  every text not null check (every in ('day', 'week')),
  lag_days int not null default 1 check (lag_days between 1 and 60),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, measure_id),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call keeps_history('spike_watch');

-- Daily counts of a measure whose readings are entered. A day without a row is not known, and no zero.
create table daily_count (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  happened_on date not null,
  count int not null check (count between 0 and 1000000),
  primary key (org_id, id),
  unique (org_id, measure_id, happened_on),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call keeps_history('daily_count');

-- An alert that somebody looked at. Alerts themselves are worked out anew from the counts each time.
create table spike_seen (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  every text not null check (every in ('day', 'week')),
  -- The day, or the first day of the week.
  from_on date not null,
  -- The count as it was then: when late records change it, the alert is there again.
  count int not null,
  finding text not null check (finding in ('a real change', 'chance', 'an error in the records')),
  note text not null,
  seen_on date not null,
  primary key (org_id, id),
  unique (org_id, measure_id, every, from_on),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call keeps_history('spike_seen');
