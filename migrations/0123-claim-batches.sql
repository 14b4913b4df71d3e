-- Claims that were paid together: one payment file, one expense in the books (room claims).
create table claim_batch (
  org_id int not null references organisation,
  id uuid not null,
  number int not null check (number >= 1),
  paid_on date not null,
  amount_cents bigint not null check (amount_cents > 0),
  -- The entry of the books by which it was spent.
  entry_id uuid not null,
  by_id uuid references person,
  is_sample boolean not null default false,
  primary key (org_id, id),
  unique (org_id, number),
  unique (org_id, entry_id),
  foreign key (org_id, entry_id) references money_entry
);
call keeps_history('claim_batch');
revoke update, delete on claim_batch from better_off_app;
create policy of_money on claim_batch as restrictive to better_off_app
  using ((select response_part()) in ('everybody', 'finance officer'))
  with check ((select response_part()) in ('everybody', 'finance officer'));
create policy of_batches on history as restrictive for select to better_off_app
  using (kind <> 'claim_batch' or (select response_part()) in ('everybody', 'finance officer'));

alter table claim add column batch_id uuid, add foreign key (org_id, batch_id) references claim_batch,
  add constraint claim_paid_in_batch check ((state = 'paid') = (batch_id is not null) or (is_sample and batch_id is null));
create index claim_of_batch on claim (org_id, batch_id) where batch_id is not null;

-- As before, and as it is paid a claim is put into its batch.
create or replace function claim_goes_on() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and (old.state, new.state) not in (
    ('draft', 'sent'), ('returned', 'sent'), ('sent', 'returned'), ('approved', 'returned'), ('cleared', 'returned'),
    ('sent', 'approved'), ('approved', 'cleared'), ('cleared', 'paid')) then
    perform claim_refused('this is not its next step');
  end if;
  if old.state not in ('draft', 'returned') and (to_jsonb(new) - '{state,version,coach_id,batch_id}'::text[]) <> (to_jsonb(old) - '{state,version,coach_id,batch_id}'::text[]) then
    perform claim_refused('what was sent stays as it was sent');
  end if;
  if new.batch_id is distinct from old.batch_id and not (old.state = 'cleared' and new.state = 'paid') then
    perform claim_refused('a claim is paid in one batch');
  end if;
  return new;
end $$;

-- A batch is what its claims come to, by the end of the transaction.
create function claim_batch_is_whole() returns trigger language plpgsql as $$
begin
  if new.amount_cents is distinct from (select sum(c.amount_cents) from claim c where c.org_id = new.org_id and c.batch_id = new.id) then
    perform claim_refused('a batch is what its claims come to');
  end if;
  return null;
end $$;
create constraint trigger claim_batch_is_whole after insert on claim_batch deferrable initially deferred
  for each row execute function claim_batch_is_whole();
