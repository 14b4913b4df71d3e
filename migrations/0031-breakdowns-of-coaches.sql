-- A coach's recovery is health: small groups of coaches in breakdowns are withheld unless the county says why not. Breakdowns are
-- published only where a county turns them on; those of measures that stand stay as they were set.
alter table measure
  add column small_splits_reason text not null default '',
  alter column publishes_splits set default false;
