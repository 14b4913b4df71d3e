-- The response: people served, what happened, who was asked to follow up, and what came of it (rooms referrals, outreach, linkage).
-- What says who somebody is lies sealed (decision 15), and no line of history holds it. Who reaches a row is
-- decided here once more, whatever the program asks for: a coordinator the organization's, a coach what is assigned to them now, a
-- privacy officer consents, disclosures and reads, and a partner nothing.

-- Two more people who sign in: who watches over privacy, and a partner, who is bound to their organization's own referrals.
alter table membership drop constraint membership_role_check;
alter table membership
  add constraint membership_role_check check (role in ('administrator', 'editor', 'coordinator', 'viewer', 'coach', 'privacy officer', 'partner')),
  add column partner_id uuid,
  add foreign key (org_id, partner_id) references partner,
  add constraint membership_of_a_partner check ((role = 'partner') = (partner_id is not null));
alter table invitation drop constraint invitation_role_check;
alter table invitation
  add constraint invitation_role_check check (role in ('administrator', 'editor', 'coordinator', 'viewer', 'coach', 'privacy officer', 'partner')),
  add column partner_id uuid,
  add foreign key (org_id, partner_id) references partner,
  add constraint invitation_of_a_partner check ((role = 'partner') = (partner_id is not null));

-- As before, and each membership says which partner somebody is from.
create or replace function actor_behind(hash bytea, at timestamptz, seen_since timestamptz)
returns table (id uuid, name text, email text, is_operator boolean, session_id uuid, last_seen_at timestamptz, memberships json)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select p.id, p.name, p.email, p.is_operator, s.id, s.last_seen_at, coalesce((
      select json_agg(json_build_object('org', o.org_id, 'id', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role,
        'coachId', m.coach_id, 'partnerId', m.partner_id, 'timeZone', o.time_zone, 'brand', o.brand, 'isSample', o.is_sample) order by o.name)
      from membership m join organisation o on o.org_id = m.org_id
      where m.person_id = p.id), '[]')
    from session s join person p on p.id = s.person_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > at and s.last_seen_at > seen_since;
end $$;

-- Two more roles that nobody becomes. The guard answers who stands in what relation to a row; the counter owns the windows for
-- measures, so that a number is the same whoever saved last.
do $$
declare name text;
begin
  foreach name in array array['better_off_guard', 'better_off_counter'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
    execute format('grant %I to current_user', name);
  end loop;
exception when duplicate_object or unique_violation then null; -- another instance starts at the same moment
end $$;
grant usage on schema public to better_off_guard, better_off_counter;

-- What an organization asks of its response; without a row the defaults of the columns hold.
create table response_rule (
  org_id int not null references organisation,
  id uuid not null,
  -- From the overdose, or from the receipt where its time is not known.
  window_hours int not null default 72 check (window_hours between 12 and 336),
  attempts_at_most int not null default 5 check (attempts_at_most between 1 and 20),
  is_two_on_first_visit boolean not null default true,
  -- Whether records are held to be those of a program under 42 CFR Part 2: no share without a consent or an exception.
  is_part_2 boolean not null default true,
  -- Zones that the organization serves, one a line; none: the whole county.
  zones text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id)
);
call keeps_history('response_rule');

-- After how many months a class of records is emptied of who it was about, from a day on.
create table retention_rule (
  org_id int not null references organisation,
  id uuid not null,
  record_class text not null check (record_class = 'referral that led to nobody'),
  months int not null check (months between 1 and 240),
  from_on date not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, record_class, from_on)
);
call keeps_history('retention_rule');

create table person_served (
  org_id int not null references organisation,
  id uuid not null,
  name sealed,
  phone sealed,
  born_on sealed,
  address sealed,
  reach_note sealed, -- what helps to reach them
  phone_mark sealed_mark,
  -- Of the name with the day of birth: half of it finds strangers.
  person_mark sealed_mark,
  language text not null default 'en',
  needs_interpreter boolean not null default false,
  prefers text not null default 'phone' check (prefers in ('phone', 'text', 'in person')),
  is_safe_to_text boolean,
  is_safe_to_leave_message boolean,
  housing text not null default 'unknown' check (housing in ('housed', 'unhoused', 'unknown')),
  zone text not null default '',
  -- Whom they were found to be; what hangs on both stays where it was.
  merged_into uuid,
  -- Who they are with all whom they were found to be. A column: behind row-level security an index over coalesce is not used.
  whole_id uuid not null generated always as (coalesce(merged_into, id)) stored,
  emptied_on date,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, merged_into) references person_served,
  check (merged_into <> id)
);
create index person_served_by_phone on person_served (org_id, phone_mark) where phone_mark is not null;
create index person_served_by_mark on person_served (org_id, person_mark) where person_mark is not null;
create index person_served_whole on person_served (org_id, whole_id);

