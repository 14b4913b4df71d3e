import type { JSX } from 'preact'
import { fieldsOf } from '../../core/field.ts'
import { stopped } from '../../core/text.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { asTyped, type Coach, coachForm } from '../model.ts'
import { pathTo, trailOf } from '../pieces.tsx'
import type { Candidate } from '../same/model.ts'
import type { Named } from '../store.ts'
import { type Has, type ProfileField, profileFields, type SideBySide } from './model.ts'

/** Who of the roster is the same person: those who are like them, or those who are looked for. */
export function WhoPage({
  visit,
  own,
  search,
  found,
}: {
  visit: Visit
  own: Coach
  search: string
  found: readonly Candidate<Named>[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={`Who is the same person as ${own.name}?`} trail={trailOf(own)}>
      <p class="lead">
        {stopped(`Choose the other record of ${own.name}`)} You see what both hold before anything changes, and it can
        be taken back.
      </p>
      <form class="search" method="get" action={visit.to(`${pathTo(own)}/same`)} role="search">
        <div class="field">
          <label for="q">Find the other record by name</label>
          <input id="q" name="q" type="search" value={search} autocomplete="off" />
        </div>
        <button class="button second" type="submit">
          Find
        </button>
      </form>
      <Records
        list={listOf(pathTo(own), search)}
        rows={found.map((one) => ({ ...one, id: one.who.id }))}
        visit={visit}
      />
    </TeamPage>
  )
}

const listOf = (at: string, search: string): List<Candidate<Named> & { readonly id: string }> => ({
  isTight: true,
  caption: search === '' ? 'Coaches who may be the same person' : 'Coaches of that name',
  columns: [
    ['Name', ({ who }) => who.name],
    ['Mail address', ({ who }) => who.email ?? none],
    ['Why', ({ reasons }) => reasons.join(', ')],
  ],
  to: ({ id }) => `${at}/same/${id}`,
  empty:
    search === ''
      ? 'Nobody on the roster is like them. Look for the other record by name.'
      : 'Nobody fits. Try a shorter part of the name.',
})

const described = fieldsOf(coachForm)
const nameOf = (field: ProfileField): string => described.get(field)?.label ?? field

type Two = { readonly coach: Coach; readonly gone: Coach; readonly both: SideBySide }

const shownOf = (one: Coach, field: ProfileField): string => asTyped(one)[field] ?? ''

/** Both side by side, and why they cannot be one yet; refused, the form says so itself. */
export function BothRecords({ coach: kept, gone, both, isRefused }: Two & { isRefused: boolean }): JSX.Element {
  const [one, other] = headings(kept, gone)
  return (
    <>
      <p class="lead">
        Are these two the same person? Then {one} stays on the roster, and everything of {other} comes along. It can be
        taken back.
      </p>
      <RecordTable
        caption="What both records hold"
        columns={[{ name: 'What' }, { name: one }, { name: other }]}
        rows={[
          ...profileFields.map((field) => ({
            key: field,
            cells: [nameOf(field), shownOf(kept, field) || none, shownOf(gone, field) || none],
          })),
          ...both.counts.map((count) => ({
            key: count.name,
            cells: [count.name, <Had key="kept" has={count.kept} />, <Had key="gone" has={count.gone} />],
          })),
        ]}
        empty=""
      />
      <p class="help">
        Hours, ratings and check-ins come along too. They are not counted here: some of them only two people may see.
      </p>
      {both.refusals.length > 0 && !isRefused && (
        <section aria-labelledby="not-yet" class="problems" role="alert">
          <h2 id="not-yet">They cannot be merged yet</h2>
          <ul>
            {both.refusals.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Whose stays, of what only one can have. */
export function MergeFields({ form, coach: kept, gone, both }: Two & { form: Refused }): JSX.Element {
  const [one, other] = headings(kept, gone)
  const ofTwo = (keptWords: string, goneWords: string) => [
    { value: 'kept', name: keptWords },
    { value: 'gone', name: goneWords },
  ]
  return (
    <>
      {both.profile.map(({ field }) => (
        <Choice
          key={field}
          form={form}
          name={field}
          label={nameOf(field)}
          none="Choose"
          options={ofTwo(shownOf(kept, field), shownOf(gone, field))}
        />
      ))}
      {both.questions.map(({ field, name, words }) => (
        <Choice
          key={field}
          form={form}
          name={field}
          label={name}
          help="One coach can have only one. The other is set aside, and comes back if you take the two apart."
          none="Choose"
          options={ofTwo(`${one}: ${words.kept}`, `${other}: ${words.gone}`)}
        />
      ))}
      {both.aside.length > 0 && (
        <p>
          Both have the same {both.aside.map(({ name, count }) => `${name.toLowerCase()} (${count})`).join(', ')}. They
          count once: those of {other} are set aside.
        </p>
      )}
    </>
  )
}

const none = <span class="quiet">none</span>

const Had = ({ has: { count, words } }: { has: Has }): JSX.Element => {
  if (count === 0) return none
  if (words.length === 0) return <>{count}</>
  const more = count - words.length
  return (
    <ul class="plain-list">
      {words.map((each) => (
        <li key={each}>{each}</li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  )
}

/** What the columns are called: the names, told apart where they are the same. */
export const headings = (kept: Coach, gone: Coach): readonly [string, string] =>
  kept.name === gone.name ? [`${kept.name} (this record)`, `${gone.name} (the other record)`] : [kept.name, gone.name]
