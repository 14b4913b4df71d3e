-- A session is a series of class days. Who signed up holds a place in the order of arrival; a seat is an enrolment.
alter table training_session
  add column is_open boolean not null default false,
  -- How long a seat is held for whom it was offered to, and from how many days before the start a withdrawal is late.
  add column offer_hours int not null default 48 check (offer_hours between 1 and 336),
  add column late_days int not null default 2 check (late_days between 0 and 60),
  add column cost_cents bigint check (cost_cents >= 0);

-- One day of a session, by the clocks of the place. A class that ends at or before it starts ends on the day after.
-- `minutes` are real ones: a class across the change of the clocks is an hour shorter or longer.
create table class_day (
  org_id int not null,
  id uuid not null,
  session_id uuid not null,
  held_on date not null,
  starts_at time not null,
  ends_at time not null,
  minutes int not null check (minutes between 1 and 1440),
  begins_at timestamptz not null,
  place text not null default '',
  link text not null default '',
  check (place <> '' or link <> ''),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, session_id, begins_at),
  foreign key (org_id, session_id) references training_session on delete cascade
);
call keeps_history('class_day');

-- Who signed up for a session, in the order of arrival. waiting: on the list; offered: a seat is held until `offer_until`;
-- seated: an enrolment has the seat; lapsed: an offer passed unanswered; withdrawn: given back.
create table class_place (
  org_id int not null,
  id uuid not null,
  session_id uuid not null,
  name text not null,
  email text not null check (email = lower(email)),
  language text not null default 'en' check (language in ('en', 'es')),
  arrived bigint generated always as identity,
  arrived_at timestamptz not null,
  state text not null check (state in ('waiting', 'offered', 'seated', 'lapsed', 'withdrawn')),
  offer_until timestamptz,
  coach_id uuid,
  enrolment_id uuid,
  left_at timestamptz,
  is_late boolean not null default false,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, session_id) references training_session on delete cascade,
  check ((state = 'offered') = (offer_until is not null)),
  check (state <> 'seated' or enrolment_id is not null)
);
-- One living place an address in a session.
create unique index class_place_once on class_place (org_id, session_id, email) where state in ('waiting', 'offered', 'seated');
create index class_place_in_order on class_place (org_id, session_id, arrived);
create index class_place_offered on class_place (org_id, offer_until) where state = 'offered';
create index class_place_of_enrolment on class_place (org_id, enrolment_id) where enrolment_id is not null;
create index class_place_of_coach on class_place (org_id, coach_id) where coach_id is not null;
call keeps_history('class_place');

-- The keys that mails carry to one's own place. Each mail has its own; all end together.
create table class_link (
  org_id int not null,
  id uuid not null,
  place_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (org_id, id),
  unique (org_id, token_hash),
  foreign key (org_id, place_id) references class_place on delete cascade
);
create index class_link_of_place on class_link (org_id, place_id);
call belongs_to_organisation('class_link');

-- What was mailed to whom about what: once a kind and occasion. A mail is queued in the transaction that writes its line here.
create table class_notice (
  org_id int not null,
  id uuid not null,
  place_id uuid not null,
  kind text not null,
  occasion text not null,
  mail_id uuid,
  queued_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, place_id, kind, occasion),
  foreign key (org_id, place_id) references class_place on delete cascade
);
call belongs_to_organisation('class_notice');
create index class_notice_by_day on class_notice (org_id, queued_at desc);

-- Present on a class day, in minutes; the day may be of another session of the same course, made up there.
create table attendance (
  org_id int not null,
  id uuid not null,
  class_day_id uuid not null,
  enrolment_id uuid not null,
  minutes int not null check (minutes between 1 and 1440),
  way text not null check (way in ('roster', 'code', 'made up')),
  noted_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, enrolment_id, class_day_id),
  foreign key (org_id, class_day_id) references class_day,
  foreign key (org_id, enrolment_id) references enrolment
);
create index attendance_of_day on attendance (org_id, class_day_id);
call keeps_history('attendance');

-- Nobody attends longer than a class lasts, nor a class of another course.
create function attendance_fits() returns trigger language plpgsql as $$
begin
  if exists (
    select from new_rows n
    join class_day d on d.org_id = n.org_id and d.id = n.class_day_id
    join training_session s on s.org_id = d.org_id and s.id = d.session_id
    join enrolment e on e.org_id = n.org_id and e.id = n.enrolment_id
    where n.minutes > d.minutes or s.course_id <> e.course_id)
  then
    raise check_violation using message = 'attendance does not fit its class', table = 'attendance';
  end if;
  return null;
end $$;
create trigger fits after insert on attendance referencing new table as new_rows
  for each statement execute function attendance_fits();