create table overdose_event (
  org_id int not null references organisation,
  id uuid not null,
  occurred_on date,
  occurred_at timestamptz, -- null: the time is not known
  place sealed,
  zone text not null default '',
  outcome text not null default 'unknown' check (outcome in ('nonfatal', 'fatal', 'unknown')),
  naloxone_by text not null default 'unknown' check (naloxone_by in ('nobody', 'ems', 'law enforcement', 'bystander', 'self', 'unknown')),
  transport text not null default 'unknown' check (transport in ('transported', 'refused', 'unknown')),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id)
);
create index overdose_event_by_time on overdose_event (org_id, occurred_at);

-- Who overdosed in an event: it may be several, and one may have several.
create table event_person (
  org_id int not null,
  id uuid not null,
  event_id uuid not null,
  person_id uuid not null,
  primary key (org_id, id),
  unique (org_id, event_id, person_id),
  foreign key (org_id, event_id) references overdose_event on delete cascade,
  foreign key (org_id, person_id) references person_served on delete cascade
);
create index event_person_of_person on event_person (org_id, person_id);

-- From the first act for a person until nothing more is asked: their referrals and what came of them stand in one.
create table episode (
  org_id int not null,
  id uuid not null,
  person_id uuid not null,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person_served on delete cascade
);
create index episode_of_person on episode (org_id, person_id);

create table referral (
  org_id int not null,
  id uuid not null,
  person_id uuid not null,
  event_id uuid,
  episode_id uuid,
  source text not null check (source in ('ems', 'emergency department', 'jail', 'law enforcement', '2-1-1', 'family', 'self', 'team')),
  partner_id uuid,
  -- The name that it has where it came from: the same again is the same referral.
  source_record text,
  sender sealed, -- who sent it, and how to reach them
  note sealed, -- what they say
  received_at timestamptz not null,
  received_on date not null,
  -- The clock: from the event, or from the receipt where its time is not known.
  clock_from text not null check (clock_from in ('event', 'receipt')),
  due_at timestamptz not null,
  -- Which way it goes: only a survivor is followed up as one.
  path text not null default 'survivor' check (path in ('survivor', 'grief', 'family', 'outside', 'minor', 'incarcerated', 'hospitalized')),
  state text not null default 'received' check (state in ('received', 'accepted', 'assigned', 'attempting', 'reached', 'engaged', 'linked', 'following up', 'closed')),
  closed_reason text check (closed_reason in ('duplicate', 'outside area', 'handed over', 'unable to reach', 'declined now', 'declined for good', 'unsafe', 'incarcerated', 'moved', 'deceased', 'support ended', 'path completed')),
  closed_on date,
  -- The day on which its window passed without an attempt; written by a round, so that no reading depends on the hour.
  overdue_on date,
  -- The referral of which this one tells the same; set and taken back without loss.
  same_as uuid,
  intake_file uuid,
  -- Carried along from what was entered by hand before the response was kept here.
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person_served,
  foreign key (org_id, event_id) references overdose_event,
  foreign key (org_id, episode_id) references episode,
  foreign key (org_id, partner_id) references partner,
  foreign key (org_id, same_as) references referral,
  check (same_as <> id),
  check ((state = 'closed') = (closed_reason is not null)),
  check ((state = 'closed') = (closed_on is not null))
);
create unique index referral_once on referral (org_id, partner_id, source_record) where source_record is not null;
create index referral_by_due on referral (org_id, due_at) where state <> 'closed';
create index referral_newest on referral (org_id, received_at desc, id);
create index referral_of_person on referral (org_id, person_id);
create index referral_of_event on referral (org_id, event_id) where event_id is not null;
create index referral_of_event_told_again on referral (org_id, event_id, person_id) where same_as is not null;
create index referral_of_partner on referral (org_id, partner_id, received_at desc) where partner_id is not null;

