-- How long is data of each class of record: what led to nobody, what led to somebody, what was agreed and shared, and who read whom.
alter table retention_rule drop constraint retention_rule_record_class_check;
alter table retention_rule
  add constraint retention_rule_record_class_check check (record_class in
    ('referral that led to nobody', 'referral that led to somebody', 'consents and disclosures', 'who read whom')),
  -- What a person agreed to, what was shared and who read it is kept six years (45 CFR 164.316 and 164.530(j)).
  add constraint retention_rule_six_years check (record_class not in ('consents and disclosures', 'who read whom') or months >= 72);

-- As before, and what could lead to somebody in what was agreed and shared.
create or replace function erase_referrals_from_history(ids uuid[]) returns void
security definer set search_path = public, pg_temp language plpgsql as $$
begin
  update history h set before = (h.before::jsonb - f.fields)::json, after = (h.after::jsonb - f.fields)::json
  from (values
    ('referral', '{source_record}'::text[]),
    ('emergency_access', '{reason}'),
    ('consent', '{authority}'),
    ('disclosure', '{exception_why}')) f (kind, fields)
  where h.org_id = current_org() and h.object_id = any(ids) and h.kind = f.kind
    and (h.before::jsonb ?| f.fields or h.after::jsonb ?| f.fields);
end $$;

-- Reads that are older than their time go; the program alone asks for it, since nobody may take a read away.
grant select, delete on person_read to better_off_eraser;
create policy erased on person_read to better_off_eraser using (org_id = (select current_org()));
create function erase_reads(until timestamptz) returns int
security definer set search_path = public, pg_temp language plpgsql as $$
declare
  gone int;
begin
  if current_person() is not null then
    raise exception 'nobody takes a read away';
  end if;
  delete from person_read where org_id = current_org() and at < until;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function erase_reads from public;
grant execute on function erase_reads, current_person to better_off_eraser;
grant execute on function erase_reads to better_off_app;
grant create on schema public to better_off_eraser;
alter function erase_reads owner to better_off_eraser;
revoke create on schema public from better_off_eraser;
