import type { JSX } from 'preact'
import { counted } from '../core/counted.ts'
import { dayInWords } from '../core/day.ts'
import { type List, Records } from '../platform/doors/list-door.tsx'
import { badAddress, page } from '../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import { Act } from '../platform/ui/acts.tsx'
import { Filter } from '../platform/ui/filter.tsx'
import { Hidden } from '../platform/ui/form.tsx'
import { Pager } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import { standsInWords } from './path/pages.tsx'
import { CoachesTabs, type InUse, pathTo, sample } from './pieces.tsx'
import { access, type RosterChoice, rosterChoice } from './rules.ts'
import { inUse, type Roster, type RosterRow, roster, type TrainedQuery } from './store.ts'

/** The roster: who is on it, by name, training, zone and language. */
export const rosterRoute = (trained: TrainedQuery): TeamRoute => ({
  method: 'GET',
  path: '/coaches',
  may: access.read,
  async answer(visit) {
    const choice = rosterChoice(visit.url.searchParams)
    if (!choice) return badAddress()
    const shown = await visit.db.read(visit.scope, async (tx) => ({
      found: await roster(tx, choice, trained),
      inUse: await inUse(tx),
    }))
    return page(<RosterPage visit={visit} choice={choice} {...shown} />)
  },
})

type Shown = { visit: Visit; choice: RosterChoice; found: Roster; inUse: InUse }

function RosterPage({ visit, choice, found, inUse }: Shown): JSX.Element {
  const { search, zone, language, trained, stands } = choice
  const isChosen = search !== '' || [zone, language, trained, stands].some((each) => each !== null)
  return (
    <TeamPage
      visit={visit}
      title="Coaches"
      act={<Act visit={visit} to="/coaches/add" name="Add coach" may={access.write} />}
    >
      <CoachesTabs visit={visit} />
      <form class="search" method="get" action={visit.to('/coaches')} role="search">
        <div class="field">
          <label for="q">Find a coach by name</label>
          <input id="q" name="q" type="search" value={search} autocomplete="off" />
        </div>
        {Object.entries({ zone, language, trained, stands, sort: choice.sort === 'name' ? null : choice.sort }).map(
          ([name, value]) => value && <Hidden key={name} name={name} value={value} />,
        )}
        <button class="button second" type="submit">
          Find
        </button>
      </form>
      <Filters visit={visit} choice={choice} inUse={inUse} />
      <p class="tally" role="status">
        {counted(found.total, 'coach', 'coaches')}
        {stands && `: ${standsInWords(stands).toLowerCase()}`}
        {isChosen && (
          <>
            {' '}
            · <a href={visit.to('/coaches')}>Show all</a>
          </>
        )}
      </p>
      <Records list={listOf(visit, found, isChosen)} rows={found.rows} visit={visit} />
      <Pager url={visit.url} page={choice.page} hasMore={found.hasMore} />
    </TeamPage>
  )
}

const listOf = (visit: Visit, { total }: Roster, isChosen: boolean): List<RosterRow> => ({
  isTight: true,
  caption: `Coaches, ${counted(total, 'record')}`,
  columns: [
    [
      'Name',
      ({ name, is_sample }) =>
        is_sample ? (
          <>
            {name} {sample}
          </>
        ) : (
          name
        ),
    ],
    ['Trained', (row) => (row.trained_on ? dayInWords(row.trained_on) : <span class="quiet">not yet</span>)],
    ['Zone', ({ zone }) => zone ?? <span class="quiet">none</span>],
    ['Language', ({ language }) => language],
  ],
  to: pathTo,
  empty: isChosen ? (
    <>
      Nobody fits. Try a shorter part of the name, or <a href={visit.to('/coaches')}>show all coaches</a>.
    </>
  ) : (
    'No coach has been added yet. Add the first, or import a sheet of completions.'
  ),
})

type Row = readonly [
  label: string,
  name: string,
  chosen: string | null,
  options: readonly (readonly [string, string])[],
]

function Filters({ visit, choice, inUse }: Omit<Shown, 'found'>): JSX.Element {
  const inList = (words: readonly string[]) => words.map((each) => [each, each] as const)
  const trained = [
    ['yes', 'Trained'],
    ['no', 'Not yet trained'],
  ] as const
  const sorts = [
    ['trained', 'Newest trained'],
    ['zone', 'Zone'],
    ['language', 'Language'],
  ] as const
  const rows: readonly Row[] = [
    ['Training', 'trained', choice.trained, trained],
    ['Zone', 'zone', choice.zone, inList(inUse.zones)],
    ['Language', 'language', choice.language, inList(inUse.languages)],
    ['Sorted by', 'sort', choice.sort === 'name' ? null : choice.sort, sorts],
  ]
  return (
    <div class="filter-rows">
      {rows
        .filter(([, , , options]) => options.length > 1)
        .map(([label, name, chosen, options]) => (
          <Filter
            key={name}
            url={visit.url}
            isNamed
            label={label}
            name={name}
            chosen={chosen}
            options={[[null, name === 'sort' ? 'Name' : 'All'], ...options]}
          />
        ))}
    </div>
  )
}
