-- Kinds of credentials, what each asks (by the day from which it asks that), and who holds which.
create table credential_kind (
  org_id int not null references organisation,
  id uuid not null,
  name text not null,
  about text not null default '',
  -- From this day on every active coach has to hold it; nobody has to where there is none.
  required_from date,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id)
);
create unique index credential_kind_name on credential_kind (org_id, lower(name));
call keeps_history('credential_kind');

create table credential_rule (
  org_id int not null,
  id uuid not null,
  kind_id uuid not null,
  effective_on date not null,
  -- Hours of a course of this kind, passed within so many months before the papers are sent (0: whenever).
  course_hours numeric(5, 1) not null check (course_hours >= 0),
  course_kind text not null,
  course_months int not null check (course_months between 0 and 600),
  further_hours numeric(5, 1) not null check (further_hours >= 0),
  reference_count int not null check (reference_count between 0 and 9),
  -- 0: it never has to be renewed.
  renewal_months int not null check (renewal_months between 0 and 600),
  continuing_hours numeric(5, 1) not null check (continuing_hours >= 0),
  ethics_hours numeric(5, 1) not null check (ethics_hours >= 0 and ethics_hours <= continuing_hours),
  notice_days int not null check (notice_days between 0 and 365),
  late_days int not null check (late_days between 0 and 365),
  primary key (org_id, id),
  unique (org_id, kind_id, effective_on),
  foreign key (org_id, kind_id) references credential_kind
);
call keeps_history('credential_rule');

create table credential (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  kind_id uuid not null,
  -- Of the application under way, or of the last one.
  begun_on date not null,
  submitted_on date check (submitted_on >= begun_on),
  reference_count int not null default 0 check (reference_count between 0 and 9),
  number text not null default '',
  verified_on date,
  verified_by text not null default '',
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, coach_id, kind_id),
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, kind_id) references credential_kind,
  check ((verified_on is null) = (verified_by = ''))
);
create unique index credential_number on credential (org_id, kind_id, lower(number)) where number <> '';
call keeps_history('credential');

-- A stretch for which it was given or renewed. Its days follow from the rule in force on its first day and stay.
create table credential_term (
  org_id int not null,
  id uuid not null,
  credential_id uuid not null,
  position int not null check (position > 0),
  from_on date not null,
  notice_from date,
  expires_on date check (expires_on >= from_on),
  late_until date check (late_until >= expires_on),
  -- What was counted for a renewal.
  hours numeric(7, 2) not null default 0,
  ethics_hours numeric(7, 2) not null default 0,
  -- The day after it ran out, once that day has come; written by the daily round, so that no reading depends on the hour.
  ended_on date,
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, credential_id, position),
  foreign key (org_id, credential_id) references credential,
  check ((expires_on is null) = (notice_from is null) and (expires_on is null) = (late_until is null))
);
create index credential_term_by_end on credential_term (org_id, expires_on) where expires_on is not null;
call keeps_history('credential_term');

-- A paper that proves something; what is in it is kept apart, so that no line of history copies it.
create table credential_file (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  credential_id uuid,
  name text not null,
  type text not null check (type in ('application/pdf', 'image/png', 'image/jpeg')),
  bytes int not null check (bytes between 1 and 10485760),
  added_on date not null,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, credential_id) references credential
);
create index credential_file_of_coach on credential_file (org_id, coach_id);
call keeps_history('credential_file');
create table credential_file_content (
  org_id int not null,
  file_id uuid not null,
  content bytea not null,
  primary key (org_id, file_id),
  foreign key (org_id, file_id) references credential_file on delete cascade
);
alter table credential_file_content alter column content set storage external;
call belongs_to_organisation('credential_file_content');

-- Hours of learning that no class of this team shows. Only ever added to: what was wrong is taken back by an entry of its own.
create table hours_entry (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  earned_on date not null,
  hours numeric(5, 2) not null check (hours <> 0),
  ethics_hours numeric(5, 2) not null,
  title text not null,
  file_id uuid,
  reverses_id uuid,
  recorded_on date not null,
  is_sample boolean not null default false,
  primary key (org_id, id),
  -- Taken back once at most.
  unique (org_id, reverses_id),
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, file_id) references credential_file,
  foreign key (org_id, reverses_id) references hours_entry,
  check ((hours < 0) = (reverses_id is not null)),
  check (abs(ethics_hours) <= abs(hours) and ethics_hours * hours >= 0)
);
create index hours_entry_of_coach on hours_entry (org_id, coach_id, earned_on);
call keeps_history('hours_entry');
revoke update, delete on hours_entry from better_off_app;

