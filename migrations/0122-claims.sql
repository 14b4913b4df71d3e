-- What coaches ask to be paid back (room claims): miles, stipends, tuition and supplies, step by step until they are paid. A stipend
-- is for a shift or a class that happened: no column says how many people were reached, so none can be paid by that.

-- What happened and can be claimed, once each: a trip, a shift that was worked, a class that was completed, a course that was paid for.
create view claimable with (security_invoker = true) as
select org_id, 'trip' as source, id, coach_id, driven_on as happened_on, miles, '' as title from trip
union all
select p.org_id, 'shift', p.id, p.coach_id, s.day, null, s.place
from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id where p.state = 'completed'
union all
select e.org_id, 'class', e.id, e.coach_id, e.outcome_on, null, c.title
from enrolment e join course c on c.org_id = e.org_id and c.id = e.course_id where e.outcome = 'completed' and e.outcome_on is not null
union all
select e.org_id, 'course', e.id, e.coach_id, e.enrolled_on, null, c.title
from enrolment e join course c on c.org_id = e.org_id and c.id = e.course_id where e.outcome <> 'withdrawn';
grant select on claimable to better_off_app;

create table claim (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  kind text not null check (kind in ('mileage', 'stipend', 'tuition', 'supplies')),
  happened_on date not null,
  amount_cents bigint not null check (amount_cents between 1 and 1000000),
  what text not null default '',
  miles numeric(4, 1) check (miles > 0 and miles <= 500),
  odometer_start numeric(8, 1) check (odometer_start >= 0),
  odometer_end numeric(8, 1),
  from_place text not null default '',
  to_place text not null default '',
  -- Tenths of a cent for a mile, as they were on the day it was driven.
  tenths_a_mile int check (tenths_a_mile between 1 and 5000),
  -- What it is for. These stand without a key of another table: what was claimed stays claimed, also when two records of a coach
  -- become one and one of two enrolments is set aside.
  trip_id uuid,
  shift_place_id uuid,
  enrolment_id uuid,
  -- Approved is by who leads the team, cleared by who keeps the money.
  state text not null default 'draft' check (state in ('draft', 'sent', 'returned', 'approved', 'cleared', 'paid')),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach,
  constraint claim_of_trip_once unique (org_id, trip_id),
  constraint claim_of_shift_once unique (org_id, shift_place_id),
  constraint claim_of_class_once unique (org_id, kind, enrolment_id),
  check ((kind = 'mileage') = (miles is not null) and (miles is null) = (tenths_a_mile is null)),
  check (miles is null or amount_cents = round(miles * tenths_a_mile / 10)),
  check ((odometer_start is null) = (odometer_end is null)),
  check (odometer_start is null or odometer_end - odometer_start = miles),
  check (kind <> 'mileage' or trip_id is not null or odometer_start is not null or (from_place <> '' and to_place <> '')),
  check (kind = 'mileage' or (trip_id is null and odometer_start is null and from_place = '' and to_place = '')),
  check (case kind when 'stipend' then num_nonnulls(shift_place_id, enrolment_id) = 1
    when 'tuition' then shift_place_id is null and enrolment_id is not null
    else shift_place_id is null and enrolment_id is null end)
);
create index claim_of_coach on claim (org_id, coach_id, happened_on desc);
create index claim_by_state on claim (org_id, state, happened_on) where state <> 'paid';
call keeps_history('claim');

create function is_own_claimant(coach uuid) returns boolean stable language sql as $$
  select exists (select from membership m where m.org_id = current_org() and m.person_id = current_person() and m.coach_id = coach)
$$;
-- Seen by whose it is, by who leads the team and by who keeps the money; a coach changes what is not under way.
create policy own_claims on claim as restrictive to better_off_app
  using ((select response_part()) in ('everybody', 'finance officer') or is_own_claimant(coach_id))
  with check ((select response_part()) in ('everybody', 'finance officer') or (is_own_claimant(coach_id) and state in ('draft', 'sent', 'returned')));
create policy under_way_stays on claim as restrictive for update to better_off_app
  using ((select response_part()) in ('everybody', 'finance officer') or state in ('draft', 'returned')) with check (true);
create policy only_drafts_go on claim as restrictive for delete to better_off_app using (state in ('draft', 'returned'));

