-- What was put off because it was not safe or not private is no first attempt: nobody called, wrote or came. It is an attempt of its own
-- all the same, with its outcome.
create or replace view referral_fact as
select r.org_id, r.id as key, r.received_on, e.occurred_on, r.source, r.path, coalesce(e.outcome, 'unknown') as outcome,
  nullif(coalesce(nullif(e.zone, ''), (select p.zone from person_served p where p.org_id = r.org_id and p.id = r.person_id)), '') as zone,
  r.clock_from = 'event' as is_time_known,
  a.first_at is not null or r.overdue_on is not null as is_due,
  coalesce(a.first_at <= r.due_at, false) as is_attempted_in_window,
  case when e.occurred_at is not null and a.first_at is not null
    then round(greatest(extract(epoch from a.first_at - e.occurred_at), 0) / 3600, 1) end as hours_to_attempt,
  coalesce(a.is_reached, false) as is_reached, coalesce(a.is_reached_directly, false) as is_reached_directly
from referral r
left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
left join lateral (
  select min(t.attempted_at) filter (where t.outcome not in ('deferred for safety', 'deferred for privacy')) as first_at,
    bool_or(t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family')) as is_reached,
    bool_or(t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good')) as is_reached_directly
  from (
    select t.* from attempt t where t.org_id = r.org_id and t.referral_id = r.id
    union all
    select t.* from referral s join attempt t on t.org_id = s.org_id and t.referral_id = s.id
    where s.org_id = r.org_id and s.same_as = r.id) t) a on true
where r.same_as is null;

-- The counters of before have it otherwise: all is counted anew at the next round.
alter table counted_through no force row level security;
delete from counted_through;
alter table counted_through force row level security;
