create table coach (
  org_id int not null references organisation,
  id uuid not null,
  name text not null,
  search text not null,
  email text,
  phone text,
  zone text,
  language text not null default 'English',
  is_sample boolean not null default false,
  import_id uuid,
  version int not null default 1,
  primary key (org_id, id)
);
create unique index coach_email on coach (org_id, lower(email)) where email is not null;
create index coach_by_name on coach (org_id, search, id);
call keeps_history('coach');

-- The window of this room for the rooms that name a coach; no measure reads it.
create view coach_named with (security_invoker = true) as
select org_id, id, name, search, email, is_sample from coach;
grant select on coach_named to better_off_app;
