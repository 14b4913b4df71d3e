-- Money: the funds of an organization, what its board allows to be spent for which strategy, and a ledger that only grows (room
-- funding). What must hold of money holds here, whoever writes and however many write at once.

-- One more who signs in: who keeps the money, and sees nobody who is served.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check
  check (role in ('administrator', 'editor', 'coordinator', 'viewer', 'coach', 'privacy officer', 'finance officer', 'partner'));
alter table invitation drop constraint invitation_role_check;
alter table invitation add constraint invitation_role_check
  check (role in ('administrator', 'editor', 'coordinator', 'viewer', 'coach', 'privacy officer', 'finance officer', 'partner'));
-- What a coach said of their own recovery is nothing that money needs; check-ins are between two people already.
create policy not_for_finance on lived_experience as restrictive to better_off_app
  using ((select response_part()) is distinct from 'finance officer');

-- The year that money is counted in: 1 July to 30 June where nothing else is said.
create table funding_rules (
  org_id int not null references organisation,
  id uuid not null,
  year_starts_in int not null default 7 check (year_starts_in between 1 and 12),
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id)
);

create table fund (
  org_id int not null references organisation,
  id uuid not null,
  name text not null,
  funder text not null,
  kind text not null check (kind in ('settlement', 'grant', 'agreement', 'local')),
  -- The days for which it may be spent; no last day where it has none.
  from_on date not null,
  until_on date,
  note text not null default '',
  closed_on date,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  check (until_on >= from_on)
);
create unique index fund_once on fund (org_id, lower(name));

-- What the board allows to be spent of a fund for one strategy. What it says of amount and days stands in its versions, since
-- resolutions are amended. (NC MOA, section E.6)
create table spending_authorization (
  org_id int not null,
  id uuid not null,
  fund_id uuid not null,
  exhibit text not null check (exhibit in ('A', 'B', 'none')),
  -- The item of the exhibit; of Exhibit A the program knows what it is called.
  item text not null default '',
  strategy text not null default '',
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (org_id, id),
  unique (org_id, id, fund_id),
  foreign key (org_id, fund_id) references fund,
  check (case exhibit
    when 'A' then item in ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12') and strategy = ''
    when 'B' then item <> '' and strategy <> ''
    else item = '' and strategy <> '' end)
);
create index authorization_of_fund on spending_authorization (org_id, fund_id);

create table authorization_version (
  org_id int not null,
  id uuid not null,
  authorization_id uuid not null,
  number int not null check (number >= 1),
  resolution text not null,
  resolved_on date not null,
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  from_on date not null,
  until_on date not null,
  -- The budget ordinance that appropriates it; until there is one, settlement money is not committed.
  ordinance_kind text check (ordinance_kind in ('annual budget', 'capital project', 'settlement project')),
  ordinance_on date,
  primary key (org_id, id),
  unique (org_id, authorization_id, number),
  foreign key (org_id, authorization_id) references spending_authorization,
  check (until_on >= from_on),
  check ((ordinance_kind is null) = (ordinance_on is null))
);

-- What happened with money on a day. It is never changed: what was wrong is reversed, once, and written anew.
create table money_entry (
  org_id int not null references organisation,
  id uuid not null,
  kind text not null check (kind in ('opening', 'awarded', 'received', 'carried in', 'carried out', 'returned', 'encumbered', 'released', 'spent')),
  happened_on date not null,
  amount_cents bigint not null check (abs(amount_cents) between 1 and 99999999999),
  what text not null,
  -- From whom, or to whom.
  whom text not null default '',
  -- What is carried out of one fund and into another bears the same.
  carried_id uuid,
  reverses_id uuid,
  is_sample boolean not null default false,
  made_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, id, kind, happened_on),
  unique (org_id, reverses_id),
  foreign key (org_id, reverses_id) references money_entry,
  check ((reverses_id is null) = (amount_cents > 0)),
  check ((kind in ('carried in', 'carried out')) = (carried_id is not null))
);
create index money_entry_by_day on money_entry (org_id, happened_on desc, id desc);

