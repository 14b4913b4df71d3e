-- What an organisation asks of its shifts; without a row the defaults of the columns hold.
create table shift_rule (
  org_id int not null references organisation,
  id uuid not null,
  rest_hours int not null default 8 check (rest_hours between 0 and 24),
  -- Nobody goes alone on a first visit: such a shift in person has two coaches at least.
  is_two_on_first_visit boolean not null default true,
  -- Giving up a place later than this many hours before it begins needs a note, and is told to the coordinators at once.
  late_hours int not null default 48 check (late_hours between 0 and 336),
  -- So many days ahead shifts are made from the need, and gaps are told.
  days_ahead int not null default 14 check (days_ahead between 7 and 62),
  gap_days int not null default 7 check (gap_days between 1 and 31),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id)
);
call keeps_history('shift_rule');

-- How many coaches are needed on a weekday between two times of the clock on the wall. What ends at or before it starts ends the next day.
create table coverage_need (
  org_id int not null references organisation,
  id uuid not null,
  weekday int not null check (weekday between 1 and 7), -- Monday is 1
  starts text not null check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ends text not null check (ends ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and ends <> starts),
  mode text not null check (mode in ('in person', 'on call', 'virtual')),
  coaches int not null check (coaches between 1 and 3),
  is_first_visit boolean not null default false,
  credential text not null default '',
  place text not null default '',
  link text not null default '' check (link = '' or link like 'https://%'),
  from_on date not null,
  until_on date check (until_on >= from_on),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id)
);
call keeps_history('coverage_need');

-- A stretch of time with a number of places. The instants are real time, so its hours are those that pass, also when clocks change.
create table shift (
  org_id int not null references organisation,
  id uuid not null,
  need_id uuid,
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '26 hours'),
  mode text not null check (mode in ('in person', 'on call', 'virtual')),
  coaches int not null check (coaches between 1 and 3),
  is_first_visit boolean not null default false,
  credential text not null default '',
  place text not null default '',
  link text not null default '' check (link = '' or link like 'https://%'),
  -- Counts the changes that a calendar must follow (RFC 5545, SEQUENCE).
  sequence int not null default 0,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, need_id, day),
  foreign key (org_id, need_id) references coverage_need
);
create index shift_by_day on shift (org_id, day, starts_at);
call keeps_history('shift');

-- A place for one coach in a shift. A place that was swapped stays as it was, and another of the same number follows it.
create table shift_place (
  org_id int not null,
  id uuid not null,
  shift_id uuid not null,
  number int not null check (number between 1 and 3),
  state text not null check (state in ('draft', 'open', 'claimed', 'confirmed', 'in progress', 'completed', 'missed', 'swapped', 'cancelled')),
  coach_id uuid,
  -- Hours worked, first as the coach says, then as a coordinator confirms.
  hours numeric(5, 2) check (hours > 0 and hours <= 26),
  hours_note text not null default '',
  is_settled boolean not null default false,
  -- How often the place came open again; a gap that comes back is told again.
  reopened int not null default 0,
  -- The day it counts on, once that day is over; written by the daily round, so that no reading depends on the hour.
  passed_on date,
  sequence int not null default 0,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, shift_id) references shift on delete cascade,
  foreign key (org_id, coach_id) references coach,
  check (state not in ('draft', 'open') or coach_id is null),
  check (state not in ('claimed', 'confirmed', 'in progress', 'completed', 'swapped') or coach_id is not null),
  check ((state = 'completed') = (hours is not null)),
  check (state in ('completed', 'missed') or not is_settled)
);
create unique index shift_place_once on shift_place (org_id, shift_id, number) where state <> 'swapped';
create index shift_place_of_shift on shift_place (org_id, shift_id);
create index shift_place_of_coach on shift_place (org_id, coach_id) where coach_id is not null;
create index shift_place_to_settle on shift_place (org_id, shift_id) where state in ('open', 'claimed', 'confirmed', 'in progress') or (state = 'completed' and not is_settled);
call keeps_history('shift_place');

-- A coach is in one place at a time, whatever the program believes.
create function coach_is_in_one_place() returns trigger language plpgsql as $$
begin
  if exists (
    select from new_rows n
    join shift s on s.org_id = n.org_id and s.id = n.shift_id
    join shift_place p on p.org_id = n.org_id and p.coach_id = n.coach_id and p.id <> n.id
      and p.state in ('claimed', 'confirmed', 'in progress', 'completed')
    join shift o on o.org_id = p.org_id and o.id = p.shift_id
    where n.state in ('claimed', 'confirmed', 'in progress', 'completed')
      and o.starts_at < s.ends_at and s.starts_at < o.ends_at)
  then
    raise exclusion_violation using message = 'a coach would be in two shifts at once', table = 'shift_place';
  end if;
  return null;
