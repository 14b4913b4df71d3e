import { Fragment, type JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { cpss, type Kind, type Rule } from './model.ts'
import { credentialsTrail } from './pages.tsx'
import { access } from './rules.ts'

export function KindsPage({
  visit,
  kinds,
  rules,
}: {
  visit: Visit
  kinds: readonly Kind[]
  rules: ReadonlyMap<string, readonly Rule[]>
}): JSX.Element {
  const maySet = isOneOf(visit, access.rules)
  return (
    <TeamPage
      visit={visit}
      title="What each credential asks"
      trail={credentialsTrail}
      act={<Act visit={visit} to="/coaches/credentials/kinds/add" name="Add kind of credential" may={access.rules} />}
    >
      {kinds.length === 0 && <p class="empty">No credential is set up yet. Add the kinds that your coaches need.</p>}
      {maySet && !kinds.some(({ name }) => name.toLowerCase() === cpss.name.toLowerCase()) && (
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
          {maySet && (
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
  `${counted(courseHours, 'hour')} of an approved course (${courseKind})` +
    (courseMonths > 0 ? `, at most ${counted(courseMonths, 'month')} old` : ''),
  ...(furtherHours > 0 ? [`${counted(furtherHours, 'hour')} more`] : []),
  ...(referenceCount > 0 ? [counted(referenceCount, 'reference')] : []),
]

const toRenewIt = ({ renewalMonths, continuingHours, ethicsHours }: Rule): string =>
  `Every ${counted(renewalMonths, 'month')}, by the last day of the month` +
  (continuingHours > 0 ? `: ${counted(continuingHours, 'hour')} of continuing education` : '') +
  (continuingHours > 0 && ethicsHours > 0 ? `, of which ${ethicsHours} on ethics` : '')

const timesOf = ({ noticeDays, lateDays }: Rule): readonly (readonly [string, string])[] => [
  ['Reminder', `${counted(noticeDays, 'day')} before`],
  ['Late renewal', lateDays === 0 ? 'Not possible' : `Up to ${counted(lateDays, 'day')} late, then it lapses`],
]
