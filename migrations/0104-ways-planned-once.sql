-- How far a referral came is brought up to date three times while an attempt is saved, and PostgreSQL planned it anew each time, which
-- took longer than all else. One plan by the keys serves every change, so it is kept; and a row is there for every referral of a
-- survivor that tells of something new, so nothing else is asked before one is taken away.
create or replace function bring_ways_up_to_date(referrals uuid[]) returns void
security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  delete from referral_way k
  where k.org_id = current_org() and k.referral_id = any(referrals)
    and not exists (
      select from referral r
      where r.org_id = k.org_id and r.id = k.referral_id and r.path = 'survivor' and r.same_as is null);
  insert into referral_way as k
  select * from way_of_referral w where w.org_id = current_org() and w.referral_id = any(referrals)
  on conflict (org_id, referral_id) do update
  set quarter = excluded.quarter, station = excluded.station, is_under_way = excluded.is_under_way,
    occurred_on = excluded.occurred_on, occurred_at = excluded.occurred_at, first_at = excluded.first_at
  where (k.quarter, k.station, k.is_under_way, k.occurred_on, k.occurred_at, k.first_at) is distinct from
    (excluded.quarter, excluded.station, excluded.is_under_way, excluded.occurred_on, excluded.occurred_at, excluded.first_at);
end $$;