-- Whose a referral is now; handing over ends one row and begins another.
create table referral_assignment (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  coach_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz check (until_at >= from_at),
  why text not null default '', -- by what the hand-out was proposed; never a word about the person
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, coach_id) references coach
);
create unique index referral_assignment_once on referral_assignment (org_id, referral_id, coach_id) where until_at is null;
create index referral_assignment_of_coach on referral_assignment (org_id, coach_id) where until_at is null;

-- A coach says that they know somebody, before they see more: this referral is not offered to them.
create table referral_declined (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  coach_id uuid not null,
  why text not null check (why in ('knows the person', 'cannot')),
  primary key (org_id, id),
  unique (org_id, referral_id, coach_id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, coach_id) references coach
);

-- A partner's way in without an account: a single-use link for one referral, or a token for their program. Only the hash is kept.
create table referral_key (
  org_id int not null references organisation,
  id uuid not null,
  partner_id uuid not null,
  kind text not null check (kind in ('link', 'token')),
  token_hash bytea not null unique,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  referral_id uuid, -- what the link was used for; it shows its standing until it expires
  last_used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, partner_id) references partner,
  foreign key (org_id, referral_id) references referral
);
create index referral_key_of_partner on referral_key (org_id, partner_id);

-- Who read which person, when, on what page and by what right.
create table person_read (
  org_id int not null references organisation,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  reader_id uuid not null references person,
  person_id uuid not null,
  what text not null,
  by_right text not null check (by_right in ('team', 'assigned', 'emergency', 'privacy')),
  primary key (org_id, id)
);
create index person_read_of_person on person_read (org_id, person_id, id desc);
create index person_read_by_reader on person_read (org_id, reader_id, id desc);

-- A coach opens what is not assigned to them, for a reason and for three hours; the privacy officers are told.
create table emergency_access (
  org_id int not null references organisation,
  id uuid not null,
  reader_id uuid not null references person,
  referral_id uuid not null,
  reason text not null check (length(reason) >= 10),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at <= from_at + interval '3 hours'),
  seen_on date, -- when a privacy officer looked at it
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral on delete cascade
);

-- A try, whoever was reached, with what was given and what comes next.
create table attempt (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  coach_id uuid,
  companion_id uuid,
  attempted_at timestamptz not null,
  attempted_on date not null,
  mode text not null check (mode in ('phone', 'text', 'in person', 'video', 'bedside')),
  why_in_person text not null default '' check (why_in_person in ('', 'no number', 'number does not work', 'asked for it', 'no phone of their own')),
  outcome text not null check (outcome in ('reached', 'engaged', 'reached family', 'no answer', 'left neutral message', 'not there', 'wrong address', 'moved', 'incarcerated', 'hospitalized', 'in treatment', 'declined now', 'declined for good', 'deferred for safety', 'deferred for privacy', 'deceased')),
  needs text[] not null default '{}',
  has_naloxone boolean, -- in hand after the contact; null: not asked
  is_trained boolean not null default false, -- on harm reduction
  may_call_again boolean,
  next_on date,
  note sealed,
  minutes int check (minutes between 1 and 720),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, companion_id) references coach,
  check (companion_id <> coach_id)
);
create index attempt_of_referral on attempt (org_id, referral_id, attempted_at);
create index attempt_by_day on attempt (org_id, attempted_on);

-- What is handed out. A naloxone kit is two doses.
create table supply_item (
  org_id int not null references organisation,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('naloxone kit', 'fentanyl strips', 'xylazine strips', 'safer use', 'hygiene', 'wound care', 'lockbox')),
  low_at int not null default 5 check (low_at >= 0),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, name)
);
create table supply_lot (
  org_id int not null,
  id uuid not null,
  item_id uuid not null,
  lot text not null,
  expires_on date,
  recalled_on date,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, item_id, lot),
  foreign key (org_id, item_id) references supply_item
);
-- What came, moved, was given or thrown away; the stock of a lot at a place is the sum. A gift names its attempt, never a person.
create table supply_move (
  org_id int not null,
  id uuid not null,
  lot_id uuid not null,
  place text not null,
  quantity int not null check (quantity <> 0),
  why text not null check (why in ('received', 'moved', 'given', 'discarded', 'counted')),
  moved_on date not null,
  attempt_id uuid,
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, lot_id) references supply_lot,
  foreign key (org_id, attempt_id) references attempt on delete cascade,
  check ((why = 'given') = (attempt_id is not null)),
  check (why <> 'given' or quantity < 0)
);
create index supply_move_of_lot on supply_move (org_id, lot_id);
create index supply_move_of_attempt on supply_move (org_id, attempt_id) where attempt_id is not null;

