import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, Form } from '../../platform/ui/form.tsx'
import { Facts, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { type Coach, phoneInWords } from '../model.ts'
import { pathTo, trailOf } from '../pieces.tsx'
import type { Candidate } from '../same/model.ts'
import type { Named } from '../store.ts'
import type { Has, Merge, ProfileField, SideBySide } from './model.ts'

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

const fieldNames: Readonly<Record<ProfileField, string>> = {
  name: 'Name',
  email: 'Mail address',
  phone: 'Phone',
  zone: 'Zone',
  language: 'Language',
}

/** Both side by side, what is asked, and the button. */
export function MergePage({
  visit,
  kept,
  gone,
  both,
  form,
}: {
  visit: Visit
  kept: Coach
  gone: Coach
  both: SideBySide
  form: Refused
}): JSX.Element {
  const [one, other] = headings(kept, gone)
  const shown = (coach: Coach, field: ProfileField): string =>
    field === 'phone' && coach.phone ? phoneInWords(coach.phone) : (coach[field] ?? '')
  return (
    <TeamPage visit={visit} title={`${kept.name} and ${gone.name}`} trail={trailOf(kept)}>
      <p class="lead">
        Are these two the same person? Then {one} stays on the roster, and everything of {other} comes along. It can be
        taken back.
      </p>
      <RecordTable
        caption="What both records hold"
        columns={[{ name: 'What' }, { name: one }, { name: other }]}
        rows={[
          ...(Object.keys(fieldNames) as ProfileField[]).map((field) => ({
            // the keys of the record above
            key: field,
            cells: [fieldNames[field], shown(kept, field) || none, shown(gone, field) || none],
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
      {both.refusals.length > 0 && <CannotYet both={both} />}
      {both.refusals.length === 0 && (
        <Form
          form={form}
          action={visit.to(`/coaches/${kept.id}/same/${gone.id}`)}
          save="Merge into one"
          cancel={visit.to(`/coaches/${kept.id}`)}
        >
          {both.profile.map(({ field }) => (
            <Choice
              key={field}
              form={form}
              name={field}
              label={fieldNames[field]}
              none="Choose"
              options={[
                { value: 'kept', name: shown(kept, field) },
                { value: 'gone', name: shown(gone, field) },
              ]}
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
              options={[
                { value: 'kept', name: `${one}: ${words.kept}` },
                { value: 'gone', name: `${other}: ${words.gone}` },
              ]}
            />
          ))}
          {both.aside.length > 0 && (
            <p>
              Both have the same {both.aside.map(({ name, count }) => `${name.toLowerCase()} (${count})`).join(', ')}.
              They count once: those of {other} are set aside.
            </p>
          )}
        </Form>
      )}
      <p>
        <a href={visit.to(`/coaches/${gone.id}/same/${kept.id}`)}>Keep {other} on the roster instead</a>
      </p>
    </TeamPage>
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
const headings = (kept: Coach, gone: Coach): readonly [string, string] =>
  kept.name === gone.name ? [`${kept.name} (this record)`, `${gone.name} (the other record)`] : [kept.name, gone.name]

const CannotYet = ({ both }: { both: SideBySide }): JSX.Element => (
  <section aria-labelledby="not-yet" class="problems" role="alert">
    <h2 id="not-yet">They cannot be merged yet</h2>
    <ul>
      {both.refusals.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  </section>
)

/** Asks once before two coaches are taken apart. */
export function PartPage({
  visit,
  own,
  merge,
  form,
}: {
  visit: Visit
  own: Coach
  merge: Merge
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={`Take ${own.name} and ${merge.goneName} apart`} trail={trailOf(own)}>
      <p class="lead">
        Each gets back what was theirs on {dayInWords(merge.mergedOn)}. What was recorded since then stays with{' '}
        {stopped(own.name)}
      </p>
      <Facts
        facts={[
          ['Merged on', dayInWords(merge.mergedOn)],
          ['Merged by', merge.by],
        ]}
      />
      <Form
        form={form}
        action={visit.to(`/coaches/${own.id}/merges/${merge.id}`)}
        save="Take apart"
        cancel={visit.to(`/coaches/${own.id}`)}
      />
    </TeamPage>
  )
}
