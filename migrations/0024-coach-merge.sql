-- Two coaches who are one: everything that hangs on the one moves to the other, and the one leaves the roster. What moved and what
-- was set aside is kept, so that it can be taken back exactly.
create table coach_merge (
  org_id int not null,
  id uuid not null,
  kept_id uuid not null,
  -- Whom they were merged into first: when that coach is merged in turn, `kept_id` moves on.
  kept_first_id uuid not null,
  gone_id uuid not null,
  gone_name text not null,
  gone_search text not null,
  -- What of the kept coach was changed: as it was, and as the merge left it.
  kept_before json not null,
  kept_after json not null,
  merged_on date not null,
  primary key (org_id, id),
  foreign key (org_id, kept_id) references coach
);
create unique index coach_merge_once on coach_merge (org_id, gone_id);
create index coach_merge_of_kept on coach_merge (org_id, kept_id);
call keeps_history('coach_merge');

-- One row a record that moved (`moved_column` held `was` and then `became`) or was set aside (`aside` holds it whole), in the order
-- in which it was done. It is there as long as the merge stands.
create table coach_merge_row (
  org_id int not null,
  id uuid not null default gen_random_uuid(),
  merge_id uuid not null,
  position bigint generated always as identity,
  rows_of text not null,
  row_id uuid not null,
  moved_column text,
  was uuid,
  became uuid,
  aside json,
  primary key (org_id, id),
  foreign key (org_id, merge_id) references coach_merge on delete cascade,
  check ((moved_column is null) <> (aside is null))
);
create index coach_merge_row_of_merge on coach_merge_row (org_id, merge_id, position);
call belongs_to_organisation('coach_merge_row');

-- A mentor and their pairs move in one transaction, one after the other; a note goes with its session.
alter table mentor_pair drop constraint mentor_pair_org_id_mentor_id_fkey,
  add constraint mentor_pair_mentor foreign key (org_id, mentor_id) references mentor (org_id, coach_id) deferrable;
alter table supervision_note drop constraint supervision_note_org_id_session_id_coach_id_supervisor_id_fkey,
  add constraint supervision_note_session foreign key (org_id, session_id, coach_id, supervisor_id)
    references supervision_session (org_id, id, coach_id, supervisor_id) on update cascade on delete cascade;

-- Of the rows of two coaches, those that cannot both be one coach's: each unique index that holds the column is asked.
create function rows_that_collide(rows_of regclass, by_column name, one uuid, other uuid)
returns table (one_id uuid, other_id uuid) stable language plpgsql as $$
declare
  unique_by record;
begin
  for unique_by in
    select case when i.indnullsnotdistinct then 'true' else 'false' end as is_null_alike, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') as of_rows, (
        select string_agg(format('(%s)::text', pg_get_indexdef(i.indexrelid, n, false)), ', ' order by n)
        from generate_series(1, i.indnkeyatts) n where i.indkey[n - 1] <> a.attnum) as keys
    from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attname = by_column
    where i.indrelid = rows_of and i.indisunique and not i.indisprimary and a.attnum = any(i.indkey)
  loop
    return query execute format('
      select a.id, b.id
      from (select id, array[%1$s] as k from %2$s where org_id = current_org() and %3$I = $1 and (%4$s)) a
      join (select id, array[%1$s] as k from %2$s where org_id = current_org() and %3$I = $2 and (%4$s)) b on a.k = b.k
      where %5$s or array_position(a.k, null) is null',
      unique_by.keys, rows_of, by_column, unique_by.of_rows, unique_by.is_null_alike) using one, other;
  end loop;
end $$;

-- Records that nobody may change, or that only two may read, follow their coach all the same. The role owns this function, can do
-- nothing else and nobody becomes it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'better_off_merger') then
    create role better_off_merger nologin;
  end if;
  grant better_off_merger to current_user;
exception when duplicate_object or unique_violation then null; -- another instance starts at the same moment
end $$;
grant usage on schema public to better_off_merger;
do $$
declare name text;
begin
  foreach name in array array['check_in', 'hours_entry', 'competency_rating'] loop
    execute format('grant select (org_id, id, coach_id), update (coach_id) on %I to better_off_merger', name);
    execute format('create policy merger on %I to better_off_merger using (org_id = (select current_org())) with check (org_id = (select current_org()))', name);
  end loop;
end $$;
grant insert on history to better_off_merger;
create policy merger on history for insert to better_off_merger with check (org_id = (select current_org()));

create function move_sealed_rows(rows_of text, was uuid, becomes uuid, only_ids uuid[]) returns setof uuid
security definer set search_path = public, pg_temp language plpgsql as $$
begin
  return query execute format('
    update %I set coach_id = $1 where org_id = current_org() and coach_id = $2 and ($3 is null or id = any($3)) returning id', rows_of)
    using becomes, was, only_ids;
end $$;
revoke execute on function move_sealed_rows from public;
grant execute on function move_sealed_rows to better_off_app;
grant create on schema public to better_off_merger;
alter function move_sealed_rows owner to better_off_merger;
revoke create on schema public from better_off_merger;

-- As before, and out of what was merged.
create or replace function erase_applicants_from_history(ids uuid[]) returns void
security definer set search_path = public, pg_temp language plpgsql as $$
begin
  update history h set before = (h.before::jsonb - f.fields)::json, after = (h.after::jsonb - f.fields)::json
  from (values
    ('application', '{name,email,phone,zone,reasons,reason}'::text[]),
    ('reference', '{name,contact}'),
    ('coach', '{name,search,email,phone}'),
    ('coach_merge', '{gone_name,gone_search,kept_before,kept_after}'),
    ('coach_stage', '{reason}')) f (kind, fields)
  where h.org_id = current_org() and h.object_id = any(ids) and h.kind = f.kind
    and (h.before::jsonb ?| f.fields or h.after::jsonb ?| f.fields);
end $$;