end $$;
create trigger in_one_place after insert on shift_place referencing new table as new_rows
  for each statement execute function coach_is_in_one_place();
create trigger in_one_place_still after update on shift_place referencing new table as new_rows
  for each statement execute function coach_is_in_one_place();

-- A coach gave up a place: when, how late, and why.
create table shift_release (
  org_id int not null,
  id uuid not null,
  place_id uuid not null,
  coach_id uuid not null,
  released_at timestamptz not null,
  is_late boolean not null,
  note text not null default '',
  primary key (org_id, id),
  foreign key (org_id, place_id) references shift_place on delete cascade,
  foreign key (org_id, coach_id) references coach
);
create index shift_release_of_place on shift_release (org_id, place_id);
call keeps_history('shift_release');

-- A coach offers a place: to everybody who may, or to one; for nothing, or for a place of theirs. Until somebody takes it, it stays theirs.
create table shift_offer (
  org_id int not null,
  id uuid not null,
  place_id uuid not null,
  from_coach_id uuid not null,
  to_coach_id uuid,
  return_place_id uuid,
  note text not null default '',
  state text not null default 'open' check (state in ('open', 'taken', 'declined', 'withdrawn', 'overtaken')),
  taken_by uuid,
  made_at timestamptz not null,
  settled_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, place_id) references shift_place on delete cascade,
  foreign key (org_id, return_place_id) references shift_place on delete cascade,
  foreign key (org_id, from_coach_id) references coach,
  foreign key (org_id, to_coach_id) references coach,
  foreign key (org_id, taken_by) references coach,
  check (return_place_id is null or to_coach_id is not null),
  check (to_coach_id <> from_coach_id),
  check ((state = 'open') = (settled_at is null)),
  check ((state = 'taken') = (taken_by is not null))
);
create unique index shift_offer_once on shift_offer (org_id, place_id) where state = 'open';
create index shift_offer_to on shift_offer (org_id, to_coach_id) where state = 'open';
call keeps_history('shift_offer');

-- Who was told of which gap: a gap is told to a person once.
create table shift_gap_mail (
  org_id int not null,
  id uuid not null,
  place_id uuid not null,
  reopened int not null,
  person_id uuid not null references person,
  told_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, place_id, reopened, person_id),
  foreign key (org_id, place_id) references shift_place on delete cascade
);
call belongs_to_organisation('shift_gap_mail');

-- A coach's own calendar address. Only the hash of the secret is kept.
create table shift_feed (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach
);
create unique index shift_feed_once on shift_feed (org_id, coach_id) where revoked_at is null;
call keeps_history('shift_feed');

-- A completed session by video or phone. Nothing in it says with whom.
create table virtual_session (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  held_on date not null,
  minutes int not null check (minutes between 1 and 720),
  kind text not null check (kind in ('video', 'phone')),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach
);
create index virtual_session_by_day on virtual_session (org_id, held_on desc, id);
create index virtual_session_of_coach on virtual_session (org_id, coach_id, held_on desc);
call keeps_history('virtual_session');

-- Where a coach holds sessions by video: any address, never in clear text over the net.
create table meeting_link (
  org_id int not null,
  id uuid not null,
  coach_id uuid not null,
  link text not null check (link like 'https://%'),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, coach_id),
  foreign key (org_id, coach_id) references coach
);
call keeps_history('meeting_link');

-- The windows of this room. No name, number, address or note passes.
-- One row a place of a shift that was needed; it counts on its day once that is over. Filled is a place whose coach was there.
create view shift_place_fact with (security_invoker = true) as
select p.org_id, p.id as key, p.passed_on, s.mode, to_char(s.day, 'FMDay') as weekday, s.is_first_visit,
  p.coach_id is not null and p.state <> 'missed' as is_filled,
  round(extract(epoch from s.ends_at - s.starts_at) / 3600, 2) as hours, p.hours as worked_hours
from shift_place p
join shift s on s.org_id = p.org_id and s.id = p.shift_id
where p.state not in ('draft', 'swapped', 'cancelled');

create view virtual_session_fact with (security_invoker = true) as
select org_id, id as key, held_on, kind, minutes::numeric as minutes from virtual_session;
grant select on shift_place_fact, virtual_session_fact to better_off_app;

-- Whose calendar is behind a secret, before any organisation is known.
grant select on shift_feed to better_off_door;
create policy door on shift_feed for select to better_off_door using (true);
create function feed_behind(hash bytea) returns table (org_id int, coach_id uuid, time_zone text)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select f.org_id, f.coach_id, o.time_zone from shift_feed f join organisation o on o.org_id = f.org_id
    where f.token_hash = hash and f.revoked_at is null;
end $$;
revoke execute on function feed_behind from public;
grant create on schema public to better_off_door;
alter function feed_behind owner to better_off_door;
revoke create on schema public from better_off_door;
