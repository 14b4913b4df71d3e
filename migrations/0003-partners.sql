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
