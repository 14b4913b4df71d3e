-- Whoever signs in for a partner is nobody else there: what a coach has in hand is not theirs to see.
alter table membership add constraint membership_partner_is_no_coach check (role <> 'partner' or coach_id is null);
