-- A sheet of readings may bring targets: what it takes to undo them, as `changes` has it for readings.
alter table reading_import add column targets jsonb not null default '[]';
