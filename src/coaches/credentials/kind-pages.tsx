import { Fragment, type JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, TextArea, TextField, Tick } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { cpss, type Kind, type Rule } from './model.ts'
import { coaches, credentialsTrail } from './pages.tsx'
import { access } from './rules.ts'
import { hoursInWords } from './words.ts'

const kindsTrail = { name: 'What each asks', path: '/coaches/credentials/kinds' }
const maySet = ({ role }: Visit): boolean => access.rules.some((one) => one === role)

export function KindsPage({
  visit,
  kinds,
  rules,
}: {
  visit: Visit
  kinds: readonly Kind[]
  rules: ReadonlyMap<string, readonly Rule[]>
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title="What each credential asks"
      trail={[coaches, credentialsTrail]}
      act={
        maySet(visit) && (
          <a class="button" href={visit.to('/coaches/credentials/kinds/add')}>
            Add kind of credential
          </a>
        )
      }
    >
      {kinds.length === 0 && <p class="empty">No credential is set up yet. Add the kinds that your coaches need.</p>}
      {maySet(visit) && !kinds.some(({ name }) => name.toLowerCase() === cpss.name.toLowerCase()) && (
        <form method="post" action={visit.to('/coaches/credentials/kinds/cpss')} class="form">
          <p>{cpss.about} Its rules are known and can be added as they are.</p>
          <button type="submit" class="button second">
            Add {cpss.name}
          </button>
        </form>
      )}
      {kinds.map((kind) => (
        <section key={kind.id} aria-labelledby={`kind-${kind.id}`}>
          <h2 id={`kind-${kind.id}`}>{kind.name}</h2>
          {kind.about !== '' && <p>{kind.about}</p>}
          <p>
            {kind.requiredFrom
              ? `Every active coach has to hold it, from ${dayInWords(kind.requiredFrom)} on.`
              : 'Nobody has to hold it.'}
          </p>
          {[...(rules.get(kind.id) ?? [])].reverse().map((rule) => (
            <Fragment key={rule.effectiveOn}>
              <h3>From {dayInWords(rule.effectiveOn)}</h3>
              <RuleFacts rule={rule} />
            </Fragment>
          ))}
          {maySet(visit) && (
            <p class="acts">
              <a href={visit.to(`/coaches/credentials/kinds/${kind.id}/rules`)}>Change what {kind.name} asks</a>
              <a href={visit.to(`/coaches/credentials/kinds/${kind.id}/required`)}>Who has to hold it</a>
            </p>
          )}
        </section>
      ))}
    </TeamPage>
  )
}

const RuleFacts = ({ rule }: { rule: Rule }): JSX.Element => (
  <Facts
    facts={[
      ['To get it', toGetIt(rule).join('; ')],
      ['To renew it', rule.renewalMonths === 0 ? 'It never runs out' : toRenewIt(rule)],
      ...(rule.renewalMonths === 0 ? [] : timesOf(rule)),
    ]}
  />
)

const toGetIt = ({ courseHours, courseKind, courseMonths, furtherHours, referenceCount }: Rule): readonly string[] => [
  `${hoursInWords(courseHours)} of an approved course (${courseKind})` +
    (courseMonths > 0 ? `, at most ${inWords.counted(courseMonths, 'month')} old` : ''),
  ...(furtherHours > 0 ? [`${hoursInWords(furtherHours)} more`] : []),
  ...(referenceCount > 0 ? [inWords.counted(referenceCount, 'reference')] : []),
]

const toRenewIt = ({ renewalMonths, continuingHours, ethicsHours }: Rule): string =>
  `Every ${inWords.counted(renewalMonths, 'month')}, by the last day of the month` +
  (continuingHours > 0 ? `: ${hoursInWords(continuingHours)} of continuing education` : '') +
  (continuingHours > 0 && ethicsHours > 0 ? `, of which ${ethicsHours} on ethics` : '')

const timesOf = ({ noticeDays, lateDays }: Rule): readonly (readonly [string, string])[] => [
  ['Reminder', `${inWords.counted(noticeDays, 'day')} before`],
  ['Late renewal', lateDays === 0 ? 'Not possible' : `Up to ${inWords.counted(lateDays, 'day')} late, then it lapses`],
]

export function AddKindPage({
  visit,
  form,
  courseKinds,
}: {
  visit: Visit
  form: Refused
  courseKinds: readonly string[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Add kind of credential" trail={[coaches, credentialsTrail, kindsTrail]}>
      <Form
        form={form}
        action={visit.to('/coaches/credentials/kinds/add')}
        save="Add kind"
        cancel={visit.to('/coaches/credentials/kinds')}
      >
        <TextField form={form} name="name" label="Name" />
        <TextArea form={form} name="about" label="What it is" rows={2} optional />
        <RuleFields form={form} courseKinds={courseKinds} />
      </Form>
    </TeamPage>
  )
}

export function RulesPage({
  visit,
  kind,
  form,
  courseKinds,
}: {
  visit: Visit
  kind: Kind
  form: Refused
  courseKinds: readonly string[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={`What ${kind.name} asks`} trail={[coaches, credentialsTrail, kindsTrail]}>
      <p>The rules up to the day before stay as they are. What was given under them keeps its days.</p>
      <Form
        form={form}
        action={visit.to(`/coaches/credentials/kinds/${kind.id}/rules`)}
        save="Save rules"
        cancel={visit.to('/coaches/credentials/kinds')}
      >
        <RuleFields form={form} courseKinds={courseKinds} />
      </Form>
    </TeamPage>
  )
}

export function RequiredPage({ visit, kind, form }: { visit: Visit; kind: Kind; form: Refused }): JSX.Element {
  return (
    <TeamPage visit={visit} title={`Who has to hold ${kind.name}`} trail={[coaches, credentialsTrail, kindsTrail]}>
      <Form
        form={form}
        action={visit.to(`/coaches/credentials/kinds/${kind.id}/required`)}
        save="Save"
        cancel={visit.to('/coaches/credentials/kinds')}
      >
        <Tick form={form} name="isRequired" label="Every active coach has to hold it" />
        <DayField form={form} name="from" label="From" optional />
      </Form>
    </TeamPage>
  )
}

function RuleFields({ form, courseKinds }: { form: Refused; courseKinds: readonly string[] }): JSX.Element {
  const short = { form, width: 'short', inputMode: 'decimal' } as const
  return (
    <>
      <DayField form={form} name="effectiveOn" label="These rules hold from" />
      <TextField {...short} name="courseHours" label="Hours of the approved course" />
      <Choice
        form={form}
        name="courseKind"
        label="Kind of course that is approved"
        options={courseKinds.map((kind) => ({ value: kind, name: kind.charAt(0).toUpperCase() + kind.slice(1) }))}
      />
      <TextField
        {...short}
        name="courseMonths"
        label="Months for which the course counts"
        help="0 means that it always counts."
      />
      <TextField {...short} name="furtherHours" label="More hours, of any kind" />
      <TextField {...short} name="referenceCount" label="References" />
      <TextField
        {...short}
        name="renewalMonths"
        label="Months between renewals"
        help="0 means that it never runs out."
      />
      <TextField {...short} name="continuingHours" label="Hours of continuing education for a renewal" />
      <TextField {...short} name="ethicsHours" label="Of these on ethics" />
      <TextField {...short} name="noticeDays" label="Days before the last day when the reminder goes out" />
      <TextField
        {...short}
        name="lateDays"
        label="Days after the last day when it may still be renewed"
        help="0 means that it lapses at once."
      />
    </>
  )
}
