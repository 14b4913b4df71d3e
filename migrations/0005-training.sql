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
  imported_at timestamptz not null default now(),
  imported_by uuid,
  undone_at timestamptz,
  primary key (org_id, id)
);
call keeps_history('training_import');

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
  import_id uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, course_id) references course,
  foreign key (org_id, session_id) references training_session,
  foreign key (org_id, import_id) references training_import,
  check ((outcome = 'enrolled') = (outcome_on is null))
);
create unique index enrolment_one_seat on enrolment (org_id, session_id, coach_id) where session_id is not null;
create unique index enrolment_one_elsewhere on enrolment (org_id, coach_id, course_id, outcome_on) where session_id is null;
create index enrolment_of_coach on enrolment (org_id, coach_id);
create index enrolment_of_import on enrolment (org_id, import_id) where import_id is not null;
call keeps_history('enrolment');

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
  e.attended_hours as hours, (e.outcome_on - e.enrolled_on)::numeric as days_to_outcome
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