-- What a person agrees to, in the words of a day, in English and Spanish; a share carries the notice.
create table consent_text (
  org_id int not null references organisation,
  id uuid not null,
  kind text not null check (kind in ('release', 'counseling notes', 'legal proceedings', 'notice')),
  language text not null check (language in ('en', 'es')),
  body text not null,
  source text not null default '',
  checked_on date,
  from_on date not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, kind, language, from_on)
);
create table consent (
  org_id int not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('verbal outreach', 'release', 'counseling notes', 'legal proceedings')),
  text_id uuid,
  scope text[] not null default '{}',
  recipient_id uuid, -- the partner; null for spoken consent to further outreach
  may_tell_family boolean not null default false,
  purpose text not null default '',
  from_on date not null,
  until_on date,
  signed_at timestamptz,
  signature sealed, -- the strokes as drawn
  signer sealed, -- the name as signed
  authority text not null default '', -- of who signs for somebody else
  revoked_at timestamptz,
  revoked_how text not null default '' check (revoked_how in ('', 'in writing', 'spoken', 'on this page')),
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person_served on delete cascade,
  foreign key (org_id, text_id) references consent_text,
  foreign key (org_id, recipient_id) references partner,
  check (until_on >= from_on),
  check (kind = 'verbal outreach' or (signed_at is not null and recipient_id is not null and text_id is not null))
);
create index consent_of_person on consent (org_id, person_id);

-- A share: what went to whom, by which consent or exception, with which notice.
create table disclosure (
  org_id int not null,
  id uuid not null,
  person_id uuid not null,
  recipient_id uuid not null,
  onward_id uuid,
  what text[] not null,
  purpose text not null,
  consent_id uuid,
  exception text check (exception in ('medical emergency', 'court order', 'audit', 'crime on premises', 'child abuse report')),
  exception_why text not null default '',
  notice_id uuid,
  copy text not null check (copy in ('copy of the consent', 'scope in words', 'none')),
  at timestamptz not null,
  is_sample boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person_served on delete cascade,
  foreign key (org_id, recipient_id) references partner,
  foreign key (org_id, consent_id) references consent,
  foreign key (org_id, notice_id) references consent_text,
  check ((consent_id is null) <> (exception is null)),
  check (exception is null or length(exception_why) >= 10)
);
create index disclosure_of_person on disclosure (org_id, person_id, at desc);

create table service (
  org_id int not null references organisation,
  id uuid not null,
  partner_id uuid not null,
  name text not null,
  need text not null check (need in ('treatment', 'recovery support', 'harm reduction', 'primary care', 'mental health', 'housing', 'employment', 'food', 'transport', 'papers', 'legal')),
  about text not null default '',
  phone text not null default '',
  is_open boolean not null default true,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, partner_id, name),
  foreign key (org_id, partner_id) references partner
);

-- Sending a person to a service. Connected is: attended the first appointment.
create table onward_referral (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  service_id uuid not null,
  state text not null default 'offered' check (state in ('offered', 'accepted', 'refused', 'sent', 'waitlisted', 'scheduled', 'attended', 'no-show', 'no capacity', 'ended')),
  is_warm boolean not null default false, -- handed over live
  offered_on date not null,
  accepted_on date,
  sent_on date,
  scheduled_for timestamptz,
  attended_on date,
  ended_on date,
  ended_why text not null default '' check (ended_why in ('', 'completed', 'left', 'moved', 'no-show', 'no capacity', 'declined', 'consent revoked', 'other')),
  note sealed,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, person_id) references person_served,
  foreign key (org_id, service_id) references service,
  check (state <> 'attended' or attended_on is not null)
);
create index onward_referral_of_referral on onward_referral (org_id, referral_id);
create index onward_referral_of_person on onward_referral (org_id, person_id);
alter table disclosure add foreign key (org_id, onward_id) references onward_referral;

-- The receiving partner answers by a link without an account; only a pressed button acts.
create table onward_link (
  org_id int not null,
  id uuid not null,
  onward_id uuid not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, onward_id) references onward_referral on delete cascade
);

