import type { JSX } from 'preact'
import { dayInWords } from '../core/day.ts'
import type { Visit } from '../platform/http/route.ts'
import { Hidden } from '../platform/ui/form.tsx'
import { Pager, RecordTable } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import { inWords } from '../platform/ui/words.ts'
import { CoachesTabs } from './applications/pages.tsx'
import { standsInWords } from './path/pages.tsx'
import { type InUse, mayWrite, sample } from './pieces.tsx'
import type { RosterChoice } from './rules.ts'
import type { Roster } from './store.ts'

export function RosterPage({
  visit,
  choice,
  found,
  inUse,
}: {
  visit: Visit
  choice: RosterChoice
  found: Roster
  inUse: InUse
}): JSX.Element {
  const isChosen =
    choice.search !== '' ||
    choice.zone !== null ||
    choice.language !== null ||
    choice.trained !== null ||
    choice.stands !== null
  return (
    <TeamPage
      visit={visit}
      title="Coaches"
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/coaches/add')}>
            Add coach
          </a>
        )
      }
    >
      <CoachesTabs visit={visit} />
      <form class="search" method="get" action={visit.to('/coaches')} role="search">
        <div class="field">
          <label for="q">Find a coach by name</label>
          <input id="q" name="q" type="search" value={choice.search} autocomplete="off" />
        </div>
        {choice.zone && <Hidden name="zone" value={choice.zone} />}
        {choice.language && <Hidden name="language" value={choice.language} />}
        {choice.trained && <Hidden name="trained" value={choice.trained} />}
        {choice.stands && <Hidden name="stands" value={choice.stands} />}
        {choice.sort !== 'name' && <Hidden name="sort" value={choice.sort} />}
        <button class="button second" type="submit">
          Find
        </button>
      </form>
      <Filters visit={visit} choice={choice} inUse={inUse} />
      <p class="tally" role="status">
        {inWords.counted(found.total, 'coach', 'coaches')}
        {choice.stands && `: ${standsInWords(choice.stands).toLowerCase()}`}
        {isChosen && (
          <>
            {' '}
            · <a href={visit.to('/coaches')}>Show all</a>
          </>
        )}
      </p>
      <RecordTable
        isTight
        caption={`Coaches, ${inWords.counted(found.total, 'record')}`}
        columns={[{ name: 'Name' }, { name: 'Trained' }, { name: 'Zone' }, { name: 'Language' }]}
        rows={found.rows.map((row) => ({
          key: row.id,
          href: visit.to(`/coaches/${row.id}`),
          cells: [
            row.is_sample ? (
              <>
                {row.name} {sample}
              </>
            ) : (
              row.name
            ),
            row.trained_on ? dayInWords(row.trained_on) : <span class="quiet">not yet</span>,
            row.zone ?? <span class="quiet">none</span>,
            row.language,
          ],
        }))}
        empty={
          isChosen ? (
            <>
              Nobody fits. Try a shorter part of the name, or <a href={visit.to('/coaches')}>show all coaches</a>.
            </>
          ) : (
            'No coach has been added yet. Add the first, or import a sheet of completions.'
          )
        }
      />
      <Pager url={visit.url} page={choice.page} hasMore={found.hasMore} />
    </TeamPage>
  )
}

function Filters({ visit, choice, inUse }: { visit: Visit; choice: RosterChoice; inUse: InUse }): JSX.Element {
  return (
    <div class="filter-rows">
      <FilterRow
        visit={visit}
        label="Training"
        name="trained"
        chosen={choice.trained}
        options={[
          ['yes', 'Trained'],
          ['no', 'Not yet trained'],
        ]}
      />
      {inUse.zones.length > 1 && (
        <FilterRow
          visit={visit}
          label="Zone"
          name="zone"
          chosen={choice.zone}
          options={inUse.zones.map((zone) => [zone, zone])}
        />
      )}
      {inUse.languages.length > 1 && (
        <FilterRow
          visit={visit}
          label="Language"
          name="language"
          chosen={choice.language}
          options={inUse.languages.map((language) => [language, language])}
        />
      )}
      <FilterRow
        visit={visit}
        label="Sorted by"
        name="sort"
        chosen={choice.sort === 'name' ? null : choice.sort}
        all="Name"
        options={[
          ['trained', 'Newest trained'],
          ['zone', 'Zone'],
          ['language', 'Language'],
        ]}
      />
    </div>
  )
}

function FilterRow({
  visit,
  label,
  name,
  chosen,
  options,
  all = 'All',
}: {
  visit: Visit
  label: string
  name: string
  chosen: string | null
  options: readonly (readonly [string, string])[]
  all?: string
}): JSX.Element {
  const to = (value: string | null): string => {
    const next = new URLSearchParams(visit.url.searchParams)
    for (const gone of ['page', 'said', name]) next.delete(gone)
    if (value !== null) next.set(name, value)
    return `${visit.url.pathname}${next.size > 0 ? `?${next}` : ''}`
  }
  return (
    <nav class="filters" aria-label={label}>
      <span class="filters-name">{label}</span>
      <a href={to(null)} aria-current={chosen === null ? 'true' : undefined}>
        {all}
      </a>
      {options.map(([value, words]) => (
        <a key={value} href={to(value)} aria-current={chosen === value ? 'true' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  )
}
