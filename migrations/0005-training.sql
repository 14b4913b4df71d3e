create table course (
  org_id int not null references organisation,
  id uuid not null,
  title text not null,
  kind text not null check (kind in ('academy', 'ethics', 'peer support', 'naloxone', 'mental health', 'other')),
  -- Passing an approved coach course is what makes a person a trained recovery coach.
  is_coach_course boolean not null default false,
  ended_on date,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, title)
);
call keeps_history('course');

-- Required hours change over the years; a session keeps the version in force when it began.
create table course_version (
  org_id int not null,
  id uuid not null,
  course_id uuid not null,
  number int not null,
  required_hours numeric(5, 1) not null check (required_hours >= 0),
  effective_on date not null,
  primary key (org_id, id),
  unique (org_id, course_id, number),
  unique (org_id, course_id, effective_on),
  foreign key (org_id, course_id) references course
);
call keeps_history('course_version');

create table training_session (
  org_id int not null,
  id uuid not null,
  course_id uuid not null,
  course_version_id uuid not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  place text not null default '',
  link text not null default '',
  capacity int check (capacity > 0),
  instructor text not null default '',
  organiser_id uuid,
  funder text not null default '',
  is_cancelled boolean not null default false,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, course_id) references course,
  foreign key (org_id, course_version_id) references course_version,
  foreign key (org_id, organiser_id) references partner
);
create index training_session_by_day on training_session (org_id, starts_on desc, id);
create index training_session_of_course on training_session (org_id, course_id);
call keeps_history('training_session');

-- An upload of a sheet. Undoing it takes back all that it brought.
create table training_import (
  org_id int not null references organisation,
  id uuid not null,
  file_name text not null,
  content_hash bytea not null,
  row_count int not null,
  coach_count int not null default 0,
  -- Rows that were in the file but not brought in: there already, or at fault.
  already_count int not null default 0,
  fault_count int not null default 0,
  imported_at timestamptz not null default now(),
  imported_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (org_id, id)
);
create index training_import_of_file on training_import (org_id, content_hash);
call keeps_history('training_import');

-- A sheet that was sent and not yet imported: it waits here between the preview and the decision, and is gone after a day.
create table training_sheet (
  org_id int not null references organisation,
  id uuid not null,
  file_name text not null,
  content bytea not null,
  content_hash bytea not null,
  -- What the person chose: which column is what, how days are written.
  choices jsonb not null default '{}',
  sent_at timestamptz not null default now(),
  sent_by uuid,
  primary key (org_id, id)
);
alter table training_sheet alter column content set storage external;
call belongs_to_organisation('training_sheet');

-- A seat in a session, or (without a session) a course taken elsewhere. The outcome counts on the day it happened.
create table enrolment (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  course_id uuid not null,
  session_id uuid,
  enrolled_on date not null,
  attended_hours numeric(6, 2) check (attended_hours >= 0),
  outcome text not null default 'enrolled' check (outcome in ('enrolled', 'completed', 'did not complete', 'no-show', 'withdrawn')),
  outcome_on date,
  -- Completed with fewer hours than the course requires, and somebody confirmed that it counts all the same.
  is_short_confirmed boolean not null default false,
  import_id uuid,
  version int not null default 1,
  primary key (org_id, id),
  check ((outcome = 'enrolled') = (outcome_on is null))
);
-- One seat a coach in a session; one outcome a day of a course taken elsewhere. It also finds the enrolments of a coach.
create unique index enrolment_once on enrolment
  (org_id, coach_id, course_id, session_id, (case when session_id is null then outcome_on end)) nulls not distinct;
create index enrolment_of_session on enrolment (org_id, session_id) where session_id is not null;
-- The rows of an import lie together, so a few bytes a block find them.
create index enrolment_of_import on enrolment using brin (import_id);
call keeps_history('enrolment');

-- Finds the records of a coach that were removed, to be put back.
create index history_of_removed_enrolment on history (org_id, (before ->> 'coach_id')) where kind = 'enrolment' and after is null;

