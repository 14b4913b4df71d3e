-- The day of a sign-up is on record only where somebody signed up here. A course taken elsewhere, a row of a sheet and a completion
-- recorded without a seat have none, and nothing is counted from a day nobody gave.
alter table enrolment alter enrolled_on drop not null;

-- No line of history: what was kept before as the day of sign-up was never said by anybody.
alter table enrolment no force row level security;
alter table enrolment disable trigger history_of_update;
update enrolment set enrolled_on = null where session_id is null or import_id is not null;
alter table enrolment enable trigger history_of_update;
alter table enrolment force row level security;
