-- Where a file does not say whether somebody lives, that is asked before anybody visits: until an outcome is known, or nobody can say.
alter table overdose_event add column asks_life boolean not null default false;
