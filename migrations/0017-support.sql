-- What an organisation asks of its support; without a row the defaults of the columns hold. One supervisor to eight coaches is
-- the cap that NC Medicaid sets for paid peers (Clinical Coverage Policy 8G); for volunteers it is a suggestion.
create table support_rule (
  org_id int not null references organisation,
  id uuid not null,
  interval_days int not null default 30 check (interval_days between 7 and 366),
  coaches_each int not null default 8 check (coaches_each between 1 and 50),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id)
);
call keeps_history('support_rule');

-- When a coach is free, in parts of the week.
create table coach_free_time (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  parts text[] not null check (parts <@ array['weekday mornings', 'weekday afternoons', 'weekday evenings',
    'weekend mornings', 'weekend afternoons', 'weekend evenings']),
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, coach_id),
  foreign key (org_id, coach_id) references coach
);
call keeps_history('coach_free_time');

-- A coach who stands by others, and how many at once.
create table mentor (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  most int not null check (most between 1 and 20),
  is_open boolean not null default true,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, coach_id),
  foreign key (org_id, coach_id) references coach
);
call keeps_history('mentor');

-- Who stands by whom, from when to when. A coach has one mentor at a time.
create table mentor_pair (
  org_id int not null,
  id uuid not null,
  mentor_id uuid not null,
  coach_id uuid not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  end_reason text not null default '',
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, mentor_id) references mentor (org_id, coach_id),
  foreign key (org_id, coach_id) references coach,
  check (mentor_id <> coach_id),
  check ((to_on is null) = (end_reason = ''))
);
create unique index mentor_pair_once on mentor_pair (org_id, coach_id) where to_on is null;
create index mentor_pair_of_coach on mentor_pair (org_id, coach_id, from_on);
create index mentor_pair_of_mentor on mentor_pair (org_id, mentor_id);
call keeps_history('mentor_pair');

-- Two who are not to be paired: one of them said so, or a coordinator put the proposal aside.
create table mentor_decline (
  org_id int not null,
  id uuid not null,
  mentor_id uuid not null,
  coach_id uuid not null,
  declined_by text not null check (declined_by in ('coach', 'mentor', 'coordinator')),
  declined_on date not null,
  primary key (org_id, id),
  unique (org_id, mentor_id, coach_id),
  foreign key (org_id, mentor_id) references coach,
  foreign key (org_id, coach_id) references coach
);
create index mentor_decline_of_coach on mentor_decline (org_id, coach_id);
call keeps_history('mentor_decline');

-- Who supervises whom. The supervisor is somebody of the team who signs in.
create table supervisor (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  person_id uuid not null references person,
  from_on date not null,
  to_on date check (to_on >= from_on),
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach
);
create unique index supervisor_once on supervisor (org_id, coach_id) where to_on is null;
create index supervisor_of_coach on supervisor (org_id, coach_id);
create index supervisor_by_person on supervisor (org_id, person_id) where to_on is null;
call keeps_history('supervisor');

create table supervision_session (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  supervisor_id uuid not null references person,
  held_on date not null,
  minutes int not null check (minutes between 5 and 480),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, id, coach_id, supervisor_id),
  foreign key (org_id, coach_id) references coach
);
create index supervision_session_of_coach on supervision_session (org_id, coach_id, held_on desc);
call keeps_history('supervision_session');

-- Whom a person of this transaction is as a coach of this organisation, today and not formerly.
create function is_now_coach(coach uuid) returns boolean stable language sql as $$
  select exists (
    select from membership m where m.org_id = current_org() and m.person_id = current_person() and m.coach_id = coach)
$$;
create function is_now_person(person uuid) returns boolean stable language sql as $$
  select person = current_person() and exists (
    select from membership m where m.org_id = current_org() and m.person_id = current_person())
$$;

-- What a supervisor wrote of a session. It is that supervisor's and that coach's: no list, no export and no line of history holds it.
create table supervision_note (
  org_id int not null,
  session_id uuid not null,
  coach_id uuid not null,
  supervisor_id uuid not null,
  words text not null,
  primary key (org_id, session_id),
  foreign key (org_id, session_id, coach_id, supervisor_id)
    references supervision_session (org_id, id, coach_id, supervisor_id) on delete cascade
);
call belongs_to_organisation('supervision_note');
create policy read_by_two on supervision_note as restrictive for select to better_off_app
  using (is_now_person(supervisor_id) or is_now_coach(coach_id));