-- When a follow-up is due, in days after what it follows, from a day on.
create table follow_up_rule (
  org_id int not null references organisation,
  id uuid not null,
  after text not null check (after in ('first contact', 'first appointment')),
  days int not null check (days between 1 and 400),
  grace_days int not null default 14 check (grace_days between 0 and 90),
  from_on date not null,
  until_on date check (until_on >= from_on),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, after, days, from_on)
);
create table follow_up (
  org_id int not null,
  id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  onward_id uuid, -- of a first appointment; null: of the first contact
  days int not null,
  due_on date not null,
  missed_on date, -- when it counts as missed; written by a round
  state text not null default 'not due' check (state in ('not due', 'due', 'done', 'missed')),
  done_on date,
  is_kept boolean, -- still in the service
  has_housing boolean,
  has_work boolean,
  is_supported boolean, -- has people to turn to
  is_satisfied boolean,
  had_overdose boolean,
  has_naloxone boolean,
  note sealed,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referral on delete cascade,
  foreign key (org_id, person_id) references person_served,
  foreign key (org_id, onward_id) references onward_referral on delete cascade,
  check ((state = 'done') = (done_on is not null))
);
create unique index follow_up_once on follow_up (org_id, referral_id, coalesce(onward_id, '00000000-0000-0000-0000-000000000000'), days);
create index follow_up_by_due on follow_up (org_id, due_on) where state in ('not due', 'due');
create index follow_up_of_person on follow_up (org_id, person_id);

-- Who stands in what relation to the rows. Each is asked once a statement.
grant select on membership, referral, referral_assignment, emergency_access, event_person, person_served to better_off_guard;
create policy guard on membership for select to better_off_guard using (org_id = (select current_org()));

-- The part of the signed-in person: 'everybody' for a coordinator, an administrator and the program itself, else the role.
create function response_part() returns text stable security definer set search_path = public, pg_temp language sql as $$
  select case
    when current_person() is null then 'everybody'
    else (select case when m.role in ('administrator', 'coordinator') then 'everybody' else m.role end
      from membership m where m.org_id = current_org() and m.person_id = current_person())
  end
$$;
-- The referrals that a coach follows up now, or opened for a reason that is not three hours old.
create function referrals_in_hand() returns uuid[] stable security definer set search_path = public, pg_temp language sql as $$
  select coalesce(array_agg(id), '{}') from (
    select a.referral_id as id from referral_assignment a
    join membership m on m.org_id = a.org_id and m.coach_id = a.coach_id
    where a.org_id = current_org() and a.until_at is null and m.person_id = current_person()
    union
    select e.referral_id from emergency_access e
    join membership m on m.org_id = e.org_id and m.person_id = e.reader_id
    where e.org_id = current_org() and e.reader_id = current_person() and now() < e.until_at) f
$$;
create function people_in_hand() returns uuid[] stable security definer set search_path = public, pg_temp language sql as $$
  select coalesce(array_agg(distinct r.person_id), '{}') from referral r where r.org_id = current_org() and r.id = any(referrals_in_hand())
$$;
create function events_in_hand() returns uuid[] stable security definer set search_path = public, pg_temp language sql as $$
  select coalesce(array_agg(distinct r.event_id) filter (where r.event_id is not null), '{}') from referral r
  where r.org_id = current_org() and r.id = any(referrals_in_hand())
$$;
grant create on schema public to better_off_guard;
alter function response_part owner to better_off_guard;
alter function referrals_in_hand owner to better_off_guard;
alter function people_in_hand owner to better_off_guard;
alter function events_in_hand owner to better_off_guard;
revoke create on schema public from better_off_guard;
revoke execute on function response_part, referrals_in_hand, people_in_hand, events_in_hand from public;
grant execute on function response_part, referrals_in_hand, people_in_hand, events_in_hand to better_off_app, better_off_guard;

-- Puts a table behind the wall of the response: the organization's, and of those whom `also` lets through beside who sees everybody.
create procedure keeps_people_apart(name text, also text) language plpgsql as $$
begin
  call keeps_history(name);
  execute format('create policy in_hand on %I as restrictive to better_off_app using ((select response_part()) = ''everybody'' or %s) with check ((select response_part()) = ''everybody'' or %s)', name, also, also);
  execute format('create policy guard on %I for select to better_off_guard using (org_id = (select current_org()))', name);
  execute format('create policy counter on %I for select to better_off_counter using (org_id = (select current_org()))', name);
  execute format('grant select on %I to better_off_counter', name);
