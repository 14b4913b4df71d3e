-- What was published, frozen for ever: words, readings and definitions as they stood.
create table edition (
  org_id int not null references organisation,
  id uuid not null,
  number int not null check (number > 0),
  slug text not null,
  name text not null,
  published_at timestamptz not null default now(),
  published_by uuid,
  -- What the publish check warned of and the publisher chose to publish all the same.
  accepted jsonb not null default '[]',
  as_of date not null,
  note text not null default '',
  content jsonb not null,
  primary key (org_id, id),
  unique (org_id, number)
);
call belongs_to_organisation('edition');
revoke update, delete on edition from better_off_app;

-- The bytes a reader gets, rendered and compressed once. The addresses of an edition never change;
-- those of the newest edition are replaced by the next one.
create table page (
  org_id int not null references organisation,
  path text not null unique,
  number int not null,
  is_newest boolean not null,
  content_type text not null,
  policy text not null default '',
  etag text not null,
  plain bytea not null,
  gzip bytea,
  brotli bytea,
  primary key (org_id, path)
);
call belongs_to_organisation('page');
revoke update on page from better_off_app;
create policy newest_only on page as restrictive for delete to better_off_app using (is_newest);

create policy everyone on edition for select to better_off_public using (true);
create policy everyone on page for select to better_off_public using (true);
grant select on edition, page to better_off_public;
