-- What is removed keeps its row under the moment it was taken away, so that it can be put back as it was. `version` counts
-- the changes of an object's own words; order changes without it.
create table result (
  org_id int not null references organisation,
  id uuid not null,
  title text not null,
  statement text not null,
  position int not null default 0,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id)
);
call keeps_history('result');

create table program (
  org_id int not null references organisation,
  id uuid not null,
  title text not null,
  about text not null default '',
  customers text not null default '',
  position int not null default 0,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id)
);
call keeps_history('program');

-- A program serves results, and a measure may stand under many results and programs.
create table program_of_result (
  org_id int not null,
  id uuid not null,
  result_id uuid not null,
  program_id uuid not null,
  position int not null default 0,
  primary key (org_id, id),
  unique (org_id, result_id, program_id),
  foreign key (org_id, result_id) references result on delete cascade,
  foreign key (org_id, program_id) references program on delete cascade
);
call keeps_history('program_of_result');

create table placement (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  result_id uuid,
  program_id uuid,
  position int not null default 0,
  primary key (org_id, id),
  unique (org_id, measure_id, result_id),
  unique (org_id, measure_id, program_id),
  foreign key (org_id, measure_id) references measure on delete cascade,
  foreign key (org_id, result_id) references result on delete cascade,
  foreign key (org_id, program_id) references program on delete cascade,
  check ((result_id is null) <> (program_id is null))
);
call keeps_history('placement');

create table measure_definition (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  number int not null check (number > 0),
  lay text not null,
  technical text not null default '',
  effective_on date not null,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id),
  unique (org_id, measure_id, number),
  foreign key (org_id, measure_id) references measure on delete cascade
);
call keeps_history('measure_definition');

create table story (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  written_on date not null,
  from_on date,
  to_on date check (to_on >= from_on),
  body text not null,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id),
  check ((from_on is null) = (to_on is null)),
  foreign key (org_id, measure_id) references measure on delete cascade
);
create index story_of_measure on story (org_id, measure_id);
call keeps_history('story');

create table measure_partner (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  partner_id uuid not null,
  brings text not null default '',
  position int not null default 0,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, measure_id) references measure on delete cascade,
  foreign key (org_id, partner_id) references partner
);
create unique index measure_partner_once on measure_partner (org_id, measure_id, partner_id) where removed_at is null;
call keeps_history('measure_partner');

create table what_works (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  claim text not null,
  source text not null default '',
  source_url text not null default '',
  cost_band text not null check (cost_band in ('no cost', 'low cost', 'some cost', 'high cost')),
  where_we_do_it text not null default '',
  position int not null default 0,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, measure_id) references measure on delete cascade
);
create index what_works_of_measure on what_works (org_id, measure_id);
call keeps_history('what_works');

create table action (
  org_id int not null,
  id uuid not null,
  measure_id uuid not null,
  what text not null,
  owner text not null default '',
  partner_id uuid,
  starts_on date,
  due_on date check (due_on >= starts_on),
  status text not null check (status in ('not started', 'under way', 'behind', 'done', 'stopped')),
  progress text not null default '',
  -- The day of the last word on it, where the organisation is.
  updated_on date not null,
  position int not null default 0,
  version int not null default 1,
  removed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, measure_id) references measure on delete cascade,
  foreign key (org_id, partner_id) references partner
);
create index action_of_measure on action (org_id, measure_id);
call keeps_history('action');