create policy written_by_supervisor on supervision_note as restrictive for insert to better_off_app
  with check (is_now_person(supervisor_id));
create policy changed_by_supervisor on supervision_note as restrictive for update to better_off_app
  using (is_now_person(supervisor_id)) with check (is_now_person(supervisor_id));
create policy removed_by_supervisor on supervision_note as restrictive for delete to better_off_app
  using (is_now_person(supervisor_id));

-- How a coach is, in their own words, for the one person whom they chose. Nobody else reads it, whatever their role; it keeps
-- no line of history, and no view, list or export holds it. The author is named too, so that whoever is linked with the
-- coach later reads nothing of it.
create table check_in (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  author_id uuid not null references person,
  supporter_id uuid not null references person,
  made_on date not null,
  feeling int not null check (feeling between 1 and 5),
  words text not null default '',
  wants_call boolean not null default false,
  seen_on date,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach,
  check (supporter_id <> author_id)
);
create index check_in_of_author on check_in (org_id, author_id, made_on desc);
create index check_in_for_supporter on check_in (org_id, supporter_id, made_on desc);
call belongs_to_organisation('check_in');
create policy read_by_two on check_in as restrictive for select to better_off_app
  using (is_now_person(supporter_id) or (is_now_person(author_id) and is_now_coach(coach_id)));
create policy made_by_coach on check_in as restrictive for insert to better_off_app
  with check (is_now_person(author_id) and is_now_coach(coach_id));
create policy seen_by_supporter on check_in as restrictive for update to better_off_app
  using (is_now_person(supporter_id)) with check (is_now_person(supporter_id));
create policy removed_by_coach on check_in as restrictive for delete to better_off_app
  using (is_now_person(author_id) and is_now_coach(coach_id));
revoke update on check_in from better_off_app;
grant update (seen_on) on check_in to better_off_app;

-- Coaches who meet among themselves.
create table peer_group (
  org_id int not null references organisation,
  id uuid not null,
  title text not null,
  about text not null default '',
  is_over boolean not null default false,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id)
);
call keeps_history('peer_group');

create table peer_group_member (
  org_id int not null,
  id uuid not null,
  group_id uuid not null,
  coach_id uuid not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, group_id) references peer_group,
  foreign key (org_id, coach_id) references coach
);
create unique index peer_group_member_once on peer_group_member (org_id, group_id, coach_id) where to_on is null;
create index peer_group_member_of_coach on peer_group_member (org_id, coach_id);
call keeps_history('peer_group_member');

create table peer_meeting (
  org_id int not null,
  id uuid not null,
  group_id uuid not null,
  held_on date not null,
  minutes int not null check (minutes between 5 and 480),
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, group_id, held_on),
  foreign key (org_id, group_id) references peer_group
);
call keeps_history('peer_meeting');

create table peer_attendance (
  org_id int not null,
  id uuid not null,
  meeting_id uuid not null,
  coach_id uuid not null,
  primary key (org_id, id),
  unique (org_id, meeting_id, coach_id),
  foreign key (org_id, meeting_id) references peer_meeting on delete cascade,
  foreign key (org_id, coach_id) references coach
);
create index peer_attendance_of_coach on peer_attendance (org_id, coach_id);
call keeps_history('peer_attendance');

-- What a coach leads, and the steps that lead there.
create table leadership_role (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  title text not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach
);
create index leadership_role_of_coach on leadership_role (org_id, coach_id, from_on);
call keeps_history('leadership_role');

create table leadership_step (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  what text not null,
  taken_on date not null,
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach
);
create index leadership_step_of_coach on leadership_step (org_id, coach_id, taken_on);
call keeps_history('leadership_step');

