-- A partner says by link whether somebody is still there, before the person is asked: it is known from then on.
create or replace view follow_up_fact as
select u.org_id, u.id as key, u.due_on, case when u.onward_id is null then 'first contact' else 'first appointment' end as after,
  u.days::text as days, coalesce(v.need, '') as need, u.state = 'done' as is_answered,
  u.is_kept is not null as is_kept_asked, coalesce(u.is_kept, false) as is_kept,
  u.has_housing is not null as is_housing_asked, coalesce(u.has_housing, false) as has_housing,
  u.has_work is not null as is_work_asked, coalesce(u.has_work, false) as has_work,
  u.is_supported is not null as is_support_asked, coalesce(u.is_supported, false) as is_supported,
  u.is_satisfied is not null as is_satisfied_asked, coalesce(u.is_satisfied, false) as is_satisfied
from follow_up u
left join onward_referral o on o.org_id = u.org_id and o.id = u.onward_id
left join service v on v.org_id = o.org_id and v.id = o.service_id
where u.state in ('done', 'missed') or u.is_kept is not null;
