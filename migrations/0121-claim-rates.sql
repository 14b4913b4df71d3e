-- What is paid back and by which rules, each from a day on (room claims). A rate holds until the next of its kind begins, so that
-- there can be neither a gap nor an overlap. What the law says stands in the program; a row here is the organization's own and
-- comes before it.
create table claim_rate (
  org_id int not null references organisation,
  id uuid not null,
  kind text not null check (kind in ('unpaid mile', 'paid mile', 'shift stipend', 'class stipend', 'claim window', 'receipt from', 'nominal fee', 'full pay', 'information return')),
  -- As people write it: cents of a mile, dollars, days or percent.
  value numeric(9, 2) not null check (value >= 0),
  from_on date not null,
  source text not null,
  version int not null default 1,
  primary key (org_id, id),
  constraint claim_rate_once unique (org_id, kind, from_on)
);
call keeps_history('claim_rate');
-- Coaches are paid by it and read it; who keeps the money writes it.
create policy only_finance_adds on claim_rate as restrictive for insert to better_off_app
  with check ((select response_part()) in ('everybody', 'finance officer'));
create policy only_finance_changes on claim_rate as restrictive for update to better_off_app
  using ((select response_part()) in ('everybody', 'finance officer'));
create policy only_finance_removes on claim_rate as restrictive for delete to better_off_app
  using ((select response_part()) in ('everybody', 'finance officer'));
