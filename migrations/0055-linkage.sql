-- What an onward referral moves beside itself: the engagements of the same person in all their referrals, and their other onward
-- referrals. Ids alone, for the counters, also to a coach who reaches one referral of them.
create function moved_by_onward(of_referral uuid) returns table (engaged uuid[], onward uuid[])
stable security definer set search_path = public, pg_temp language sql as $$
  with people as (
    select o.id from referral r
    join person_served p on p.org_id = r.org_id and p.id = r.person_id
    join person_served o on o.org_id = p.org_id and o.whole_id = p.whole_id
    where r.org_id = current_org() and r.id = of_referral)
  select
    (select coalesce(array_agg(t.id), '{}') from attempt t join referral r on r.org_id = t.org_id and r.id = t.referral_id
      where t.org_id = current_org() and t.outcome = 'engaged' and r.person_id in (select id from people)),
    (select coalesce(array_agg(o.id), '{}') from onward_referral o
      where o.org_id = current_org() and o.person_id in (select id from people))
$$;
grant create on schema public to better_off_counter;
alter function moved_by_onward owner to better_off_counter;
revoke create on schema public from better_off_counter;
revoke execute on function moved_by_onward from public;
grant execute on function moved_by_onward to better_off_app;

-- Of one page a privacy officer asks for: the newest reads of all.
create index person_read_newest on person_read (org_id, id desc);
create index disclosure_newest on disclosure (org_id, at desc);
create index disclosure_of_onward on disclosure (org_id, onward_id) where onward_id is not null;
create index onward_link_of_onward on onward_link (org_id, onward_id);
