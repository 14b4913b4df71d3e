-- How far each referral came on its way, kept as a row each, so that the picture of ten years reads narrow rows of one table and
-- looks nothing up. `way_of_referral` says what it is; whatever moves a referral, an event, an attempt, an onward referral or a
-- follow-up brings its row up to date in the same statement. Who passed a station passed those before it, whatever was written down
-- of them: 1 tried, 2 reached, 3 accepted help, 4 sent on, 5 connected, 6 still connected.
create view way_of_referral as
select org_id, referral_id, quarter, station,
  case station when 4 then is_sent_open when 5 then is_kept_open else is_open end as is_under_way,
  occurred_on, occurred_at, first_at
from (
  select r.org_id, r.id as referral_id, date_trunc('quarter', r.received_on)::date as quarter, r.state <> 'closed' as is_open,
    coalesce(o.is_open, false) as is_sent_open, coalesce(f.is_open, false) as is_kept_open,
    greatest(
      case when a.first_at is not null then 1 else 0 end, case when a.is_reached then 2 else 0 end,
      case when a.is_engaged then 3 else 0 end, case when o.is_accepted then 4 else 0 end,
      case when o.is_connected then 5 else 0 end, case when f.is_kept then 6 else 0 end) as station,
    e.occurred_on, e.occurred_at, a.first_at
  from referral r
  left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
  cross join lateral (
    -- What was put off was not tried.
    select min(t.attempted_at) as first_at,
      bool_or(t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family')) as is_reached,
      bool_or(t.outcome = 'engaged') as is_engaged
    from attempt t
    where t.org_id = r.org_id and t.referral_id = r.id and t.outcome not in ('deferred for safety', 'deferred for privacy')) a
  cross join lateral (
    select bool_or(w.accepted_on is not null) as is_accepted, bool_or(w.attended_on is not null) as is_connected,
      bool_or(w.state in ('accepted', 'sent', 'waitlisted', 'scheduled')) as is_open
    from onward_referral w where w.org_id = r.org_id and w.referral_id = r.id) o
  cross join lateral (
    select bool_or(u.is_kept) as is_kept, bool_or(u.state in ('not due', 'due')) as is_open
    from follow_up u where u.org_id = r.org_id and u.referral_id = r.id and u.onward_id is not null and u.days = 90) f
  where r.path = 'survivor' and r.same_as is null) came;

create table referral_way (
  org_id int not null,
  referral_id uuid not null,
  quarter date not null, -- of the receipt
  station int not null check (station between 0 and 6),
  is_under_way boolean not null, -- may still come to the next station
  occurred_on date,
  occurred_at timestamptz,
  first_at timestamptz, -- the first attempt
  primary key (org_id, referral_id),
  foreign key (org_id, referral_id) references referral on delete cascade
);
create index referral_way_by_day on referral_way (org_id, occurred_on) where occurred_at is not null;
call belongs_to_organisation('referral_way');
revoke insert, update, delete on referral_way from better_off_app;
create policy in_hand on referral_way as restrictive to better_off_app using ((select response_part()) = 'everybody');
create policy counter on referral_way to better_off_counter
  using (org_id = (select current_org())) with check (org_id = (select current_org()));
grant select, insert, update, delete on referral_way to better_off_counter;

create function bring_ways_up_to_date(referrals uuid[]) returns void security definer set search_path = public, pg_temp language sql as $$
  delete from referral_way k
  where k.org_id = current_org() and k.referral_id = any(referrals)
    and not exists (select from way_of_referral w where w.org_id = k.org_id and w.referral_id = k.referral_id);
  insert into referral_way as k
  select * from way_of_referral w where w.org_id = current_org() and w.referral_id = any(referrals)
  on conflict (org_id, referral_id) do update
  set quarter = excluded.quarter, station = excluded.station, is_under_way = excluded.is_under_way,
    occurred_on = excluded.occurred_on, occurred_at = excluded.occurred_at, first_at = excluded.first_at
  where (k.quarter, k.station, k.is_under_way, k.occurred_on, k.occurred_at, k.first_at) is distinct from
    (excluded.quarter, excluded.station, excluded.is_under_way, excluded.occurred_on, excluded.occurred_at, excluded.first_at)
$$;
-- Of the rows that a statement changed, which referrals they move: `id` of a referral itself, `event` of those of an event.
create function ways_moved() returns trigger security definer set search_path = public, pg_temp language plpgsql as $$
declare
  moved uuid[];
begin
  if tg_argv[0] = 'event' then
    select array_agg(r.id) into moved from referral r
    where r.org_id = current_org() and r.event_id in (select c.id from changed c);
  elsif tg_argv[0] = 'id' then
    select array_agg(c.id) into moved from changed c;
  else
    select array_agg(distinct c.referral_id) into moved from changed c;
  end if;
  if moved is not null then perform bring_ways_up_to_date(moved); end if;
  return null;
end $$;
grant create on schema public to better_off_counter;
alter view way_of_referral owner to better_off_counter;
alter function bring_ways_up_to_date owner to better_off_counter;
alter function ways_moved owner to better_off_counter;
revoke create on schema public from better_off_counter;
revoke execute on function bring_ways_up_to_date, ways_moved from public;

do $$
declare
  moves record;
begin
  for moves in select * from (values ('referral', 'id'), ('overdose_event', 'event'), ('attempt', 'referral'),
    ('onward_referral', 'referral'), ('follow_up', 'referral')) m (name, found_by) loop
    execute format('create trigger ways_of_insert after insert on %I referencing new table as changed for each statement execute function ways_moved(%L)', moves.name, moves.found_by);
    execute format('create trigger ways_of_update after update on %I referencing new table as changed for each statement execute function ways_moved(%L)', moves.name, moves.found_by);
    execute format('create trigger ways_of_delete after delete on %I referencing old table as changed for each statement execute function ways_moved(%L)', moves.name, moves.found_by);
  end loop;
end $$;

-- What is there already.
do $$
declare
  each int;
begin
  for each in select org_id from organisation loop
    perform set_config('app.org', each::text, true);
    perform bring_ways_up_to_date(array(select id from referral where org_id = each));
  end loop;
  perform set_config('app.org', '', true);
end $$;
