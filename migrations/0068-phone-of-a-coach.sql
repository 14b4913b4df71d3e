-- Whose work it is that a phone sends, also once they are not of the team any more.
alter table phone add column coach_id uuid, add foreign key (org_id, coach_id) references coach;
update phone p set coach_id = m.coach_id from membership m where m.org_id = p.org_id and m.person_id = p.person_id;
