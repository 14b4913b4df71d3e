-- By which rule set the records of an ambulance service are judged, from a day of the records on, and whose records they may be. Where
-- nobody has said, NEMSIS's own definition holds, for records from anywhere.
create table ems_rule (
  org_id int not null references organisation,
  id uuid not null,
  rule_set text not null check (rule_set in ('nemsis-opioid', 'any-drug')),
  -- Codes of counties (of five digits) and numbers of agencies, one a line; none: all of them.
  counties text not null default '',
  agencies text not null default '',
  from_on date not null,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, from_on)
);
call keeps_history('ems_rule');