create trigger fits_still after update on attendance referencing new table as new_rows
  for each statement execute function attendance_fits();

-- The code that a room shows for a short while.
create table class_code (
  org_id int not null,
  id uuid not null,
  class_day_id uuid not null,
  code text not null,
  expires_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, class_day_id) references class_day on delete cascade
);
create index class_code_of_day on class_code (org_id, class_day_id, expires_at desc);
call belongs_to_organisation('class_code');

-- "How sure are you that you can ...", 0 to 10, before and after.
create table confidence (
  org_id int not null,
  id uuid not null,
  enrolment_id uuid not null,
  before int check (before between 0 and 10),
  after int check (after between 0 and 10),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, enrolment_id),
  foreign key (org_id, enrolment_id) references enrolment on delete cascade
);
call keeps_history('confidence');

-- What was said about a class: without a name, a day or a place in time. That somebody answered is kept apart.
create table class_feedback (
  org_id int not null,
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  rating int not null check (rating between 1 and 5),
  words text not null default '',
  primary key (org_id, id),
  foreign key (org_id, session_id) references training_session on delete cascade
);
call belongs_to_organisation('class_feedback');
create index class_feedback_of_session on class_feedback (org_id, session_id);
create table class_feedback_given (
  org_id int not null,
  enrolment_id uuid not null,
  primary key (org_id, enrolment_id),
  foreign key (org_id, enrolment_id) references enrolment on delete cascade
);
call belongs_to_organisation('class_feedback_given');

-- A certificate says what it said when it was given; whoever has its code may ask whether it holds.
create table certificate (
  org_id int not null,
  id uuid not null,
  enrolment_id uuid not null,
  number text not null,
  code text not null,
  holder text not null,
  course text not null,
  completed_on date not null,
  hours numeric(6, 2),
  issued_on date not null,
  revoked_on date,
  reason text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, code)
);
create unique index certificate_number on certificate (org_id, lower(number));
create unique index certificate_holds_once on certificate (org_id, enrolment_id) where revoked_on is null;
call keeps_history('certificate');

-- What this room shows to the measures: no name, no answer in words.
create or replace view training_session_fact with (security_invoker = true) as
select s.org_id, s.id as key, s.ends_on as held_on, c.kind as course_kind, c.is_coach_course,
  case when s.link <> '' and s.place <> '' then 'mixed' when s.link <> '' then 'virtual' else 'in person' end as setting,
  s.capacity::numeric as seats,
  (s.cost_cents / 100.0)::numeric as cost,
  case when c.is_coach_course then (s.cost_cents / 100.0)::numeric end as coach_course_cost
from training_session s
join course c on c.org_id = s.org_id and c.id = s.course_id
where not s.is_cancelled;

create or replace view enrolment_fact with (security_invoker = true) as
select e.org_id, e.id as key, e.outcome_on as ended_on, e.outcome, c.kind as course_kind, c.is_coach_course,
  e.attended_hours as hours, e.outcome_on - e.enrolled_on as days_to_outcome,
  case when not s.is_cancelled then s.ends_on end as session_ended_on,
  e.outcome in ('completed', 'did not complete', 'no-show') as is_decided,
  e.outcome = 'completed' as is_completed,
  f.before is not null and f.after is not null as is_asked_twice,
  f.after > f.before as is_more_confident,
  (f.after - f.before)::numeric as confidence_gain,
  case when s.link <> '' and s.place <> '' then 'mixed' when s.link <> '' then 'virtual' else 'in person' end as setting,
  e.attended_hours is not null and not exists (
    select from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id) as is_known_in_total
from enrolment e
join course c on c.org_id = e.org_id and c.id = e.course_id
left join training_session s on s.org_id = e.org_id and s.id = e.session_id
left join confidence f on f.org_id = e.org_id and f.enrolment_id = e.id;

create view attendance_fact with (security_invoker = true) as
select a.org_id, a.id as key, d.held_on as attended_on, c.kind as course_kind, c.is_coach_course,
  case when d.link <> '' and d.place <> '' then 'mixed' when d.link <> '' then 'virtual' else 'in person' end as setting,
  round(a.minutes / 60.0, 2) as hours
from attendance a
join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
join training_session s on s.org_id = d.org_id and s.id = d.session_id
join course c on c.org_id = s.org_id and c.id = s.course_id;

-- Hours on the day they were attended; where only a total is known, on the day of the outcome.
create view hours_attended_fact with (security_invoker = true) as
select org_id, key, attended_on, course_kind, is_coach_course, setting, hours from attendance_fact
union all
select org_id, key, ended_on, course_kind, is_coach_course, setting, hours from enrolment_fact where is_known_in_total and ended_on is not null;

grant select on attendance_fact, hours_attended_fact to better_off_app;