-- What an enrolment points to exists, in its own organisation; a session's enrolments are of its course. Checked once a
-- statement: row-by-row foreign keys took a third of the time of an import. Writers of one organisation take turns, so
-- nothing pointed to can go away in between.
create function enrolment_points_rightly() returns trigger language plpgsql as $$
begin
  if exists (
      select from (select distinct org_id, coach_id from new_rows) n
      where not exists (select from coach c where c.org_id = n.org_id and c.id = n.coach_id))
    or exists (
      select from (select distinct org_id, course_id, session_id, import_id from new_rows) n
      where not exists (select from course c where c.org_id = n.org_id and c.id = n.course_id)
        or (n.session_id is not null and not exists (
          select from training_session s where s.org_id = n.org_id and s.id = n.session_id and s.course_id = n.course_id))
        or (n.import_id is not null and not exists (
          select from training_import i where i.org_id = n.org_id and i.id = n.import_id)))
  then
    raise foreign_key_violation using message = 'an enrolment points to a record that is not there', table = 'enrolment';
  end if;
  return null;
end $$;
create trigger points_rightly after insert on enrolment referencing new table as new_rows
  for each statement execute function enrolment_points_rightly();
create trigger points_rightly_still after update on enrolment referencing new table as new_rows
  for each statement execute function enrolment_points_rightly();

-- And what is pointed to stays. The argument names the column that points.
create function keeps_its_enrolments() returns trigger language plpgsql as $$
declare
  is_pointed_to boolean;
begin
  execute format('select exists (select from old_rows o join enrolment e on e.org_id = o.org_id and e.%I = o.id)', tg_argv[0])
    into is_pointed_to;
  if is_pointed_to then
    raise foreign_key_violation using message = 'an enrolment points to this ' || tg_table_name, table = tg_table_name;
  end if;
  return null;
end $$;
create trigger keeps_its_enrolments after delete on coach referencing old table as old_rows
  for each statement execute function keeps_its_enrolments('coach_id');
create trigger keeps_its_enrolments after delete on course referencing old table as old_rows
  for each statement execute function keeps_its_enrolments('course_id');
create trigger keeps_its_enrolments after delete on training_session referencing old table as old_rows
  for each statement execute function keeps_its_enrolments('session_id');
create trigger keeps_its_enrolments after delete on training_import referencing old table as old_rows
  for each statement execute function keeps_its_enrolments('import_id');

-- The windows of this room. No name, number, address or note passes.
create view training_session_fact with (security_invoker = true) as
select s.org_id, s.id as key, s.ends_on as held_on, c.kind as course_kind, c.is_coach_course,
  case when s.link <> '' and s.place <> '' then 'mixed' when s.link <> '' then 'virtual' else 'in person' end as setting,
  s.capacity::numeric as seats
from training_session s
join course c on c.org_id = s.org_id and c.id = s.course_id
where not s.is_cancelled;

create view enrolment_fact with (security_invoker = true) as
select e.org_id, e.id as key, e.outcome_on as ended_on, e.outcome, c.kind as course_kind, c.is_coach_course,
  e.attended_hours as hours, e.outcome_on - e.enrolled_on as days_to_outcome
from enrolment e
join course c on c.org_id = e.org_id and c.id = e.course_id;

-- One row a coach: the first time an approved coach course was passed.
create view coach_trained_fact with (security_invoker = true) as
select t.org_id, t.key, t.trained_on, h.zone, h.language
from (
  select e.org_id, e.coach_id as key, min(e.outcome_on) as trained_on
  from enrolment e
  join course c on c.org_id = e.org_id and c.id = e.course_id
  where e.outcome = 'completed' and c.is_coach_course
  group by e.org_id, e.coach_id
) t
join coach h on h.org_id = t.org_id and h.id = t.key;

grant select on training_session_fact, enrolment_fact, coach_trained_fact to better_off_app;
