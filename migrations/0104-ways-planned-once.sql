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

-- A referral that goes from one hand or state to the next is as far as it was, unless it is closed or opened; and of follow-ups only
-- those after a first appointment tell how far somebody came.
create or replace function ways_moved() returns trigger security definer set search_path = public, pg_temp language plpgsql as $$
declare
  moved uuid[];
begin
  if tg_argv[0] = 'event' then
    select array_agg(r.id) into moved from referral r
    where r.org_id = current_org() and r.event_id in (select c.id from changed c);
  elsif tg_argv[0] = 'id' then
    select array_agg(c.id) into moved from changed c;
  elsif tg_argv[0] = 'id before' then
    select array_agg(c.id) into moved from changed c join before b on b.org_id = c.org_id and b.id = c.id
    where (c.path, c.same_as, c.received_on, c.event_id, c.state = 'closed') is distinct from
      (b.path, b.same_as, b.received_on, b.event_id, b.state = 'closed');
  elsif tg_argv[0] = 'appointment' then
    select array_agg(distinct c.referral_id) into moved from changed c where c.onward_id is not null;
  else
    select array_agg(distinct c.referral_id) into moved from changed c;
  end if;
  if moved is not null then perform bring_ways_up_to_date(moved); end if;
  return null;
end $$;

drop trigger ways_of_update on referral;
create trigger ways_of_update after update on referral referencing old table as before new table as changed
  for each statement execute function ways_moved('id before');
drop trigger ways_of_insert on follow_up;
create trigger ways_of_insert after insert on follow_up referencing new table as changed
  for each statement execute function ways_moved('appointment');
drop trigger ways_of_update on follow_up;
create trigger ways_of_update after update on follow_up referencing new table as changed
  for each statement execute function ways_moved('appointment');
drop trigger ways_of_delete on follow_up;
create trigger ways_of_delete after delete on follow_up referencing old table as changed
  for each statement execute function ways_moved('appointment');
