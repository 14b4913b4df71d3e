create table organisation (
  org_id int generated always as identity primary key,
  id uuid not null unique,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null,
  about text not null default '',
  contact text not null default '',
  website text not null default '',
  time_zone text not null default 'America/New_York',
  brand text not null default '#1f4e5f' check (brand ~ '^#[0-9a-f]{6}$'),
  is_sample boolean not null default false,
  version int not null default 1
);

-- A person signs in once and may work for several organisations.
create table person (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  is_operator boolean not null default false,
  -- When mail to the address was shown to reach this person. Until then a password or passkey proves nothing about the address.
  proven_at timestamptz,
  created_at timestamptz not null default now()
);

create table membership (
  org_id int not null references organisation,
  id uuid not null,
  person_id uuid not null references person,
  role text not null check (role in ('administrator', 'editor', 'coordinator', 'viewer')),
  primary key (org_id, id),
  unique (org_id, person_id)
);
create index membership_of_person on membership (person_id);

create table invitation (
  org_id int not null references organisation,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('administrator', 'editor', 'coordinator', 'viewer')),
  token_hash bytea not null unique,
  invited_by uuid not null references person,
  -- Whether the token left by mail only, so that whoever holds it reads the mail of the address.
  is_proof boolean not null default false,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id)
);

create table sign_in_link (
  token_hash bytea primary key,
  person_id uuid not null references person,
  is_proof boolean not null default false,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references person,
  method text not null check (method in ('link', 'password', 'passkey', 'invitation')),
  device text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_of_person on session (person_id);

create table passkey (
  id text primary key,
  person_id uuid not null references person,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_of_person on passkey (person_id);

create table passkey_challenge (
  id uuid primary key,
  challenge text not null,
  person_id uuid references person,
  expires_at timestamptz not null
);

-- What happened to a person's own sign-in, for that person to see.
create table account_event (
  person_id uuid not null references person,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  what text not null,
  device text not null default '',
  primary key (person_id, id)
);

-- Mail waits here in the transaction that caused it, and is delivered after.
create table mail (
  id uuid primary key,
  org_id int,
  to_address text not null,
  subject text not null,
  body text not null,
  queued_at timestamptz not null default now(),
  -- waiting: to be sent from next_try_at on; sending: claimed by one sender; unsure: that sender was lost on the way, so it
  -- may or may not have gone out, and is not sent a second time; failed: given up.
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'kept', 'failed', 'unsure')),
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  trouble text not null default '',
  sent_at timestamptz
);
create index mail_under_way on mail (next_try_at) where state in ('waiting', 'sending');
create index mail_of_organisation on mail (org_id, queued_at);

-- Attempts to sign in, counted by rate-limiter-flexible.
create table rate_limit (
  key varchar(255) primary key,
  points int not null default 0,
  expire bigint
);

call keeps_history('organisation');
call keeps_history('membership');
call keeps_history('invitation');
-- Somebody who belongs to several organisations sees the list of their own.
grant select, insert, update on organisation, membership, invitation to better_off_door;
create policy door on organisation to better_off_door using (true) with check (true);
create policy door on membership to better_off_door using (true) with check (true);
create policy door on invitation to better_off_door using (true) with check (true);
create policy door on history for insert to better_off_door with check (true);
grant insert on history to better_off_door;
grant usage on all sequences in schema public to better_off_app, better_off_door;

-- Names behind history lines: an organisation sees the people who work for it or once did. Only a member can change a
-- record, and history keeps the line of each membership; an index over all lines would cost every write.
alter table person enable row level security;
alter table person force row level security;
create policy colleagues on person for select to better_off_app using (
  id = (select current_person())
  or exists (select from membership m where m.person_id = person.id and m.org_id = (select current_org()))
  or exists (
    select from history h
    where h.org_id = (select current_org()) and h.kind = 'membership' and h.after ->> 'person_id' = person.id::text)
);
create policy door on person to better_off_door using (true) with check (true);
grant select (id, name, email) on person to better_off_app;
create index history_of_membership on history (org_id, (after ->> 'person_id')) where kind = 'membership';

alter table mail enable row level security;
alter table mail force row level security;
create policy own_organisation on mail to better_off_app using (org_id = (select current_org())) with check (org_id = (select current_org()));
create policy door on mail to better_off_door using (true) with check (true);
grant select, insert on mail to better_off_app;
grant select, insert, update on mail to better_off_door;

grant select, insert, update, delete on person, sign_in_link, session, passkey, passkey_challenge, account_event, rate_limit to better_off_door;

-- Who is behind a session, with what a page needs to know of each of their organisations. Asked by every request of the team,
-- so it is a function whose plan each connection keeps.
create function actor_behind(hash bytea, at timestamptz, seen_since timestamptz)
returns table (id uuid, name text, email text, is_operator boolean, session_id uuid, last_seen_at timestamptz, memberships json)
stable security definer set search_path = public, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  return query
    select p.id, p.name, p.email, p.is_operator, s.id, s.last_seen_at, coalesce((
      select json_agg(json_build_object('org', o.org_id, 'id', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role,
        'timeZone', o.time_zone, 'brand', o.brand, 'isSample', o.is_sample) order by o.name)
      from membership m join organisation o on o.org_id = m.org_id
      where m.person_id = p.id), '[]')
    from session s join person p on p.id = s.person_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > at and s.last_seen_at > seen_since;
end $$;
revoke execute on function actor_behind from public;
-- It runs with the door's rights whoever asks, so that one message to the server is enough.
grant create on schema public to better_off_door;
alter function actor_behind owner to better_off_door;
revoke create on schema public from better_off_door;
