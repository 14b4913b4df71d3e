-- Referrals that a partner sends as a file. While it waits to be decided on, its rows lie sealed as one text; of a file that was
-- imported nothing is kept but how many it brought, and a mark by which it is known again.
create table referral_sheet (
  org_id int not null references organisation,
  id uuid not null,
  partner_id uuid not null,
  rows sealed not null,
  content_mark sealed_mark not null,
  -- How its columns are read, in headings of its own.
  reading sealed,
  sent_by uuid references person,
  sent_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, partner_id) references partner
);
call belongs_to_organisation('referral_sheet');
create policy in_hand on referral_sheet as restrictive to better_off_app
  using ((select response_part()) = 'everybody') with check ((select response_part()) = 'everybody');

-- How the files of a partner were read last. A file without headings has somebody's name where they would stand, so it is sealed.
create table referral_mapping (
  org_id int not null references organisation,
  id uuid not null,
  partner_id uuid not null,
  reading sealed not null,
  primary key (org_id, id),
  unique (org_id, partner_id),
  foreign key (org_id, partner_id) references partner
);
call belongs_to_organisation('referral_mapping');
create policy in_hand on referral_mapping as restrictive to better_off_app
  using ((select response_part()) = 'everybody') with check ((select response_part()) = 'everybody');

create table referral_file (
  org_id int not null references organisation,
  id uuid not null,
  partner_id uuid not null,
  content_mark sealed_mark not null,
  referral_count int not null check (referral_count > 0),
  passed_over int not null check (passed_over >= 0),
  imported_at timestamptz not null,
  imported_by uuid references person,
  undone_at timestamptz,
  undone_by uuid references person,
  primary key (org_id, id),
  foreign key (org_id, partner_id) references partner
);
create index referral_file_newest on referral_file (org_id, imported_at desc);
call keeps_people_apart('referral_file', 'false');
alter table referral add foreign key (org_id, intake_file) references referral_file;
create index referral_of_file on referral (org_id, intake_file) where intake_file is not null;

-- What history keeps of files is for those who see everybody, as of all else here.
create policy of_files on history as restrictive for select to better_off_app
  using (kind <> all ('{referral_file,referral_sheet}') or (select response_part()) = 'everybody');
