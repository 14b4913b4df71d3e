-- What a directory of services says of each, beside what the team types: where it is, when it is open, which languages are spoken.
alter table service
  add column address text not null default '',
  add column hours text not null default '',
  add column languages text not null default '',
  add column website text not null default '';

-- A directory that was sent and waits to be decided on, as it was read; whom its agencies name as contacts is not kept.
create table directory_sheet (
  org_id int not null references organisation,
  id uuid not null,
  file_name text not null,
  read jsonb not null,
  -- What somebody said that its kinds of services help with.
  kinds jsonb not null default '{}',
  sent_by uuid references person,
  sent_at timestamptz not null,
  primary key (org_id, id)
);
call belongs_to_organisation('directory_sheet');

create table directory_file (
  org_id int not null references organisation,
  id uuid not null,
  file_name text not null,
  added_count int not null check (added_count >= 0),
  changed_count int not null check (changed_count >= 0),
  -- Partners that came with it.
  partners uuid[] not null default '{}',
  imported_at timestamptz not null,
  imported_by uuid references person,
  undone_at timestamptz,
  undone_by uuid references person,
  primary key (org_id, id)
);
call keeps_history('directory_file');

-- What a file said of a service. The newest of a service says which of its values a directory brought, so that all others are known
-- as typed by hand; `was` and `became` are its values before and after the file, so that the file can be taken back. No `was`: it
-- came with the file. Services keep their own history.
create table directory_line (
  org_id int not null references organisation,
  id uuid not null,
  file_id uuid not null,
  service_id uuid not null,
  hsds_id text not null,
  organization_id text not null,
  said jsonb not null,
  was jsonb,
  became jsonb not null,
  primary key (org_id, id),
  foreign key (org_id, file_id) references directory_file,
  foreign key (org_id, service_id) references service on delete cascade
);
create index directory_line_of_service on directory_line (org_id, service_id, id desc);
create index directory_line_of_file on directory_line (org_id, file_id);
call belongs_to_organisation('directory_line');
