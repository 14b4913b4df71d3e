-- Phones that coaches work on without a network, and what they send (decision 0017).
create table phone (
  org_id int not null references organisation,
  id uuid not null,
  person_id uuid not null references person,
  token_hash bytea not null unique,
  device text not null,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  -- What it said of itself when it was heard last: what it holds that was not sent, and since when, by its own clock set right.
  unsent int not null default 0 check (unsent >= 0),
  unsent_since timestamptz,
  refused int not null default 0 check (refused >= 0),
  clock_off_seconds bigint not null default 0,
  primary key (org_id, id)
);
create index phone_of_person on phone (person_id);
call belongs_to_organisation('phone');
create policy whose on phone as restrictive to better_off_app
  using ((select response_part()) = 'everybody' or person_id = (select current_person()))
  with check ((select response_part()) = 'everybody' or person_id = (select current_person()));
-- One is added and ended at the door, as a session is.
revoke insert, delete on phone from better_off_app;
create policy door on phone to better_off_door using (true) with check (true);
grant select, insert, update on phone to better_off_door;

-- What a phone sent, once. What was kept stands in its own table, so no text of it stands here; what a person has to decide lies
-- here sealed until they did.
create table phone_item (
  org_id int not null,
  id uuid not null,
  number bigint not null generated always as identity, -- the order in which they came; a phone's clock orders nothing
  sent_id uuid not null, -- as the phone made it
  phone_id uuid not null,
  person_id uuid not null,
  act text not null,
  about uuid not null,
  content_mark sealed_mark not null,
  state text not null check (state in ('kept', 'quarantine', 'conflict', 'settled')),
  why text not null default '',
  payload sealed,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  app text not null,
  settled_how text not null default '' check (settled_how in ('', 'kept', 'set aside')),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, sent_id, content_mark),
  foreign key (org_id, phone_id) references phone,
  check ((state in ('quarantine', 'conflict')) = (payload is not null)),
  check ((state = 'settled') = (settled_how <> ''))
);
create unique index phone_item_kept_once on phone_item (org_id, sent_id) where state = 'kept';
create index phone_item_of_phone on phone_item (org_id, phone_id, number desc);
create index phone_item_waiting on phone_item (org_id, number) where state in ('quarantine', 'conflict');
call belongs_to_organisation('phone_item');
revoke delete on phone_item from better_off_app;
create policy in_hand on phone_item as restrictive to better_off_app
  using ((select response_part()) = 'everybody' or person_id = (select current_person()))
  with check ((select response_part()) = 'everybody' or person_id = (select current_person()));

-- Whether a referral was in the hands of who asks at any time: what they did for it then is not lost when it is not any more.
create function was_in_hand(referral uuid) returns boolean stable security definer set search_path = public, pg_temp language sql as $$
  select exists (
    select from referral_assignment a
    join membership m on m.org_id = a.org_id and m.coach_id = a.coach_id
    where a.org_id = current_org() and a.referral_id = was_in_hand.referral and m.person_id = current_person())
$$;
grant create on schema public to better_off_guard;
alter function was_in_hand owner to better_off_guard;
revoke create on schema public from better_off_guard;
revoke execute on function was_in_hand from public;
grant execute on function was_in_hand to better_off_app;

-- Whose phone a token is of, and whether they still work for the team.
create function phone_behind(hash bytea)
returns table (org_id int, id uuid, person_id uuid, ended_at timestamptz, name text, role text, coach_id uuid, county text, contact text, time_zone text)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select p.org_id, p.id, p.person_id, p.ended_at, w.name, m.role, m.coach_id, o.name, o.contact, o.time_zone
    from phone p
    join organisation o on o.org_id = p.org_id
    join person w on w.id = p.person_id
    left join membership m on m.org_id = p.org_id and m.person_id = p.person_id
    where p.token_hash = hash;
end $$;
revoke execute on function phone_behind from public;
grant create on schema public to better_off_door;
alter function phone_behind owner to better_off_door;
revoke create on schema public from better_off_door;
