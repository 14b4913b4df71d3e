-- How long it takes from somebody's first interest to their first shift.

-- A window of the room of coaches: the day on which somebody first came by or applied. What was put aside is no application.
create view coach_interest with (security_invoker = true) as
select i.org_id, i.coach_id, min(i.interest_on) as interest_on
from (
  select org_id, coach_id, from_on as interest_on from coach_stage where stage in ('prospect', 'applicant')
  union all
  select org_id, coach_id, submitted_on from application where coach_id is not null and discarded_on is null
) i
group by i.org_id, i.coach_id;

-- One row a coach who has completed a shift, on the day of the first. Who was on shift before any interest is on record has no wait.
create view coach_first_shift_fact with (security_invoker = true) as
select f.org_id, f.coach_id as key, f.first_on, c.zone, c.language,
  case when i.interest_on <= f.first_on then f.first_on - i.interest_on end as days_from_interest
from (
  select p.org_id, p.coach_id, min(s.day) as first_on
  from shift_place p
  join shift s on s.org_id = p.org_id and s.id = p.shift_id
  where p.state = 'completed'
  group by p.org_id, p.coach_id
) f
join coach_named c on c.org_id = f.org_id and c.id = f.coach_id
left join coach_interest i on i.org_id = f.org_id and i.coach_id = f.coach_id;
grant select on coach_interest, coach_first_shift_fact to better_off_app;
