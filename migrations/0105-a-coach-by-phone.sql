-- Who looks for a coach for a shift calls them: the window for the rooms that name a coach has the number too.
create or replace view coach_named with (security_invoker = true) as
select org_id, id, name, search, email, is_sample, zone, language, phone from coach;
