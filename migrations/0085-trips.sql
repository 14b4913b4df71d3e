-- Miles that coaches drive, kept for what is paid back: a day, how far, and for which referral where there was one. Why is always the
-- same, so it stands in no row.
create table trip (
  org_id int not null references organisation,
  id uuid not null,
  coach_id uuid not null,
  driven_on date not null,
  miles numeric(4, 1) not null check (miles > 0 and miles <= 500),
  odometer_start numeric(8, 1) check (odometer_start >= 0),
  odometer_end numeric(8, 1),
  referral_id uuid,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, coach_id) references coach,
  foreign key (org_id, referral_id) references referral on delete set null (referral_id),
  check ((odometer_start is null) = (odometer_end is null)),
  check (odometer_end - odometer_start = miles)
);
create index trip_by_day on trip (org_id, driven_on desc, id);
call keeps_people_apart('trip', 'is_own_coach(coach_id)');
