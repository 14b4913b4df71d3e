-- What the room outreach keeps of an attempt beside what it is: by which form it was sent, when it was logged, who else came along.
alter table attempt
  add column logged_on date, -- the day on which its coach may still correct it
  add column has_other_companion boolean not null default false, -- of EMS or another partner
  add column is_asked_by_family boolean not null default false, -- what was given, family or friends asked for
  add column sent_mark sealed_mark; -- the form as it was sent: the same again is the same attempt

-- What was taken back stays so, also when a phone sends it again.
create table attempt_taken_back (
  org_id int not null references organisation,
  id uuid not null,
  primary key (org_id, id)
);
call belongs_to_organisation('attempt_taken_back');

-- A coach's bag is a place of its own, by its coach and not by a name.
alter table supply_move add column coach_id uuid, add foreign key (org_id, coach_id) references coach;
create index supply_move_of_bag on supply_move (org_id, coach_id) where coach_id is not null;

-- Whether an attempt is here, and was sent by this form: nothing else of it, also to who does not reach it any more, since it closed
-- their referral.
create function attempt_sent(attempt uuid, mark bytea) returns text stable security definer set search_path = public, pg_temp language sql as $$
  select case when t.sent_mark is not null and t.sent_mark = mark then 'same' else 'other' end
  from attempt t where t.org_id = current_org() and t.id = attempt
$$;
-- The attempts of whom a referral is about, in all their referrals: ids alone, for the counters that an attempt moves.
create function attempts_of_same_person(referral uuid) returns uuid[] stable security definer set search_path = public, pg_temp language sql as $$
  select coalesce(array_agg(t.id), '{}')
  from attempt t
  join referral r on r.org_id = t.org_id and r.id = t.referral_id
  join person_served p on p.org_id = r.org_id and p.id = r.person_id
  where t.org_id = current_org() and p.whole_id = (
    select q.whole_id from referral o join person_served q on q.org_id = o.org_id and q.id = o.person_id
    where o.org_id = current_org() and o.id = attempts_of_same_person.referral)
$$;
grant create on schema public to better_off_counter;
alter function attempt_sent owner to better_off_counter;
alter function attempts_of_same_person owner to better_off_counter;
revoke create on schema public from better_off_counter;
revoke execute on function attempt_sent, attempts_of_same_person from public;
grant execute on function attempt_sent, attempts_of_same_person to better_off_app;

-- What an attempt asks of its referral: whether there is a number, in which language, and the rules of the organization.
create view referral_reach with (security_invoker = true) as
select r.org_id, r.id, r.received_on, p.phone is not null as has_number, p.language, p.needs_interpreter, p.prefers,
  p.is_safe_to_text, p.is_safe_to_leave_message,
  coalesce(q.attempts_at_most, 5) as attempts_at_most, coalesce(q.is_two_on_first_visit, true) as is_two_on_first_visit
from referral r
join person_served f on f.org_id = r.org_id and f.id = r.person_id
join person_served p on p.org_id = r.org_id and p.id = f.whole_id
left join response_rule q on q.org_id = r.org_id;
grant select on referral_reach to better_off_app;
create index supply_move_given on supply_move (org_id, moved_on, id) where why = 'given';
