import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Standing } from '../path/model.ts'
import { searchWords } from '../rules.ts'
import { fits, type TrainedQuery } from '../store.ts'
import {
  countGroups,
  type Group,
  groupShown,
  type RosterChoice,
  type Sort,
  type Standings,
  type Stands,
  stagesIn,
} from './rules.ts'

export type RosterRow = {
  readonly id: string
  readonly name: string
  readonly phone: string | null
  readonly zone: string | null
  readonly language: string
  readonly isSample: boolean
  /** Where they stand and since when; null for nowhere yet. */
  readonly stage: Standing | null
  readonly since: Day | null
  readonly isLearner: boolean
}
export type Roster = {
  readonly group: Group
  readonly counts: Readonly<Record<Group, number>>
  readonly rows: readonly RosterRow[]
  readonly hasMore: boolean
}

/** What the roster asks of training: who is trained since when, and who has a seat in a class. */
export type RosterNeeds = {
  readonly trained: TrainedQuery
  readonly seated: (tx: Tx) => RawBuilder<{ key: string }>
}

const pageSize = 50

const orders: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  name: sql`f.search, f.id`,
  zone: sql`f.zone nulls last, f.search, f.id`,
  language: sql`f.language, f.search, f.id`,
  trained: sql`f.trained_on desc nulls last, f.search, f.id`,
}

/** One page of those who fit a choice, in its order, and how many of them are in each group. Where nobody is active yet, everybody is shown. */
export async function roster(tx: Tx, choice: RosterChoice, needs: RosterNeeds): Promise<Roster> {
  const found = await rosterOf(tx, choice, groupShown(choice), needs)
  const isBegun = choice.group !== null || found.group === 'all' || found.counts.active > 0
  return isBegun ? found : rosterOf(tx, choice, 'all', needs)
}

type Found = RosterRow & { readonly counts: Standings }

async function rosterOf(tx: Tx, choice: RosterChoice, group: Group, { trained, seated }: RosterNeeds): Promise<Roster> {
  const asksTraining = choice.trained !== null || choice.sort === 'trained'
  // Of the few whom a search finds, where each stands is asked one by one; of everybody it is worked out at once.
  const one = choice.search === '' ? sql`` : sql`offset 0`
  const { rows } = await sql<Found | { readonly counts: Standings; readonly id: null }>`
    with fitting as materialized (
      select c.id, c.name, c.search, c.phone, c.zone, c.language, c.is_sample, s.stage, s.since,
        ${asksTraining ? sql`t.trained_on` : sql`null::date as trained_on`},
        s.stage is null and exists (select from (${seated(tx)}) q where q.key = c.id) as is_learner
      from coach c
      left join lateral (select k.stage, k.since from coach_standing k where k.org_id = c.org_id and k.coach_id = c.id ${one}) s on true
      ${asksTraining ? sql`left join (${trained(tx)}) t on t.key = c.id` : sql``}
      where c.org_id = ${tx.org} and ${sql.join(conditions(choice), sql` and `)}
    )
    select t.counts, p.*
    from (select coalesce(json_agg(g), '[]') as counts from (
      select stage, is_learner as "isLearner", count(*)::int as count from fitting group by 1, 2) g) t
    left join lateral (
      select f.id, f.name, f.phone, f.zone, f.language, f.is_sample as "isSample", f.stage, f.since, f.is_learner as "isLearner",
        row_number() over (order by ${orders[choice.sort]}) as place
      from fitting f where ${within(group)}
      order by place limit ${pageSize + 1} offset ${(choice.page - 1) * pageSize}) p on true
    order by p.place`.execute(tx.sql)
  const found = rows.filter((row) => row.id !== null)
  return {
    group,
    counts: countGroups(rows[0]?.counts ?? []),
    rows: found.slice(0, pageSize),
    hasMore: found.length > pageSize,
  }
}

/** Whether somebody is in a group, as `countGroups` counts them. */
function within(group: Group): RawBuilder<unknown> {
  if (group === 'all') return sql`true`
  if (group === 'learners') return sql`f.is_learner`
  if (group === 'new') return sql`f.stage is null and not f.is_learner`
  return sql`f.stage = any(${stagesIn[group]}::text[])`
}

function conditions({ search, zone, language, trained, stands }: RosterChoice): RawBuilder<unknown>[] {
  const words = searchWords(search)
  return [
    // A search of signs alone, such as "??", is looked for as it is, and finds nobody.
    ...(search !== '' && words.length === 0 ? [sql`false`] : []),
    ...(words.length === 0
      ? []
      : [
          sql`(${fits(words, sql`c.search`)} or exists (select from coach_merge m
            where m.org_id = c.org_id and m.kept_id = c.id and ${fits(words, sql`m.gone_search`)}))`,
        ]),
    ...(zone === null ? [] : [sql`c.zone = ${zone}`]),
    ...(language === null ? [] : [sql`c.language = ${language}`]),
    ...(trained === null ? [] : [trained === 'yes' ? sql`t.trained_on is not null` : sql`t.trained_on is null`]),
    ...(stands === null ? [] : [standing(stands)]),
    sql`true`,
  ]
}

/** Whether a coach stands there today, as the pipeline counts them. */
const standing = (stands: Stands): RawBuilder<unknown> =>
  sql`s.stage is not distinct from ${stands === 'no step yet' ? null : stands}`
