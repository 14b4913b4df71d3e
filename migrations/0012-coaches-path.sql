-- A coach who signs in: the membership says which coach somebody is, so that the link ends with the access.
alter table membership drop constraint membership_role_check;
alter table membership
  add constraint membership_role_check check (role in ('administrator', 'editor', 'coordinator', 'viewer', 'coach')),
  add column coach_id uuid,
  add foreign key (org_id, coach_id) references coach;
create unique index membership_of_coach on membership (org_id, coach_id) where coach_id is not null;

alter table invitation drop constraint invitation_role_check;
alter table invitation
  add constraint invitation_role_check check (role in ('administrator', 'editor', 'coordinator', 'viewer', 'coach')),
  add column coach_id uuid,
  add foreign key (org_id, coach_id) references coach,
  add constraint invitation_of_a_coach check (role <> 'coach' or coach_id is not null);
create index invitation_of_coach on invitation (org_id, coach_id) where coach_id is not null;

-- As before, and each membership says which coach somebody is.
create or replace function actor_behind(hash bytea, at timestamptz, seen_since timestamptz)
returns table (id uuid, name text, email text, is_operator boolean, session_id uuid, last_seen_at timestamptz, memberships json)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select p.id, p.name, p.email, p.is_operator, s.id, s.last_seen_at, coalesce((
      select json_agg(json_build_object('org', o.org_id, 'id', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role,
        'coachId', m.coach_id, 'timeZone', o.time_zone, 'brand', o.brand, 'isSample', o.is_sample) order by o.name)
      from membership m join organisation o on o.org_id = m.org_id
      where m.person_id = p.id), '[]')
    from session s join person p on p.id = s.person_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > at and s.last_seen_at > seen_since;
end $$;

-- Where a coach stands, one row a step. It is only ever added to at its end, and the last step can be taken back. `trained`
-- is no step: it is the first approved course that was passed, which the training records say.
create table coach_stage (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  stage text not null check (stage in ('prospect', 'applicant', 'screened', 'accepted', 'in training', 'onboarding',
    'active', 'on leave', 'inactive', 'reactivated', 'declined', 'withdrawn', 'released')),
  from_on date not null,
  -- Steps of one day stand in the order in which they were recorded.
  position int not null check (position > 0),
  reason text not null default '',
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, coach_id, position),
  foreign key (org_id, coach_id) references coach,
  check (reason <> '' or stage not in ('declined', 'withdrawn', 'released'))
);
call keeps_history('coach_stage');

-- Where everybody stands today, for the rooms that need to know. The last dated step holds; of two on one day, what leads
-- to the training comes before it and what follows from it after.
create view coach_standing with (security_invoker = true) as
select c.org_id, c.id as coach_id, case when f.stands then 'trained' else r.stage end as stage,
  case when f.stands then t.trained_on else r.from_on end as since,
  coalesce(not f.stands and r.stage in ('active', 'reactivated'), false) as is_active, m.person_id
from coach c
left join membership m on m.org_id = c.org_id and m.coach_id = c.id
left join coach_trained_fact t on t.org_id = c.org_id and t.key = c.id
left join lateral (
  select p.stage, p.from_on from coach_stage p where p.org_id = c.org_id and p.coach_id = c.id
  order by p.position desc limit 1) r on true
cross join lateral (
  select t.trained_on is not null
    and (r.stage is null or r.from_on < t.trained_on
      or (r.from_on = t.trained_on and r.stage in ('prospect', 'applicant', 'screened', 'accepted', 'in training')))
    and not exists (
      select from coach_stage p where p.org_id = c.org_id and p.coach_id = c.id and p.from_on <= t.trained_on
        and p.stage in ('onboarding', 'active', 'on leave', 'inactive', 'reactivated')) as stands) f;
grant select on coach_standing to better_off_app;

-- In which way somebody coaches, from which day on. It decides what they may be paid.
create table coach_engagement (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  kind text not null check (kind in ('volunteer', 'stipended', 'employed', 'contractor')),
  from_on date not null,
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, coach_id, from_on),
  foreign key (org_id, coach_id) references coach
);
call keeps_history('coach_engagement');

