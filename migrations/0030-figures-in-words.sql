-- A figure in the words of an edition that could be a withheld number, of which a person says that it is something else, and what.
-- `mark` names the figure in its sentence: where the sentence changes, it is asked again.
create table figure_explained (
  org_id int not null,
  id uuid not null,
  mark text not null check (mark ~ '^[0-9a-f]{32}$'),
  words text not null,
  reason text not null check (reason <> ''),
  primary key (org_id, id),
  unique (org_id, mark)
);
call keeps_history('figure_explained');
