-- What partners sent under a name of their own, so that the same again is answered alike and other content is refused. Of both only
-- marks are kept, which tell nothing to whoever reads them here.
create table referral_receipt (
  org_id int not null,
  id uuid not null,
  partner_id uuid not null,
  key_mark sealed_mark not null,
  content_mark sealed_mark not null,
  referral_id uuid not null,
  primary key (org_id, id),
  unique (org_id, partner_id, key_mark),
  foreign key (org_id, partner_id) references partner,
  foreign key (org_id, referral_id) references referral on delete cascade
);
call belongs_to_organisation('referral_receipt');
create policy in_hand on referral_receipt as restrictive to better_off_app
  using ((select response_part()) = 'everybody') with check ((select response_part()) = 'everybody');
