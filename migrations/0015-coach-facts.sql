-- The windows of the path of coaches, for measures. No name, no reason, no words of anybody.

-- One row an application that is one.
create view application_fact with (security_invoker = true) as
select a.org_id, a.id as key, a.submitted_on, a.decided_on, coalesce(a.decision, 'not decided') as outcome, a.language,
  a.decided_on - a.submitted_on as days_to_decision
from application a where a.discarded_on is null;

-- One row a step. `active_change` adds up to how many are active; a leave is no loss.
create view coach_move_fact with (security_invoker = true) as
select s.org_id, s.id as key, s.from_on as moved_on, s.stage, c.zone, c.language,
  nullif((s.stage in ('active', 'reactivated'))::int - coalesce(b.stage in ('active', 'reactivated'), false)::int, 0) as active_change,
  coalesce(b.stage in ('active', 'reactivated', 'on leave'), false)
    and s.stage in ('inactive', 'withdrawn', 'released') as is_loss
from coach_stage s
join coach c on c.org_id = s.org_id and c.id = s.coach_id
left join coach_stage b on b.org_id = s.org_id and b.coach_id = s.coach_id and b.position = s.position - 1;

-- One row a coach who came on board: the first time they were active, whether they were still with the team a year later
-- (active or on leave), and how long it took from their first interest.
create view coach_start_fact with (security_invoker = true) as
select s.org_id, s.coach_id as key, s.from_on as started_on, c.zone, c.language,
  coalesce((select e.kind from coach_engagement e where e.org_id = s.org_id and e.coach_id = s.coach_id and e.from_on <= s.from_on
    order by e.from_on desc limit 1), 'not said') as kind,
  (select l.stage in ('active', 'reactivated', 'on leave') from coach_stage l
    where l.org_id = s.org_id and l.coach_id = s.coach_id and l.from_on <= (s.from_on + interval '1 year')::date
    order by l.position desc limit 1) as is_kept_a_year,
  s.from_on - (select f.from_on from coach_stage f where f.org_id = s.org_id and f.coach_id = s.coach_id and f.position = 1
    and f.stage in ('prospect', 'applicant')) as days_from_interest
from coach_stage s
join coach c on c.org_id = s.org_id and c.id = s.coach_id
where s.stage = 'active' and not exists (
  select from coach_stage e where e.org_id = s.org_id and e.coach_id = s.coach_id and e.stage = 'active' and e.position < s.position);

grant select on application_fact, coach_move_fact, coach_start_fact to better_off_app;