-- The parts of an entry: one a fund, or an authorization that it is split over.
create table money_line (
  org_id int not null,
  id uuid not null,
  entry_id uuid not null,
  kind text not null,
  happened_on date not null,
  fund_id uuid not null,
  authorization_id uuid,
  -- The line that committed the money which this one spends or lets go.
  encumbrance_id uuid,
  amount_cents bigint not null check (abs(amount_cents) between 1 and 99999999999),
  -- Hundredths of a percent of a split.
  share int not null default 10000 check (share between 1 and 10000),
  reverses_id uuid,
  primary key (org_id, id),
  unique (org_id, id, authorization_id),
  unique (org_id, reverses_id),
  foreign key (org_id, entry_id, kind, happened_on) references money_entry (org_id, id, kind, happened_on),
  foreign key (org_id, fund_id) references fund,
  foreign key (org_id, authorization_id, fund_id) references spending_authorization (org_id, id, fund_id),
  foreign key (org_id, encumbrance_id, authorization_id) references money_line (org_id, id, authorization_id),
  foreign key (org_id, reverses_id) references money_line,
  check ((reverses_id is null) = (amount_cents > 0)),
  check ((kind in ('encumbered', 'released', 'spent')) = (authorization_id is not null)),
  check (encumbrance_id is null or kind in ('released', 'spent')),
  check (kind <> 'released' or encumbrance_id is not null)
);
create index money_line_of_entry on money_line (org_id, entry_id);
create index money_line_of_fund on money_line (org_id, fund_id, happened_on);
create index money_line_of_authorization on money_line (org_id, authorization_id) where authorization_id is not null;
create index money_line_of_encumbrance on money_line (org_id, encumbrance_id) where encumbrance_id is not null;

-- Of each authorization its newest version.
create view authorization_now with (security_invoker = true) as
select distinct on (v.org_id, v.authorization_id) a.fund_id, a.exhibit, a.item, a.strategy, a.is_sample, v.org_id,
  v.authorization_id as id, v.number, v.resolution, v.resolved_on, v.amount_cents, v.from_on, v.until_on, v.ordinance_kind, v.ordinance_on
from authorization_version v join spending_authorization a on a.org_id = v.org_id and a.id = v.authorization_id
order by v.org_id, v.authorization_id, v.number desc;

-- What is committed and not spent yet, and what is spent, of each authorization.
create view authorization_used with (security_invoker = true) as
select org_id, authorization_id as id,
  coalesce(sum(amount_cents) filter (where kind = 'encumbered'), 0) - coalesce(sum(amount_cents) filter (where encumbrance_id is not null), 0) as encumbered_cents,
  coalesce(sum(amount_cents) filter (where kind = 'spent'), 0) as spent_cents
from money_line where authorization_id is not null group by org_id, authorization_id;

-- What is left of each encumbrance.
create view encumbrance_open with (security_invoker = true) as
select e.org_id, e.id, e.authorization_id, e.fund_id, (
  select sum(case when l.kind = 'encumbered' then l.amount_cents else -l.amount_cents end) from money_line l
  where l.org_id = e.org_id and (l.id = e.id or l.encumbrance_id = e.id or l.reverses_id = e.id)) as left_cents
from money_line e where e.kind = 'encumbered' and e.reverses_id is null;

-- What a fund holds.
create view fund_holds with (security_invoker = true) as
select org_id, fund_id as id,
  sum(case when kind in ('opening', 'received', 'carried in') then amount_cents when kind in ('spent', 'carried out', 'returned') then -amount_cents else 0 end) as cents
from money_line group by org_id, fund_id;

create function money_refused(reason text) returns void language plpgsql as $$
begin
  raise exception 'money: %', reason using errcode = 'check_violation';
end $$;

