-- Takes what says who somebody is out of the history of applications that were emptied, and of who came by them. The one change
-- of history there is: days, outcomes and who did what stay. The role owns this function, can do nothing else and nobody becomes it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'better_off_eraser') then
    create role better_off_eraser nologin;
  end if;
  grant better_off_eraser to current_user;
exception when duplicate_object or unique_violation then null; -- another instance starts at the same moment
end $$;
grant usage on schema public to better_off_eraser;
grant select, update (before, after) on history to better_off_eraser;
create policy eraser on history to better_off_eraser
  using (org_id = (select current_org())) with check (org_id = (select current_org()));

create function erase_applicants_from_history(ids uuid[]) returns void
security definer set search_path = public, pg_temp language plpgsql as $$
begin
  update history h set before = (h.before::jsonb - f.fields)::json, after = (h.after::jsonb - f.fields)::json
  from (values
    ('application', '{name,email,phone,zone,reasons,reason}'::text[]),
    ('reference', '{name,contact}'),
    ('coach', '{name,search,email,phone}'),
    ('coach_stage', '{reason}')) f (kind, fields)
  where h.org_id = current_org() and h.object_id = any(ids) and h.kind = f.kind
    and (h.before::jsonb ?| f.fields or h.after::jsonb ?| f.fields);
end $$;
revoke execute on function erase_applicants_from_history from public;
grant execute on function erase_applicants_from_history to better_off_app;
grant create on schema public to better_off_eraser;
alter function erase_applicants_from_history owner to better_off_eraser;
revoke create on schema public from better_off_eraser;
