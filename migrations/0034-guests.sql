-- Who may bring a guest to a training session; null is nobody.
alter table training_session add column guests text check (guests in ('coaches', 'everybody'));