end $$;
call keeps_people_apart('person_served', $$ id = any((select people_in_hand())::uuid[]) or (select response_part()) = 'privacy officer' $$);
call keeps_people_apart('overdose_event', 'id = any((select events_in_hand())::uuid[])');
call keeps_people_apart('event_person', 'person_id = any((select people_in_hand())::uuid[])');
call keeps_people_apart('episode', 'person_id = any((select people_in_hand())::uuid[])');
call keeps_people_apart('referral', 'id = any((select referrals_in_hand())::uuid[])');
call keeps_people_apart('referral_assignment', 'referral_id = any((select referrals_in_hand())::uuid[])');
call keeps_people_apart('referral_declined', 'referral_id = any((select referrals_in_hand())::uuid[])');
call keeps_people_apart('referral_key', 'false');
call keeps_people_apart('emergency_access', $$ reader_id = (select current_person()) or (select response_part()) = 'privacy officer' $$);
call keeps_people_apart('attempt', 'referral_id = any((select referrals_in_hand())::uuid[])');
call keeps_people_apart('consent', $$ person_id = any((select people_in_hand())::uuid[]) or (select response_part()) = 'privacy officer' $$);
call keeps_people_apart('disclosure', $$ person_id = any((select people_in_hand())::uuid[]) or (select response_part()) = 'privacy officer' $$);
call keeps_people_apart('onward_referral', 'referral_id = any((select referrals_in_hand())::uuid[])');
call keeps_people_apart('onward_link', 'exists (select from onward_referral o where o.org_id = onward_link.org_id and o.id = onward_link.onward_id)');
call keeps_people_apart('follow_up', 'referral_id = any((select referrals_in_hand())::uuid[])');
call keeps_history('supply_item');
call keeps_history('supply_lot');
call keeps_history('supply_move');
call keeps_history('consent_text');
call keeps_history('service');
call keeps_history('follow_up_rule');
grant select on supply_item, supply_lot, supply_move, service to better_off_counter;
create policy counter on supply_item for select to better_off_counter using (org_id = (select current_org()));
create policy counter on supply_lot for select to better_off_counter using (org_id = (select current_org()));
create policy counter on supply_move for select to better_off_counter using (org_id = (select current_org()));
create policy counter on service for select to better_off_counter using (org_id = (select current_org()));

-- Reads are added and never changed; whoever sees everybody sees them, a privacy officer, and a reader their own.
call belongs_to_organisation('person_read');
revoke update, delete on person_read from better_off_app;
create policy own_reads on person_read as restrictive for select to better_off_app
  using (reader_id = (select current_person()) or (select response_part()) in ('everybody', 'privacy officer'));

-- What history keeps of the tables behind this wall is for those who see everybody: not even a zone or a day is for anybody else.
-- Which they are is asked of the database, so that a table that comes later is among them.
create function tables_of_people() returns text[] stable language sql as $$
  select coalesce(array_agg(c.relname::text), '{}') from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname = 'in_hand'
$$;
create policy of_people on history as restrictive for select to better_off_app
  using (kind <> all ((select tables_of_people())::text[]) or (select response_part()) = 'everybody');

-- The door finds what is behind a secret before an organization is known.
grant select on referral_key, onward_link to better_off_door;
create policy door on referral_key for select to better_off_door using (true);
create policy door on onward_link for select to better_off_door using (true);
create function referral_key_behind(hash bytea) returns table (org_id int, id uuid, partner_id uuid, kind text, expires_at timestamptz, ended_at timestamptz, referral_id uuid, time_zone text)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select k.org_id, k.id, k.partner_id, k.kind, k.expires_at, k.ended_at, k.referral_id, o.time_zone
    from referral_key k join organisation o on o.org_id = k.org_id where k.token_hash = hash;
end $$;
create function onward_link_behind(hash bytea) returns table (org_id int, id uuid, onward_id uuid, expires_at timestamptz, answered_at timestamptz, ended_at timestamptz, time_zone text)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select l.org_id, l.id, l.onward_id, l.expires_at, l.answered_at, l.ended_at, o.time_zone
    from onward_link l join organisation o on o.org_id = l.org_id where l.token_hash = hash;
end $$;
revoke execute on function referral_key_behind, onward_link_behind from public;
grant create on schema public to better_off_door;
alter function referral_key_behind owner to better_off_door;
alter function onward_link_behind owner to better_off_door;
revoke create on schema public from better_off_door;

