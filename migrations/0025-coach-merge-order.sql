-- The newest merge of a coach is the first to be taken back: what came to them by an earlier one may be set aside by a later.
alter table coach_merge drop column kept_first_id, add column position bigint generated always as identity;

-- Puts a row back that was set aside. What it hung on may be gone meanwhile; then it is gone too, as it would be had it stayed.
create function put_row_back(rows_of regclass, whole json) returns boolean language plpgsql as $$
begin
  execute format('insert into %s select * from json_populate_record(null::%s, $1)', rows_of, rows_of) using whole;
  return true;
exception when foreign_key_violation then
  return false;
end $$;