-- What was mailed about which end: once a kind and day. A mail is queued in the transaction that writes its line here.
create table credential_notice (
  org_id int not null,
  id uuid not null,
  credential_id uuid not null,
  kind text not null check (kind in ('90 days', '60 days', '30 days', 'late window')),
  expires_on date not null,
  mail_id uuid,
  queued_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, credential_id, kind, expires_on),
  foreign key (org_id, credential_id) references credential
);
call belongs_to_organisation('credential_notice');

-- How far somebody is in an area of competency, as they or a supervisor see it on a day. Only ever added to.
create table competency_rating (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  area int not null check (area between 1 and 12),
  rater text not null check (rater in ('self', 'supervisor')),
  level int not null check (level between 1 and 4),
  rated_on date not null,
  note text not null default '',
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach
);
create index competency_rating_of_coach on competency_rating (org_id, coach_id, area, rated_on);
call keeps_history('competency_rating');
revoke update, delete on competency_rating from better_off_app;

-- The development plan of a coach.
create table competency_goal (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  area int not null check (area between 1 and 12),
  what text not null,
  due_on date,
  done_on date,
  course_id uuid,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, course_id) references course
);
create index competency_goal_of_coach on competency_goal (org_id, coach_id);
call keeps_history('competency_goal');

-- Which course serves which area.
create table competency_course (
  org_id int not null,
  id uuid not null,
  area int not null check (area between 1 and 12),
  course_id uuid not null,
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, area, course_id),
  foreign key (org_id, course_id) references course
);
call keeps_history('competency_course');

-- How many active coaches hold what, as changes: one row a coach, kind, day and standing. Held from the first to the last day
-- of a term; the days after the end count once the daily round has seen them. No name, no number.
create view credential_standing_fact with (security_invoker = true) as
select e.org_id, e.coach_id as key, e.day as changed_on, k.name as kind, s.is_current,
  case when s.is_current then nullif(s.active_now - s.active_before, 0) end as change,
  nullif(case when k.required_from <= e.day then s.active_now else 0 end
    - case when k.required_from < e.day then s.active_before else 0 end, 0) as required_change
from (
  select s.org_id, s.coach_id, s.from_on as day, k.id as kind_id
  from coach_stage s join credential_kind k on k.org_id = s.org_id
  union
  select c.org_id, c.coach_id, t.from_on, c.kind_id
  from credential c join credential_term t on t.org_id = c.org_id and t.credential_id = c.id
  union
  select c.org_id, c.coach_id, t.ended_on, c.kind_id
  from credential c join credential_term t on t.org_id = c.org_id and t.credential_id = c.id
  where t.ended_on is not null
  union
  select s.org_id, s.coach_id, k.required_from, k.id
  from coach_stage s join credential_kind k on k.org_id = s.org_id and k.required_from is not null
) e
join credential_kind k on k.org_id = e.org_id and k.id = e.kind_id
cross join lateral (
  select
    coalesce((select p.stage in ('active', 'reactivated') from coach_stage p where p.org_id = e.org_id
      and p.coach_id = e.coach_id and p.from_on <= e.day order by p.position desc limit 1), false) as is_active_now,
    coalesce((select p.stage in ('active', 'reactivated') from coach_stage p where p.org_id = e.org_id
      and p.coach_id = e.coach_id and p.from_on < e.day order by p.position desc limit 1), false) as is_active_before,
    exists (select from credential c join credential_term t on t.org_id = c.org_id and t.credential_id = c.id
      where c.org_id = e.org_id and c.coach_id = e.coach_id and c.kind_id = e.kind_id
        and t.from_on <= e.day and (t.expires_on is null or t.expires_on >= e.day)) as is_held_now,
    exists (select from credential c join credential_term t on t.org_id = c.org_id and t.credential_id = c.id
      where c.org_id = e.org_id and c.coach_id = e.coach_id and c.kind_id = e.kind_id
        and t.from_on < e.day and (t.expires_on is null or t.expires_on >= e.day - 1)) as is_held_before
) h
cross join lateral (
  values
    (true, (h.is_active_now and h.is_held_now)::int, (h.is_active_before and h.is_held_before)::int),
    (false, (h.is_active_now and not h.is_held_now)::int, (h.is_active_before and not h.is_held_before)::int)
) s (is_current, active_now, active_before);
grant select on credential_standing_fact to better_off_app;
