-- What is looked for among all referrals of ten years is found by an index: overdoses a day apart, and who was found to be whom.
create index overdose_event_by_day on overdose_event (org_id, occurred_on);
create index person_served_merged on person_served (org_id, merged_into) where merged_into is not null;