-- The windows for measures. They run with the counter's rights, so that a coach's save counts what other coaches did; no name,
-- number, address, note, coach or person passes. Each row is found by its key alone, so that a save costs the same with ten years.
-- What was done under a referral that tells the same counts for the one that stays.
create view referral_fact as
select r.org_id, r.id as key, r.received_on, e.occurred_on, r.source, r.path, coalesce(e.outcome, 'unknown') as outcome,
  nullif(coalesce(nullif(e.zone, ''), (select p.zone from person_served p where p.org_id = r.org_id and p.id = r.person_id)), '') as zone,
  r.clock_from = 'event' as is_time_known,
  a.first_at is not null or r.overdue_on is not null as is_due,
  coalesce(a.first_at <= r.due_at, false) as is_attempted_in_window,
  case when e.occurred_at is not null and a.first_at is not null
    then round(greatest(extract(epoch from a.first_at - e.occurred_at), 0) / 3600, 1) end as hours_to_attempt,
  coalesce(a.is_reached, false) as is_reached, coalesce(a.is_reached_directly, false) as is_reached_directly
from referral r
left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
left join lateral (
  select min(t.attempted_at) as first_at,
    bool_or(t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family')) as is_reached,
    bool_or(t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good')) as is_reached_directly
  from (
    select t.* from attempt t where t.org_id = r.org_id and t.referral_id = r.id
    union all
    select t.* from referral s join attempt t on t.org_id = s.org_id and t.referral_id = s.id
    where s.org_id = r.org_id and s.same_as = r.id) t) a on true
where r.same_as is null;

create view attempt_fact as
select t.org_id, t.id as key, t.attempted_on, t.mode,
  t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family') as is_contact,
  t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good') as is_direct,
  t.outcome = 'engaged' as is_engaged, t.has_naloxone is not null as is_naloxone_asked, coalesce(t.has_naloxone, false) as has_naloxone
from attempt t;

-- Who is one person: whoever was found to be somebody else counts as they do.
create view person_of_referral as
select r.org_id, r.id as referral_id, p.whole_id
from referral r join person_served p on p.org_id = r.org_id and p.id = r.person_id;

-- One row a person and a year in which they accepted help, on the first day of it: of the calendar, and of the fiscal year, which
-- begins in July. Its key is the first engagement of the year; what came of it is known of all of the year.
do $views$
declare
  year record;
begin
  for year in select * from (values ('participant_fact', '0 months'), ('fiscal_participant_fact', '6 months')) y (name, ahead) loop
    execute format($sql$
      create view %I as
      select t.org_id, t.id as key, t.attempted_on as served_on,
        bool_or(y.is_trained) as is_trained, bool_or(coalesce(y.has_naloxone, false)) as has_naloxone,
        bool_or(exists (select from supply_move s where s.org_id = y.org_id and s.attempt_id = y.id)
          or exists (
            select from onward_referral o
            where o.org_id = y.org_id and o.referral_id = y.referral_id and o.state not in ('offered', 'refused'))) as is_given,
        bool_or(exists (
          select from onward_referral o
          where o.org_id = y.org_id and o.referral_id = y.referral_id and o.attended_on is not null)) as is_connected
      from attempt t
      join person_of_referral w on w.org_id = t.org_id and w.referral_id = t.referral_id
      join person_served q on q.org_id = t.org_id and q.whole_id = w.whole_id
      join referral z on z.org_id = t.org_id and z.person_id = q.id
      join attempt y on y.org_id = t.org_id and y.referral_id = z.id and y.outcome = 'engaged'
        and date_trunc('year', y.attempted_on + interval '%s') = date_trunc('year', t.attempted_on + interval '%s')
      where t.outcome = 'engaged'
      group by t.org_id, t.id, t.attempted_on, t.attempted_at
      having bool_and((y.attempted_at, y.id) >= (t.attempted_at, t.id))
      $sql$, year.name, year.ahead, year.ahead);
  end loop;
end $views$;

-- A kind that is given for the first time in a year stands on that day, so that a year counts each kind once.
create view supply_fact as
select s.org_id, s.id as key, s.moved_on as given_on, i.kind, -s.quantity::numeric as quantity,
  case when not exists (
    select from supply_move b
    join supply_lot m on m.org_id = b.org_id and m.id = b.lot_id
    join supply_item j on j.org_id = m.org_id and j.id = m.item_id
    where b.org_id = s.org_id and b.why = 'given' and j.kind = i.kind
      and b.moved_on >= date_trunc('year', s.moved_on)::date and (b.moved_on, b.id) < (s.moved_on, s.id))
    then s.moved_on end as new_kind_on
from supply_move s
join supply_lot l on l.org_id = s.org_id and l.id = s.lot_id
join supply_item i on i.org_id = l.org_id and i.id = l.item_id
where s.why = 'given';

-- Onward referrals of one person to one need stand on the day of the first of a year, so that a year counts each person once.
create view onward_referral_fact as
select o.org_id, o.id as key, o.offered_on, o.accepted_on, v.need,
  case when o.accepted_on is not null and not exists (
    select from onward_referral b
    join service u on u.org_id = b.org_id and u.id = b.service_id and u.need = v.need
    join person_served q on q.org_id = b.org_id and q.id = b.person_id and q.whole_id = w.whole_id
    where b.org_id = o.org_id and b.accepted_on >= date_trunc('year', o.accepted_on)::date
      and (b.accepted_on, b.id) < (o.accepted_on, o.id))
    then o.accepted_on end as person_on,
  o.accepted_on is not null as is_accepted, o.is_warm,
  o.attended_on is not null or o.state in ('no-show', 'no capacity', 'ended') as is_decided,
  o.attended_on is not null as is_connected
from onward_referral o
join service v on v.org_id = o.org_id and v.id = o.service_id
cross join lateral (
  select p.whole_id from person_served p where p.org_id = o.org_id and p.id = o.person_id limit 1) w;

create view follow_up_fact as
select u.org_id, u.id as key, u.due_on, case when u.onward_id is null then 'first contact' else 'first appointment' end as after,
  u.days::text as days, coalesce(v.need, '') as need, u.state = 'done' as is_answered,
  u.is_kept is not null as is_kept_asked, coalesce(u.is_kept, false) as is_kept,
  u.has_housing is not null as is_housing_asked, coalesce(u.has_housing, false) as has_housing,
  u.has_work is not null as is_work_asked, coalesce(u.has_work, false) as has_work,
  u.is_supported is not null as is_support_asked, coalesce(u.is_supported, false) as is_supported,
  u.is_satisfied is not null as is_satisfied_asked, coalesce(u.is_satisfied, false) as is_satisfied
from follow_up u
left join onward_referral o on o.org_id = u.org_id and o.id = u.onward_id
left join service v on v.org_id = o.org_id and v.id = o.service_id
where u.state in ('done', 'missed');

-- One row a person and a non-fatal overdose of theirs, told once: whether the next came within 90 days.
create view repeat_overdose_fact as
select x.org_id, x.id as key, e.occurred_on,
  exists (
    select from person_served q
    join event_person y on y.org_id = q.org_id and y.person_id = q.id and y.event_id <> x.event_id
    cross join lateral (
      select n.occurred_on from overdose_event n where n.org_id = y.org_id and n.id = y.event_id limit 1) n
    where q.org_id = x.org_id and q.whole_id = w.whole_id
      and n.occurred_on > e.occurred_on and n.occurred_on <= e.occurred_on + 90
      and not exists (select from referral t where t.org_id = y.org_id and t.event_id = y.event_id and t.person_id = y.person_id
        and t.same_as is not null)) as is_repeated
from event_person x
join overdose_event e on e.org_id = x.org_id and e.id = x.event_id
cross join lateral (
  select p.whole_id from person_served p where p.org_id = x.org_id and p.id = x.person_id limit 1) w
where e.outcome <> 'fatal' and e.occurred_on is not null
  and not exists (select from referral t where t.org_id = x.org_id and t.event_id = x.event_id and t.person_id = x.person_id
    and t.same_as is not null);

grant create on schema public to better_off_counter;
do $$
declare name text;
begin
  foreach name in array '{person_of_referral,referral_fact,attempt_fact,participant_fact,fiscal_participant_fact,supply_fact,onward_referral_fact,follow_up_fact,repeat_overdose_fact}'::text[] loop
    execute format('alter view %I owner to better_off_counter', name);
    if name like '%\_fact' then execute format('grant select on %I to better_off_app', name); end if;
  end loop;
end $$;
revoke create on schema public from better_off_counter;
grant execute on function current_org, current_person to better_off_counter, better_off_guard;