-- Finds what was done to the path of a coach, also to steps that were taken back.
create index history_of_path on history (org_id, (coalesce(after, before) ->> 'coach_id'))
  where kind in ('coach_stage', 'coach_engagement') and coalesce(after, before) ->> 'coach_id' is not null;

-- How a program takes coaches on: what its public page says in both languages (one thing a line), and how it screens.
create table opening (
  org_id int not null references organisation,
  id uuid not null,
  program_id uuid not null,
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  is_open boolean not null default false,
  does_en text not null,
  does_not_en text not null,
  does_es text not null,
  does_not_es text not null,
  steps text not null,
  reference_count int not null check (reference_count between 0 and 3),
  is_checked boolean not null,
  -- So many months after the decision, an application that led to no coach is emptied of what says who sent it.
  keep_months int not null default 24 check (keep_months between 6 and 120),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, program_id),
  unique (org_id, slug),
  foreign key (org_id, program_id) references program
);
call keeps_history('opening');

create table application (
  org_id int not null,
  id uuid not null,
  opening_id uuid not null,
  -- Made with the form, so that one form sent twice is one application.
  sent_as uuid not null,
  submitted_on date not null,
  page_language text not null check (page_language in ('en', 'es')),
  name text not null,
  email text not null default '',
  phone text not null default '',
  zone text not null default '',
  language text not null,
  reasons text not null default '',
  -- Set when somebody works on it: the coach of the roster whose path it begins.
  coach_id uuid,
  discarded_on date,
  check_asked_on date,
  check_result_on date,
  check_outcome text check (check_outcome in ('clear', 'to be weighed', 'not clear')),
  decision text check (decision in ('accepted', 'declined', 'withdrawn')),
  decided_on date,
  reason text not null default '',
  emptied_on date,
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, sent_as),
  foreign key (org_id, opening_id) references opening,
  foreign key (org_id, coach_id) references coach,
  check ((decision is null) = (decided_on is null)),
  check ((check_result_on is null) = (check_outcome is null)),
  check (email <> '' or phone <> '' or emptied_on is not null),
  check (emptied_on is null or decision in ('declined', 'withdrawn') or discarded_on is not null)
);
create index application_by_day on application (org_id, submitted_on desc, id);
create index application_of_coach on application (org_id, coach_id) where coach_id is not null;
call keeps_history('application');

-- What somebody chose to say of their own recovery, or of that of a person close to them. It keeps no line of history, which
-- others may read or take along; no view, no list and no export holds it; nothing but the page of the application reads it.
create table lived_experience (
  org_id int not null,
  application_id uuid not null,
  words text not null,
  primary key (org_id, application_id),
  foreign key (org_id, application_id) references application on delete cascade
);
call belongs_to_organisation('lived_experience');

create table screening_step (
  org_id int not null,
  id uuid not null,
  application_id uuid not null,
  position int not null,
  title text not null,
  done_on date,
  primary key (org_id, id),
  unique (org_id, application_id, position),
  foreign key (org_id, application_id) references application
);
call keeps_history('screening_step');

create table reference (
  org_id int not null,
  id uuid not null,
  application_id uuid not null,
  position int not null,
  name text not null,
  contact text not null,
  heard_on date,
  outcome text check (outcome in ('recommends', 'has doubts', 'did not answer')),
  primary key (org_id, id),
  unique (org_id, application_id, position),
  foreign key (org_id, application_id) references application,
  check ((heard_on is null) = (outcome is null))
);
call keeps_history('reference');

-- Of these coaches, those whom no record of any room points to, but of the tables named. The rooms to come are found by their
-- foreign keys.
create function coaches_without_records(wanted uuid[], besides text[] default '{}') returns uuid[] stable language plpgsql as $$
declare
  pointing record;
  unused uuid[] := wanted;
begin
  for pointing in
    select c.conrelid::regclass as rows_of, a.attname as by_column
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'org_id'
    where c.contype = 'f' and c.confrelid = 'coach'::regclass and c.conrelid::regclass::text <> all(besides)
  loop
    execute format('select coalesce(array_agg(u), ''{}'') from unnest($1) u where not exists (select from %s p where p.org_id = $2 and p.%I = u)',
      pointing.rows_of, pointing.by_column) into unused using unused, current_org();
  end loop;
  return unused;
end $$;
