-- Browsers in which somebody has signed in before: the wrong guesses of strangers elsewhere do not keep such a browser out. The
-- mark is a secret that the browser keeps in a cookie; each sign-in gives it a new one.
create table known_browser (
  token_hash bytea not null,
  person_id uuid not null references person on delete cascade,
  expires_at timestamptz not null,
  primary key (token_hash, person_id)
);
create index known_browser_of_person on known_browser (person_id);
grant select, insert, update, delete on known_browser to better_off_door;
