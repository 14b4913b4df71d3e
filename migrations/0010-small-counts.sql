-- Which counts of people an organisation does not publish. The named policies bring their own numbers; `own` keeps these.
alter table organisation
  add column small_counts text not null default 'cms' check (small_counts in ('cms', 'wonder', 'own')),
  add column withhold_most int not null default 10 check (withhold_most between 1 and 1000),
  add column withhold_zeros boolean not null default false,
  -- Rates of fewer people than this are not published; null for no such rule.
  add column withhold_least_at_risk int default 100 check (withhold_least_at_risk between 1 and 1000000);

-- Whether a measure counts people's health or people served: only then are its small counts withheld. And whether its
-- breakdowns are published beside the whole.
alter table measure
  add column is_person_level boolean not null default false,
  add column publishes_splits boolean not null default true;

-- A number that the team withholds besides, so that a smaller one cannot be worked out.
create table withheld_besides (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  dimension text not null default '',
  category text not null default '',
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  primary key (org_id, id),
  unique (org_id, measure_id, dimension, category, from_on),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call keeps_history('withheld_besides');

-- What an edition withheld, so that the next one is checked against it. Never public: the public role may not read it.
create table withheld_number (
  org_id int not null,
  number int not null,
  measure_id uuid not null,
  dimension text not null,
  category text not null,
  from_on date not null,
  to_on date not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  -- small: by the policy; beside: to protect a number of its own measure; decided: by the team.
  why text not null check (why in ('small', 'beside', 'decided')),
  primary key (org_id, number, measure_id, dimension, category, from_on),
  foreign key (org_id, number) references edition (org_id, number)
);
call belongs_to_organisation('withheld_number');
revoke update, delete on withheld_number from better_off_app;
