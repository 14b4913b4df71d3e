-- Nothing counts before its day has passed. A counter says from which day on it counts: the first of its month for what has passed
-- already, else the day itself, so that a month under way can hold what has happened and what is planned side by side.

alter table cell add counts_from date;
update cell set counts_from = month;
alter table cell alter counts_from set not null,
  drop constraint cell_pkey,
  add primary key (org_id, measure_id, dimension, category, month, counts_from);

alter table cell_value add counts_from date;
update cell_value set counts_from = month;
alter table cell_value alter counts_from set not null,
  drop constraint cell_value_pkey,
  add primary key (org_id, measure_id, dimension, category, month, counts_from, value);

-- Up to which day the counters of an organisation stand by month. Without a row none does, and the next round counts anew.
create table counted_through (
  org_id int primary key references organisation,
  day date not null
);
call belongs_to_organisation('counted_through');

-- A class is planned before it is held, so it counts from the day after its last. A seat that was given up is one that ended without
-- a completion, but not before the class has been held: it counts with it, and never when the class was cancelled.
create or replace view training_session_fact with (security_invoker = true) as
select s.org_id, s.id as key, s.ends_on as held_on, c.kind as course_kind, c.is_coach_course,
  case when s.link <> '' and s.place <> '' then 'mixed' when s.link <> '' then 'virtual' else 'in person' end as setting,
  s.capacity::numeric as seats,
  (s.cost_cents / 100.0)::numeric as cost,
  case when c.is_coach_course then (s.cost_cents / 100.0)::numeric end as coach_course_cost,
  s.ends_on + 1 as held_from
from training_session s
join course c on c.org_id = s.org_id and c.id = s.course_id
where not s.is_cancelled;

create or replace view enrolment_fact with (security_invoker = true) as
select e.org_id, e.id as key, o.ended_on, e.outcome, c.kind as course_kind, c.is_coach_course,
  e.attended_hours as hours, e.outcome_on - e.enrolled_on as days_to_outcome,
  case when not s.is_cancelled then s.ends_on end as session_ended_on,
  e.outcome in ('completed', 'did not complete', 'no-show') as is_decided,
  e.outcome = 'completed' as is_completed,
  f.before is not null and f.after is not null as is_asked_twice,
  f.after > f.before as is_more_confident,
  (f.after - f.before)::numeric as confidence_gain,
  case when s.link <> '' and s.place <> '' then 'mixed' when s.link <> '' then 'virtual' else 'in person' end as setting,
  e.attended_hours is not null and not exists (
    select from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id) as is_known_in_total,
  case when o.is_given_up then greatest(e.outcome_on, s.ends_on + 1) else e.outcome_on end as ended_from,
  s.ends_on + 1 as session_ended_from
from enrolment e
join course c on c.org_id = e.org_id and c.id = e.course_id
left join training_session s on s.org_id = e.org_id and s.id = e.session_id
left join confidence f on f.org_id = e.org_id and f.enrolment_id = e.id
cross join lateral (
  select e.outcome = 'withdrawn' and s.id is not null as is_given_up,
    case when e.outcome = 'withdrawn' and s.is_cancelled then null
      when e.outcome = 'withdrawn' then greatest(e.outcome_on, s.ends_on) else e.outcome_on end as ended_on) o;
