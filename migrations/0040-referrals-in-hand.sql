-- How referrals come into hands: who was asked first, what tells the same, and when a coach is on shift.
create index referral_same_as on referral (org_id, same_as) where same_as is not null;

-- When coaches are, or were, on shift: a window of the room of shifts. No place and no number passes.
create view coach_on_shift with (security_invoker = true) as
select p.org_id, p.coach_id, s.starts_at, s.ends_at
from shift_place p
join shift s on s.org_id = p.org_id and s.id = p.shift_id
where p.coach_id is not null and p.state in ('claimed', 'confirmed', 'in progress', 'completed');
grant select on coach_on_shift to better_off_app;

-- A coach is asked before they see more: all that is shown of the referral until they take it stands here.
create table referral_offer (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  coach_id uuid not null,
  zone text not null default '',
  language text not null default 'en',
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'taken', 'knows the person', 'cannot', 'withdrawn')),
  made_at timestamptz not null,
  settled_at timestamptz,
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, coach_id) references coach,
  check ((state = 'open') = (settled_at is null))
);
create unique index referral_offer_once on referral_offer (org_id, referral_id, coach_id) where state = 'open';
create index referral_offer_of_coach on referral_offer (org_id, coach_id) where state = 'open';
create function is_own_coach(coach uuid) returns boolean stable language sql as $$
  select exists (select from membership m where m.org_id = current_org() and m.person_id = current_person() and m.coach_id = coach)
$$;
call keeps_people_apart('referral_offer', 'is_own_coach(coach_id)');
-- A coach answers an offer, and makes none.
create policy offered_by_the_team on referral_offer as restrictive for insert to better_off_app
  with check ((select response_part()) = 'everybody');

-- Who was offered a referral may take it, or say that they know the person, before it is in their hands.
alter policy in_hand on referral_assignment
  with check ((select response_part()) = 'everybody' or referral_id = any((select referrals_in_hand())::uuid[])
    or exists (select from referral_offer o where o.org_id = referral_assignment.org_id and o.referral_id = referral_assignment.referral_id
      and o.coach_id = referral_assignment.coach_id and o.state = 'open' and is_own_coach(o.coach_id)));
alter policy in_hand on referral_declined
  using ((select response_part()) = 'everybody' or is_own_coach(coach_id))
  with check ((select response_part()) = 'everybody' or exists (
    select from referral_offer o where o.org_id = referral_declined.org_id and o.referral_id = referral_declined.referral_id
      and o.coach_id = referral_declined.coach_id and is_own_coach(o.coach_id)));

-- Two referrals were looked at side by side: one event, one person, or two. What was moved is kept, so that it can be moved back.
create table referral_same (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  other_id uuid not null check (other_id <> referral_id), -- the one that stays
  verdict text not null check (verdict in ('one event', 'one person', 'two')),
  person_id uuid, -- who was joined to the other's
  moved uuid[] not null default '{}', -- who had been joined to them before
  state_before text not null default '',
  ended uuid[] not null default '{}', -- whose hands it was taken out of
  primary key (org_id, id),
  unique (org_id, referral_id, other_id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, other_id) references referral on delete cascade,
  foreign key (org_id, person_id) references person_served
);
create index referral_same_of_other on referral_same (org_id, other_id);
call keeps_people_apart('referral_same', 'false');

-- Takes what could lead to a person out of the history of referrals that were emptied. What is sealed never came into it.
create function erase_referrals_from_history(ids uuid[]) returns void
security definer set search_path = public, pg_temp language plpgsql as $$
begin
  update history h set before = (h.before::jsonb - f.fields)::json, after = (h.after::jsonb - f.fields)::json
  from (values
    ('referral', '{source_record}'::text[]),
    ('emergency_access', '{reason}')) f (kind, fields)
  where h.org_id = current_org() and h.object_id = any(ids) and h.kind = f.kind
    and (h.before::jsonb ?| f.fields or h.after::jsonb ?| f.fields);
end $$;
revoke execute on function erase_referrals_from_history from public;
grant execute on function erase_referrals_from_history to better_off_app;
grant create on schema public to better_off_eraser;
alter function erase_referrals_from_history owner to better_off_eraser;
revoke create on schema public from better_off_eraser;
