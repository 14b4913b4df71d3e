import type { JSX } from 'preact'
import { type Day, dayInWords } from '../core/day.ts'
import type { Problem } from '../core/result.ts'
import type { HistoryLine } from '../platform/history.ts'
import { Typed } from '../platform/http/form.ts'
import type { Refused, Visit } from '../platform/http/route.ts'
import { Form, Hidden, Problems, TextField, Tick } from '../platform/ui/form.tsx'
import { Facts, Pager, RecordPage, RecordTable } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import { inWords } from '../platform/ui/words.ts'
import { CoachesTabs } from './applications/pages.tsx'
import type { Credential } from './credentials/model.ts'
import { CredentialsSection } from './credentials/pages.tsx'
import { type Coach, phoneInWords } from './model.ts'
import { PathSection, type PathShown, standsInWords } from './path/pages.tsx'
import { access, type RosterChoice } from './rules.ts'
import { SignInSection } from './sign-in/pages.tsx'
import type { SigningIn } from './sign-in/store.ts'
import type { Roster } from './store.ts'

/** One course of a coach, as their page shows it. `href` is below the organisation. */
export type CourseTaken = {
  readonly key: string
  readonly href: string
  readonly course: string
  /** The session, or that it was taken elsewhere. */
  readonly where: string
  readonly outcome: string
  readonly outcomeOn: Day | null
  readonly hours: number | null
  /** It was taken back; it is in no number, and can be put back on its page. */
  readonly isRemoved: boolean
  /** An approved coach course that was passed. */
  readonly countsAsTrained: boolean
}

type InUse = { readonly zones: readonly string[]; readonly languages: readonly string[] }

const trail = [{ name: 'Coaches', path: '/coaches' }]
const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)
const sample = <span class="tag">sample</span>

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

export function CoachPage({
  visit,
  coach,
  taken,
  path,
  signing,
  application,
  credentials,
  problems,
  history,
}: {
  visit: Visit
  coach: Coach
  taken: readonly CourseTaken[]
  path: PathShown
  signing: SigningIn
  application: { readonly id: string } | null
  credentials: readonly Credential[]
  problems: readonly Problem[]
  history: readonly HistoryLine[]
}): JSX.Element {
  const { trainedOn } = path
  return (
    <TeamPage
      visit={visit}
      title={coach.name}
      trail={trail}
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to(`/training/record?coachId=${coach.id}`)}>
            Record completion
          </a>
        )
      }
    >
      <RecordPage history={history}>
        <Problems form={{ typed: new Typed(), problems }} />
        <p class="lead">
          {trainedOn
            ? `A trained recovery coach since ${dayInWords(trainedOn)}.`
            : 'Not yet a trained recovery coach: no approved coach course has been passed.'}
        </p>
        <Facts
          facts={[
            ['Mail address', coach.email ? <a href={`mailto:${coach.email}`}>{coach.email}</a> : ''],
            ['Phone', coach.phone ? <a href={`tel:${coach.phone}`}>{phoneInWords(coach.phone)}</a> : ''],
            ['Zone', coach.zone ?? ''],
            ['Language', coach.language],
            ...(application
              ? [
                  [
                    'Came by',
                    <a key="application" href={visit.to(`/coaches/applications/${application.id}`)}>
                      an application
                    </a>,
                  ] as const,
                ]
              : []),
            ...(coach.isSample ? [['Record', sample] as const] : []),
          ]}
        />
        {mayWrite(visit) && (
          <p class="acts">
            <a href={visit.to(`/coaches/${coach.id}/edit`)}>Edit {coach.name}</a>
          </p>
        )}
        <PathSection visit={visit} coach={coach} shown={path} mayWrite={mayWrite(visit)} />
        <section aria-labelledby="courses">
          <h2 id="courses">Courses</h2>
          <RecordTable
            isTight
            caption={`Courses of ${coach.name}`}
            columns={[
              { name: 'Course' },
              { name: 'Outcome' },
              { name: 'On' },
              { name: 'Hours', isNumber: true },
              { name: 'Where' },
            ]}
            rows={taken.map((course) => ({
              key: course.key,
              href: visit.to(course.href),
              cells: [
                course.course,
                course.isRemoved ? <span class="quiet">removed</span> : course.outcome,
                <span key="on" class="day">
                  {course.outcomeOn ? dayInWords(course.outcomeOn) : ''}
                </span>,
                course.hours ?? '',
                course.where,
              ],
            }))}
            empty="No course yet. Record a completion, or enrol this coach in a session."
          />
        </section>
        {mayWrite(visit) && <CredentialsSection visit={visit} coachId={coach.id} own={credentials} />}
        {mayWrite(visit) && <SignInSection visit={visit} coach={coach} signing={signing} />}
      </RecordPage>
    </TeamPage>
  )
}

export function AddCoachPage({
  visit,
  form,
  inUse,
  alike,
}: {
  visit: Visit
  form: Refused
  inUse: InUse
  alike: readonly Pick<Coach, 'id' | 'name'>[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Add coach" trail={trail}>
      <Form form={form} action={visit.to('/coaches/add')} save="Add coach" cancel={visit.to('/coaches')}>
        <CoachFields form={form} inUse={inUse} />
        {alike.length > 0 && (
          <p>
            Already on the team:{' '}
            {alike.map((other, index) => (
              <>
                {index > 0 && ', '}
                <a key={other.id} href={visit.to(`/coaches/${other.id}`)}>
                  {other.name}
                </a>
              </>
            ))}
          </p>
        )}
      </Form>
    </TeamPage>
  )
}

export function EditCoachPage({
  visit,
  coach,
  inUse,
  form,
}: {
  visit: Visit
  coach: Coach
  inUse: InUse
  form: Refused
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={`Edit ${coach.name}`}
      trail={[...trail, { name: coach.name, path: `/coaches/${coach.id}` }]}
    >
      {form.problems.some((problem) => problem.code === 'coaches.changed-meanwhile') && (
        <section aria-labelledby="saved-now">
          <h2 id="saved-now">What is saved now</h2>
          <Facts
            facts={[
              ['Name', coach.name],
              ['Mail address', coach.email ?? ''],
              ['Phone', coach.phone ? phoneInWords(coach.phone) : ''],
              ['Zone', coach.zone ?? ''],
              ['Language', coach.language],
            ]}
          />
          <h2>What you typed</h2>
        </section>
      )}
      <Form
        form={form}
        action={visit.to(`/coaches/${coach.id}/edit`)}
        save="Save coach"
        cancel={visit.to(`/coaches/${coach.id}`)}
      >
        <Hidden name="version" value={coach.version} />
        <CoachFields form={form} inUse={inUse} />
      </Form>
    </TeamPage>
  )
}

function CoachFields({ form, inUse }: { form: Refused; inUse: InUse }): JSX.Element {
  return (
    <>
      <TextField form={form} name="name" label="Name" help="As they write it themselves." />
      <TextField form={form} name="email" label="Mail address" type="email" optional />
      <TextField form={form} name="phone" label="Phone" type="tel" width="middle" optional />
      <TextField
        form={form}
        name="zone"
        label="Zone"
        help="The part of the county where they coach."
        list={inUse.zones}
        width="middle"
        optional
      />
      <TextField
        form={form}
        name="language"
        label="Language"
        help="The one they coach in most."
        list={inUse.languages}
        width="middle"
      />
      {(form.typed.text('isSomebodyElse') === 'yes' ||
        form.problems.some((problem) => problem.field === 'isSomebodyElse')) && (
        <Tick form={form} name="isSomebodyElse" label="This is another person of the same name" />
      )}
    </>
  )
}