-- A coach who was active on the last day of a month, and the interval that held then; written by the daily round once the
-- month is over, so that no reading depends on the hour and a later rule does not judge earlier months.
create table supervision_month (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  ends_on date not null,
  interval_days int not null,
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, coach_id, ends_on),
  foreign key (org_id, coach_id) references coach
);
create index supervision_month_by_day on supervision_month (org_id, ends_on);
call belongs_to_organisation('supervision_month');

-- Windows of the room of coaches. Who was active on a day; and who somebody is, with where they coach and in which language.
create function coaches_active_on(day date) returns table (coach_id uuid) stable language sql as $$
  select s.coach_id from (
    select distinct on (coach_id) coach_id, stage from coach_stage
    where org_id = current_org() and from_on <= day order by coach_id, position desc) s
  where s.stage in ('active', 'reactivated')
$$;
create or replace view coach_named with (security_invoker = true) as
select org_id, id, name, search, email, is_sample, zone, language from coach;

-- The window of this room: one row an active coach and month, on schedule when a session lies within the interval before its end.
create view supervision_month_fact with (security_invoker = true) as
select m.org_id, m.id as key, m.ends_on, c.zone, exists (
    select from supervision_session s where s.org_id = m.org_id and s.coach_id = m.coach_id
      and s.held_on <= m.ends_on and s.held_on > m.ends_on - m.interval_days) as is_on_schedule
from supervision_month m
join coach c on c.org_id = m.org_id and c.id = m.coach_id;
grant select on supervision_month_fact to better_off_app;

-- Besides: each coach's share of what the session cost, whether they were active within 180 days of the training, had a mentor
-- within 30 (or already), and where they stood a year after it: with the team (active or on leave), or lost since then (inactive,
-- withdrawn or released). Who never came on board and never said so is neither. Joined as sets: asked coach by coach, an import
-- of 25,000 coaches took a second longer. Steps stand in the order of their days, so a bucket finds the one that held on a day.
create or replace view coach_trained_fact with (security_invoker = true) as
select t.org_id, t.key, t.trained_on, h.zone, h.language, k.cost as training_cost,
  coalesce(a.active_on <= t.trained_on + 180, false) as is_active_in_180_days,
  exists (select from mentor_pair p where p.org_id = t.org_id and p.coach_id = t.key
    and p.from_on <= t.trained_on + 30 and coalesce(p.to_on >= t.trained_on, true)) as has_mentor_in_30_days,
  coalesce(a.stages[width_bucket((t.trained_on + interval '1 year')::date, a.days)] in ('active', 'reactivated', 'on leave'), false)
    as is_kept_12_months,
  coalesce(a.stages[width_bucket((t.trained_on + interval '1 year')::date, a.days)] in ('inactive', 'withdrawn', 'released')
    and a.days[width_bucket((t.trained_on + interval '1 year')::date, a.days)] >= t.trained_on, false) as is_lost_in_12_months
from (
  select e.org_id, e.coach_id as key, min(e.outcome_on) as trained_on
  from enrolment e
  join course c on c.org_id = e.org_id and c.id = e.course_id
  where e.outcome = 'completed' and c.is_coach_course
  group by e.org_id, e.coach_id
) t
join coach h on h.org_id = t.org_id and h.id = t.key
left join (
  select org_id, coach_id, min(from_on) filter (where stage = 'active') as active_on,
    array_agg(from_on order by position) as days, array_agg(stage order by position) as stages
  from coach_stage group by org_id, coach_id
) a on a.org_id = t.org_id and a.coach_id = t.key
left join (
  select e.org_id, e.coach_id, e.outcome_on, min(round(s.cost_cents / 100.0 / n.completed, 2)) as cost
  from training_session s
  join course c on c.org_id = s.org_id and c.id = s.course_id and c.is_coach_course
  cross join lateral (select count(*) as completed from enrolment x
    where x.org_id = s.org_id and x.session_id = s.id and x.outcome = 'completed') n
  join enrolment e on e.org_id = s.org_id and e.session_id = s.id and e.outcome = 'completed'
  where s.cost_cents is not null
  group by e.org_id, e.coach_id, e.outcome_on
) k on k.org_id = t.org_id and k.coach_id = t.key and k.outcome_on = t.trained_on;