-- Lines are looked at when all of a statement are there. Their funds and authorizations are locked first, in one order, so that two
-- who write at once come one after the other, and each is held to what the other wrote.
create function money_holds() returns trigger language plpgsql as $$
begin
  perform from fund f where (f.org_id, f.id) in (select org_id, fund_id from new_rows) order by f.id for no key update;
  perform from spending_authorization a where (a.org_id, a.id) in (select org_id, authorization_id from new_rows) order by a.id for no key update;
  if exists (select from new_rows n join fund f on f.org_id = n.org_id and f.id = n.fund_id where f.closed_on is not null) then
    perform money_refused('the fund is closed');
  end if;
  if exists (
    select from new_rows n left join authorization_now a on a.org_id = n.org_id and a.id = n.authorization_id
    where n.kind in ('encumbered', 'spent') and n.reverses_id is null and (a.id is null or n.happened_on not between a.from_on and a.until_on)) then
    perform money_refused('outside of the days that are authorized');
  end if;
  if exists (
    select from new_rows n join fund f on f.org_id = n.org_id and f.id = n.fund_id
    where n.kind in ('encumbered', 'spent') and n.reverses_id is null and f.kind = 'settlement' and n.happened_on < coalesce((
      select greatest(min(v.resolved_on), min(v.ordinance_on)) from authorization_version v
      where v.org_id = n.org_id and v.authorization_id = n.authorization_id having min(v.ordinance_on) is not null), 'infinity')) then
    perform money_refused('settlement money is committed after its resolution and its budget ordinance');
  end if;
  if exists (
    select from new_rows n left join money_line o on o.org_id = n.org_id and o.id = n.reverses_id
    left join money_entry e on e.org_id = n.org_id and e.id = n.entry_id
    where n.reverses_id is not null and (o.reverses_id is not null or n.amount_cents <> -o.amount_cents or n.kind <> o.kind
      or n.fund_id <> o.fund_id or n.authorization_id is distinct from o.authorization_id
      or n.encumbrance_id is distinct from o.encumbrance_id or n.happened_on < o.happened_on or e.reverses_id is distinct from o.entry_id)) then
    perform money_refused('a reversal says the same as its line, and is not before it');
  end if;
  if exists (
    select from new_rows n join money_line e on e.org_id = n.org_id and e.id = n.encumbrance_id
    where e.kind <> 'encumbered' or e.reverses_id is not null) or exists (
    select from encumbrance_open o join new_rows n on n.org_id = o.org_id and o.id in (n.encumbrance_id, n.reverses_id) where o.left_cents < 0) then
    perform money_refused('more than was encumbered');
  end if;
  if exists (
    select from authorization_now a join authorization_used u on u.org_id = a.org_id and u.id = a.id
    where (a.org_id, a.id) in (select org_id, authorization_id from new_rows) and u.encumbered_cents + u.spent_cents > a.amount_cents) then
    perform money_refused('more than is authorized');
  end if;
  if exists (
    select from fund_holds h join new_rows n on n.org_id = h.org_id and n.fund_id = h.id
    where h.cents < 0 and n.kind in ('carried out', 'returned') and n.reverses_id is null) then
    perform money_refused('more than the fund holds');
  end if;
  if exists (
    select from money_entry e where (e.org_id, e.id) in (select org_id, entry_id from new_rows)
      and e.amount_cents <> (select sum(l.amount_cents) from money_line l where l.org_id = e.org_id and l.entry_id = e.id)) then
    perform money_refused('the lines of an entry are its amount');
  end if;
  return null;
end $$;
create trigger money_holds after insert on money_line referencing new table as new_rows for each statement execute function money_holds();

-- An entry has its lines, and what is carried comes in as much as it goes out, by the end of the transaction.
create function money_entry_is_whole() returns trigger language plpgsql as $$
begin
  if new.amount_cents is distinct from (select sum(l.amount_cents) from money_line l where l.org_id = new.org_id and l.entry_id = new.id) then
    perform money_refused('the lines of an entry are its amount');
  end if;
  if new.carried_id is not null and 0 <> (
    select sum(case kind when 'carried in' then amount_cents else -amount_cents end) from money_entry e
    where e.org_id = new.org_id and e.carried_id = new.carried_id) then
    perform money_refused('what is carried out of a fund comes into another');
  end if;
  return null;
