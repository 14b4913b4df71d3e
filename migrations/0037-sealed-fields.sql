-- What says who a person served is, is sealed before it comes here (decision 0015). These two types are the list of such columns:
-- keys are changed in every column of type `sealed`, and no column of bytes enters history.
--   sealed       format 1, key id (16 bytes), nonce (12), text in pieces of 32 bytes, tag (16)
--   sealed_mark  finds a record by a phone number or a name, without telling either
create domain sealed as bytea check (get_byte(value, 0) = 1 and octet_length(value) >= 77 and octet_length(value) % 32 = 13);
create domain sealed_mark as bytea check (octet_length(value) = 16);

-- Which master key wraps the keys below: 16 bytes that follow from it and lead to none. Written with the first key.
create table sealing_master (
  is_only boolean primary key default true check (is_only),
  mark sealed_mark not null
);
grant select, insert on sealing_master to better_off_app;
grant select on sealing_master to better_off_door;

-- The keys of an organisation, each wrapped by the master key, which is a file. A retired one seals nothing any more that is here; it
-- is kept for what may come back out of a backup.
create table sealing_key (
  org_id int not null references organisation,
  id uuid not null,
  purpose text not null check (purpose in ('field', 'index')),
  wrapped bytea not null,
  is_current boolean not null default true,
  made_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (org_id, id),
  check (retired_at is null or not is_current)
);
create unique index sealing_key_current on sealing_key (org_id, purpose) where is_current;
call belongs_to_organisation('sealing_key');
revoke delete on sealing_key from better_off_app;

-- Seals anew with a newer key what nobody may change and what only two may read, too. The role can do nothing else, and the program
-- never becomes it: whoever sits at the terminal does (`better-off rotate-keys`).
do $$
begin
  if not exists (select from pg_roles where rolname = 'better_off_resealer') then
    create role better_off_resealer nologin;
  end if;
  grant better_off_resealer to current_user;
exception when duplicate_object or unique_violation then null; -- another instance starts at the same moment
end $$;
grant usage on schema public to better_off_resealer;
grant select on sealing_key to better_off_resealer;
grant update (wrapped, retired_at) on sealing_key to better_off_resealer;
create policy resealer on sealing_key to better_off_resealer
  using (org_id = (select current_org())) with check (org_id = (select current_org()));

-- Lets the keys of its sealed columns be changed. Called for a new table by the two below; by hand where a column comes later.
create procedure holds_sealed(name text) language plpgsql as $$
declare
  columns text := (
    select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
    where attrelid = name::regclass and attnum > 0 and not attisdropped and atttypid = 'sealed'::regtype);
begin
  if columns is null then return; end if;
  execute format('grant select (org_id, id, %1$s), update (%1$s) on %2$I to better_off_resealer', columns, name);
  execute format('drop policy if exists resealer on %I', name);
  execute format('create policy resealer on %I to better_off_resealer using (org_id = (select current_org())) with check (org_id = (select current_org()))', name);
end $$;

create or replace procedure belongs_to_organisation(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy own_organisation on %I to better_off_app using (org_id = (select current_org())) with check (org_id = (select current_org()))', name);
  execute format('grant select, insert, update, delete on %I to better_off_app', name);
  call holds_sealed(name);
end $$;

create or replace procedure keeps_history(name text) language plpgsql as $$
begin
  call belongs_to_organisation(name);
  execute format('create trigger history_of_insert after insert on %I referencing new table as new_rows for each statement execute function history_of_insert()', name);
  execute format('create trigger history_of_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function history_of_update()', name);
  execute format('create trigger history_of_delete after delete on %I referencing old table as old_rows for each statement execute function history_of_delete()', name);
end $$;

-- The columns of a table that are kept out of history: bytes of any kind, sealed or not.
create function columns_of_bytes(of_table oid, are_sealed boolean) returns text[] stable language sql
  return (
    select coalesce(array_agg(attname::text), '{}') from pg_attribute
    where attrelid = of_table and attnum > 0 and not attisdropped
      and case when are_sealed then atttypid = 'sealed'::regtype
        else atttypid in ('bytea'::regtype, 'sealed_mark'::regtype) end);

-- As before, but no bytes come into history: of a sealed column it is said that it was filled in, changed or emptied, and never
-- with what. The columns are asked of the database, so a column that is added later is kept out by itself.
create or replace function history_of_insert() returns trigger language plpgsql as $$
declare
  by_person uuid := current_person();
  under_act text := current_setting('app.act');
  bytes text[] := columns_of_bytes(tg_relid, false);
  secret text[] := columns_of_bytes(tg_relid, true);
begin
  if bytes = '{}' and secret = '{}' then
    insert into history (org_id, person_id, act, kind, object_id, after)
    select n.org_id, by_person, under_act, tg_table_name, n.id, row_to_json(n) from new_rows n;
  else
    insert into history (org_id, person_id, act, kind, object_id, after)
    select n.org_id, by_person, under_act, tg_table_name, n.id,
      (a.j - bytes - secret || (
        select coalesce(jsonb_object_agg(name, 'filled in'), '{}') from unnest(secret) name where a.j -> name <> 'null'))::json
    from new_rows n
    cross join lateral (select to_jsonb(n) as j) a;
  end if;
  return null;
end $$;

create or replace function history_of_delete() returns trigger language plpgsql as $$
declare
  by_person uuid := current_person();
  under_act text := current_setting('app.act');
  left_out text[] := '{org_id,id}' || columns_of_bytes(tg_relid, false) || columns_of_bytes(tg_relid, true);
begin
  insert into history (org_id, person_id, act, kind, object_id, before)
  select o.org_id, by_person, under_act, tg_table_name, o.id, (to_jsonb(o) - left_out)::json
  from old_rows o;
  return null;
end $$;

create or replace function history_of_update() returns trigger language plpgsql as $$
declare
  by_person uuid := current_person();
  under_act text := current_setting('app.act');
  left_out text[];
  secret text[];
begin
  -- What is sealed with a newer key reads as it did.
  if current_user = 'better_off_resealer' then return null; end if;
  left_out := '{version}' || columns_of_bytes(tg_relid, false);
  secret := columns_of_bytes(tg_relid, true);
  insert into history (org_id, person_id, act, kind, object_id, before, after)
  select n.org_id, by_person, under_act, tg_table_name, n.id, was.fields, became.fields
  from new_rows n
  join old_rows o on o.org_id = n.org_id and o.id = n.id
  cross join lateral (select to_jsonb(o) - left_out as j) b
  cross join lateral (select to_jsonb(n) - left_out as j) a
  cross join lateral (
    select json_object_agg(key, case when key = any(secret) then 'null' else value end) as fields
    from jsonb_each(b.j) where a.j -> key is distinct from value) was
  cross join lateral (
    select json_object_agg(key, case
      when key <> all(secret) then value
      when value = 'null' then '"emptied"'
      when b.j -> key = 'null' then '"filled in"'
      else '"changed"' end) as fields
    from jsonb_each(a.j) where b.j -> key is distinct from value) became
  where became.fields is not null;
  return null;
end $$;
