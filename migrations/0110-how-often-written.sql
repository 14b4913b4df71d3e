-- How often something of an organization was written: each act counts once, in its own transaction. Whoever reads the same count
-- reads the same records, so what was worked out of them is kept (src/platform/db/kept.ts).
create table written (
  org_id int primary key references organisation,
  times bigint not null
);
call belongs_to_organisation('written');
