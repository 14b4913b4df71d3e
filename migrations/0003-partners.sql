create table partner (
  org_id int not null references organisation,
  id uuid not null,
  name text not null,
  sector text not null check (sector in ('health', 'emergency', 'government', 'coalition', 'recovery', 'education', 'justice', 'faith', 'business', 'residents', 'other')),
  about text not null default '',
  website text not null default '',
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, name)
);
call keeps_history('partner');

-- The window of this room: who a partner is.
create view partner_named with (security_invoker = true) as
select org_id, id, name, sector from partner;
grant select on partner_named to better_off_app;