end $$;
create constraint trigger money_entry_is_whole after insert on money_entry deferrable initially deferred
  for each row execute function money_entry_is_whole();

-- A later version neither takes away what is spent or committed, nor a day on which that was.
create function authorization_holds() returns trigger language plpgsql as $$
begin
  perform from spending_authorization a where a.org_id = new.org_id and a.id = new.authorization_id for no key update;
  if new.number <> (select count(*) from authorization_version v where v.org_id = new.org_id and v.authorization_id = new.authorization_id) then
    perform money_refused('versions are numbered in their order');
  end if;
  if new.amount_cents < (
    select u.encumbered_cents + u.spent_cents from authorization_used u where u.org_id = new.org_id and u.id = new.authorization_id) then
    perform money_refused('less than is spent or encumbered');
  end if;
  if exists (
    select from money_line l where l.org_id = new.org_id and l.authorization_id = new.authorization_id
      and l.kind in ('encumbered', 'spent') and l.reverses_id is null and l.happened_on not between new.from_on and new.until_on
      and not exists (select from money_line r where r.org_id = l.org_id and r.reverses_id = l.id)) then
    perform money_refused('a day is left out on which money was spent or encumbered');
  end if;
  if exists (
    select from spending_authorization a join fund f on f.org_id = a.org_id and f.id = a.fund_id
    where a.org_id = new.org_id and a.id = new.authorization_id
      and (f.closed_on is not null or new.from_on < f.from_on or new.until_on > f.until_on)) then
    perform money_refused('the fund is closed, or not for these days');
  end if;
  return null;
end $$;
create trigger authorization_holds after insert on authorization_version for each row execute function authorization_holds();

-- A fund is closed when nothing is left in it and nothing is committed; its days hold all that is authorized.
create function fund_holds_still() returns trigger language plpgsql as $$
begin
  if new.closed_on is not null and old.closed_on is null and (
    0 <> coalesce((select h.cents from fund_holds h where h.org_id = new.org_id and h.id = new.id), 0)
    or exists (select from encumbrance_open o where o.org_id = new.org_id and o.fund_id = new.id and o.left_cents <> 0)) then
    perform money_refused('a fund is closed when nothing is left in it');
  end if;
  if exists (
    select from authorization_now a where a.org_id = new.org_id and a.fund_id = new.id
      and (a.from_on < new.from_on or a.until_on > new.until_on)) then
    perform money_refused('a fund is for all days that are authorized');
  end if;
  if new.kind <> old.kind and exists (select from money_line l where l.org_id = new.org_id and l.fund_id = new.id) then
    perform money_refused('the kind of a fund stays once there is money in it');
  end if;
  return null;
end $$;
create trigger fund_holds_still after update on fund for each row execute function fund_holds_still();

-- Read by the team and by who keeps the money, written by nobody else, and nothing is taken away or changed but a fund and the rules.
create procedure keeps_money(name text) language plpgsql as $$
begin
  call keeps_history(name);
  execute format('create policy of_money on %I as restrictive to better_off_app using ((select response_part()) in (''everybody'', ''finance officer'', ''editor'', ''viewer'')) with check ((select response_part()) in (''everybody'', ''finance officer''))', name);
  execute format('revoke update, delete on %I from better_off_app', name);
end $$;
call keeps_money('funding_rules');
call keeps_money('fund');
call keeps_money('spending_authorization');
call keeps_money('authorization_version');
call keeps_money('money_entry');
call keeps_money('money_line');
drop procedure keeps_money;
grant update on funding_rules, fund to better_off_app;
grant update (version) on spending_authorization to better_off_app; -- no more than the lock needs
grant select on authorization_now, authorization_used, encumbrance_open, fund_holds to better_off_app;
create policy of_money on history as restrictive for select to better_off_app
  using (kind <> all ('{funding_rules,fund,spending_authorization,authorization_version,money_entry,money_line}'::text[])
    or (select response_part()) in ('everybody', 'finance officer', 'editor', 'viewer'));
