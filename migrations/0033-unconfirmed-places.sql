-- Until when somebody has to confirm the mail address that was typed for them, by the link in the mail; null once it is confirmed,
-- and for whom the team knows. Until then a seat is only held and no place on the list counts; after that both are gone.
alter table class_place add column confirm_until timestamptz;
create index class_place_unconfirmed on class_place (org_id, confirm_until)
  where confirm_until is not null and state in ('waiting', 'offered');
