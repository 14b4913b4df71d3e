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
  where kind in ('coach_stage', 'coach_engagement') and coalesce(after, before) ? 'coach_id';
