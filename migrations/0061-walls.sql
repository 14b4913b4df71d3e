-- The walls of the response where they still had a gap: who watches over privacy reads and changes nothing, who opened a referral in
-- an emergency does not make it longer, what is dated ahead opens nothing yet, and who is no coach any more has nothing in hand.

-- As before, of whoever is a coach now. An opening counts from when it begins; the clock of the program may be ahead by minutes.
create or replace function referrals_in_hand() returns uuid[] stable security definer set search_path = public, pg_temp language sql as $$
  select coalesce(array_agg(id), '{}') from (
    select a.referral_id as id from referral_assignment a
    join membership m on m.org_id = a.org_id and m.coach_id = a.coach_id
    where a.org_id = current_org() and a.until_at is null and m.person_id = current_person() and m.role = 'coach'
    union
    select e.referral_id from emergency_access e
    join membership m on m.org_id = e.org_id and m.person_id = e.reader_id
    where e.org_id = current_org() and e.reader_id = current_person() and m.role = 'coach'
      and e.from_at < now() + interval '5 minutes' and now() < e.until_at) f
$$;
create or replace function is_own_coach(coach uuid) returns boolean stable language sql as $$
  select exists (select from membership m where m.org_id = current_org() and m.person_id = current_person() and m.coach_id = coach
    and m.role = 'coach')
$$;

-- Lets some parts read a table that they do not change.
create procedure only_reads(name text, parts text) language plpgsql as $$
begin
  execute format('create policy only_reads_add on %I as restrictive for insert to better_off_app with check ((select response_part()) <> all (%L::text[]))', name, parts);
  execute format('create policy only_reads_change on %I as restrictive for update to better_off_app using ((select response_part()) <> all (%L::text[]))', name, parts);
  execute format('create policy only_reads_remove on %I as restrictive for delete to better_off_app using ((select response_part()) <> all (%L::text[]))', name, parts);
end $$;
call only_reads('person_served', '{privacy officer}');
call only_reads('consent', '{privacy officer}');
call only_reads('disclosure', '{privacy officer}');
drop procedure only_reads;

-- What a coach opened is added once; that it was looked at is for who watches.
alter policy in_hand on emergency_access
  using ((select response_part()) in ('everybody', 'privacy officer') or (reader_id = (select current_person()) and (select response_part()) = 'coach'))
  with check ((select response_part()) in ('everybody', 'privacy officer') or (reader_id = (select current_person()) and (select response_part()) = 'coach'));
create policy seen_by_who_watches on emergency_access as restrictive for update to better_off_app
  using ((select response_part()) in ('everybody', 'privacy officer'));
create policy kept on emergency_access as restrictive for delete to better_off_app
  using ((select response_part()) = 'everybody');
alter policy own_reads on person_read
  using ((reader_id = (select current_person()) and (select response_part()) = 'coach') or (select response_part()) in ('everybody', 'privacy officer'));
