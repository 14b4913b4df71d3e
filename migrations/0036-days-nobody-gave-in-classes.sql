-- A completion that was recorded without a seat, and whoever was put on the roster of a class that had begun, had got the first day of
-- the class as the day of sign-up. Whoever did sign up has the day on which that was written down, by the clock of the county: a line
-- that was written later, or by recording a completion, tells that nobody gave the day.
alter table enrolment no force row level security;
alter table training_session no force row level security;
alter table history no force row level security;
alter table counted_through no force row level security;

-- No line of history, as before: nobody has said anything else.
alter table enrolment disable trigger history_of_update;
update enrolment e set enrolled_on = null
from training_session s
join organisation o on o.org_id = s.org_id
where s.org_id = e.org_id and s.id = e.session_id and not s.is_sample and e.enrolled_on is not null and (
  select h.act = 'training.recordCompletion' or (h.at at time zone o.time_zone)::date > e.enrolled_on
  from history h
  where h.org_id = e.org_id and h.object_id = e.id and h.kind = 'enrolment' and h.before is null
  order by h.id limit 1);
alter table enrolment enable trigger history_of_update;

-- The next start counts anew.
delete from counted_through;

alter table enrolment force row level security;
alter table training_session force row level security;
alter table history force row level security;
alter table counted_through force row level security;