-- What happened with a claim on a day, and by whom. It is only added to.
create table claim_step (
  org_id int not null,
  id uuid not null,
  claim_id uuid not null,
  step text not null check (step in ('sent', 'returned', 'approved', 'cleared', 'paid')),
  taken_on date not null,
  by_id uuid references person,
  why text not null default '',
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, claim_id) references claim on delete cascade,
  check ((step = 'returned') = (why <> ''))
);
create index claim_step_of_claim on claim_step (org_id, claim_id);
-- A claim is paid once, whoever pays and however often.
create unique index claim_paid_once on claim_step (org_id, claim_id) where step = 'paid';
call keeps_history('claim_step');
revoke update on claim_step from better_off_app;
create policy of_own_claims on claim_step as restrictive to better_off_app
  using (exists (select from claim c where c.org_id = claim_step.org_id and c.id = claim_step.claim_id))
  with check ((select response_part()) in ('everybody', 'finance officer') or (step = 'sent' and exists (
    select from claim c where c.org_id = claim_step.org_id and c.id = claim_step.claim_id and is_own_claimant(c.coach_id))));

-- The receipt of a claim, and what is in it.
create table claim_receipt (
  org_id int not null,
  id uuid not null,
  claim_id uuid not null,
  name text not null,
  type text not null check (type in ('application/pdf', 'image/png', 'image/jpeg')),
  bytes int not null check (bytes between 1 and 10485760),
  added_on date not null,
  primary key (org_id, id),
  foreign key (org_id, claim_id) references claim on delete cascade
);
create index claim_receipt_of_claim on claim_receipt (org_id, claim_id);
call keeps_history('claim_receipt');
create policy of_own_claims on claim_receipt as restrictive to better_off_app
  using (exists (select from claim c where c.org_id = claim_receipt.org_id and c.id = claim_receipt.claim_id));
create table claim_receipt_content (
  org_id int not null,
  receipt_id uuid not null,
  content bytea not null,
  primary key (org_id, receipt_id),
  foreign key (org_id, receipt_id) references claim_receipt on delete cascade
);
alter table claim_receipt_content alter column content set storage external;
call belongs_to_organisation('claim_receipt_content');
create policy of_own_claims on claim_receipt_content as restrictive to better_off_app
  using (exists (select from claim_receipt r where r.org_id = claim_receipt_content.org_id and r.id = claim_receipt_content.receipt_id));

create function claim_refused(reason text) returns void language plpgsql as $$
begin
  raise exception 'claim: %', reason using errcode = 'check_violation';
end $$;

-- What a claim is for has happened, and is of this coach.
create function claim_is_of_what_happened() returns trigger language plpgsql as $$
begin
  if exists (
    select from (values
      ('trip', new.trip_id), (case new.kind when 'tuition' then 'course' else 'class' end, new.enrolment_id), ('shift', new.shift_place_id)) f (source, id)
    where f.id is not null and not exists (
      select from claimable h where h.org_id = new.org_id and h.source = f.source and h.id = f.id and h.coach_id = new.coach_id
        and (f.source = 'course' or h.happened_on = new.happened_on) and (f.source <> 'trip' or h.miles = new.miles))) then
    perform claim_refused('it is for what this coach did on that day');
  end if;
  return null;
end $$;
create trigger claim_is_of_what_happened after insert or update of kind, happened_on, miles, trip_id, shift_place_id, enrolment_id on claim
  for each row execute function claim_is_of_what_happened();

-- A claim goes from step to step, and what is under way keeps what was sent.
create function claim_goes_on() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (
    ('draft', 'sent'), ('returned', 'sent'), ('sent', 'returned'), ('approved', 'returned'), ('cleared', 'returned'),
    ('sent', 'approved'), ('approved', 'cleared'), ('cleared', 'paid')) then
    perform claim_refused('this is not its next step');
  end if;
  if old.state not in ('draft', 'returned') and (to_jsonb(new) - '{state,version,coach_id}'::text[]) <> (to_jsonb(old) - '{state,version,coach_id}'::text[]) then
    perform claim_refused('what was sent stays as it was sent');
  end if;
  return new;
end $$;
create trigger claim_goes_on before update on claim for each row execute function claim_goes_on();

-- Nobody approves a claim of their own, in any part; and each step is where the claim stands.
create function claim_step_holds() returns trigger language plpgsql as $$
begin
  if new.by_id is distinct from current_person() then
    perform claim_refused('a step is taken by who is signed in');
  end if;
  if new.step <> 'sent' and exists (
    select from claim c join membership m on m.org_id = c.org_id and m.coach_id = c.coach_id
    where c.org_id = new.org_id and c.id = new.claim_id and m.person_id = new.by_id) then
    perform claim_refused('nobody approves an own claim');
  end if;
  if not exists (select from claim c where c.org_id = new.org_id and c.id = new.claim_id and c.state = new.step) then
    perform claim_refused('a step is where the claim stands');
  end if;
  return null;
end $$;
create trigger claim_step_holds after insert on claim_step for each row execute function claim_step_holds();

create policy of_claims on history as restrictive for select to better_off_app
  using (kind <> all ('{claim,claim_step,claim_receipt}'::text[]) or (select response_part()) in ('everybody', 'finance officer')
    or (kind = 'claim' and is_own_claimant((coalesce(after, before) ->> 'coach_id')::uuid)));
