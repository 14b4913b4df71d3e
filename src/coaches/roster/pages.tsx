import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { type Column, type List, Records } from '../../platform/doors/list-door.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Filter } from '../../platform/ui/filter.tsx'
import { Hidden } from '../../platform/ui/form.tsx'
import { Pager } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { NextShift } from '../beside/model.ts'
import { standsInWords, titles } from '../path/pages.tsx'
import { CoachesTabs, type InUse, PhoneLink, pathTo, sample } from '../pieces.tsx'
import { access } from '../rules.ts'
import { type Group, groups, type RosterChoice } from './rules.ts'
import type { Roster, RosterRow } from './store.ts'

export type RosterShown = {
  readonly choice: RosterChoice
  readonly found: Roster
  readonly inUse: InUse
  readonly nextShifts: ReadonlyMap<string, NextShift>
  /** What of each one's credentials needs somebody first; null where this is not for the one who looks. */
  readonly credentials: ReadonlyMap<string, string> | null
}
type At = RosterShown & { readonly visit: Visit }

const groupWords: Readonly<Record<Group, string>> = {
  active: 'Active',
  leave: 'On leave',
  boarding: 'Coming on board',
  training: 'In training',
  applied: 'Applied or accepted',
  new: 'No step yet',
  left: 'Left',
  learners: 'Learners only',
  all: 'All',
}

const groupHelp: Partial<Readonly<Record<Group, string>>> = {
  boarding: 'They passed an approved coach course, or are in onboarding, and have not begun.',
  learners: 'They signed up for a class. No step toward coaching is on record.',
  new: 'Nobody has recorded where they stand.',
}

export function RosterPage(at: At): JSX.Element {
  const { visit, choice, found } = at
  const { search, zone, language, trained, stands } = choice
  const isChosen = search !== '' || [zone, language, trained, stands].some((each) => each !== null)
  const total = found.counts[found.group]
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
      <Filter
        url={visit.url}
        label="By stage"
        name="group"
        chosen={found.group}
        options={groups
          .filter((group) => group === 'active' || group === found.group || found.counts[group] > 0)
          .map((group) => [group, `${groupWords[group]} ${found.counts[group]}`])}
      />
      <MoreFilters {...at} />
      <p class="tally" role="status">
        {found.group === 'learners' ? counted(total, 'learner') : counted(total, 'coach', 'coaches')}
        {stands && `: ${standsInWords(stands).toLowerCase()}`}
        {isChosen && (
          <>
            {' '}
            · <a href={visit.to('/coaches')}>Show all</a>
          </>
        )}
      </p>
      {groupHelp[found.group] && <p class="help">{groupHelp[found.group]}</p>}
      <Records list={listOf(at, isChosen)} rows={found.rows} visit={visit} />
      <Pager url={visit.url} page={choice.page} hasMore={found.hasMore} />
    </TeamPage>
  )
}

const listOf = ({ visit, found, nextShifts, credentials }: At, isChosen: boolean): List<RosterRow> => ({
  caption: `${groupWords[found.group]}: ${counted(found.counts[found.group], 'record')}`,
  columns: [
    ['Name', ({ name, isSample }) => withTag(name, isSample)],
    ['Stage', standsOf],
    ['Phone', ({ phone }) => phone && <PhoneLink phone={phone} />],
    ...(found.group === 'learners' ? [] : whatIsAhead(visit, nextShifts, credentials)),
    ['Zone', ({ zone, language }) => [zone, language === 'English' ? null : language].filter(Boolean).join(', ')],
  ],
  to: pathTo,
  empty: isChosen ? (
    <>
      Nobody fits. Try a shorter part of the name, or <a href={visit.to('/coaches')}>show all coaches</a>.
    </>
  ) : (
    emptyWords(found)
  ),
})

const emptyWords = ({ counts }: Roster): string =>
  counts.all > 0
    ? 'Nobody stands here now.'
    : 'No coach has been added yet. Add the first, or import a sheet of completions.'

const whatIsAhead = (
  visit: Visit,
  nextShifts: RosterShown['nextShifts'],
  credentials: RosterShown['credentials'],
): readonly Column<RosterRow>[] => [
  ['Next shift', ({ id }) => shiftOf(visit, nextShifts.get(id))],
  ...(credentials ? [['Credential', ({ id }: RosterRow) => credentials.get(id) ?? ''] as const] : []),
]

const withTag = (name: string, isSample: boolean): ComponentChildren =>
  isSample ? (
    <>
      {name} {sample}
    </>
  ) : (
    name
  )

const shiftOf = (visit: Visit, next: NextShift | undefined): ComponentChildren =>
  next && <a href={visit.to(next.href)}>{next.words}</a>

const standsOf = ({ stage, since, isLearner }: RosterRow): ComponentChildren =>
  stage === null || since === null ? (
    <span class="quiet">{isLearner ? 'Learner' : 'No step yet'}</span>
  ) : (
    <>
      {titles[stage]} <span class="quiet nowrap">{dayInWords(since)}</span>
    </>
  )

type Row = readonly [
  label: string,
  name: string,
  chosen: string | null,
  options: readonly (readonly [string, string])[],
]

function MoreFilters({ visit, choice, inUse }: At): JSX.Element {
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
    <details class="more-filters" open={rows.some(([, , chosen]) => chosen !== null)}>
      <summary>By training, zone or language</summary>
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
    </details>
  )
}
