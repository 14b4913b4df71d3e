import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { type Problem, withoutFields } from '../../core/result.ts'
import { stopped } from '../../core/text.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Typed, typedFrom } from '../../platform/http/typed.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Choice, Form, fresh, oneOfSeveral, Problems } from '../../platform/ui/form.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { phoneInWords } from '../model.ts'
import { sample, trail } from '../pieces.tsx'
import type { Candidate } from '../same/model.ts'
import { type Accepted, AcceptedSection } from './accepted.tsx'
import { type Application, decisionForm, type Screening } from './model.ts'
import { type OnRoster, stillOpen } from './rules.ts'
import { Screen } from './screening-pages.tsx'

/** How an application stands, in one word or two. */
export function standsAs({ decision, discardedOn, coachId }: Application): string {
  if (discardedOn !== null) return 'put aside'
  return decision ?? (coachId === null ? 'new' : 'in screening')
}

export const nameOf = ({ name, isSample }: Application): ComponentChildren =>
  isSample ? (
    <>
      {name} {sample}
    </>
  ) : (
    name
  )

export type ApplicationShown = {
  readonly application: Application
  readonly program: string
  readonly lived: string
  /** Who they may be on the roster. */
  readonly maybe: readonly Candidate<OnRoster>[]
  readonly screening: Screening
  /** Null unless they were accepted and wait for a class. */
  readonly accepted: Accepted | null
  readonly history: readonly HistoryLine[]
}

type ApplicationAt = {
  readonly visit: Visit
  readonly shown: ApplicationShown
  readonly problems: readonly Problem[]
  /** A step or a reference that was refused; its id is in what was typed. */
  readonly little?: Refused
  readonly check?: Refused
  readonly decision?: Refused
}

export function ApplicationPage({ visit, shown, problems, little, check, decision }: ApplicationAt): JSX.Element {
  const { application, program, lived, maybe, screening, accepted, history } = shown
  const at = visit.to(`/coaches/applications/${application.id}`)
  const isOpen = application.decision === null && application.discardedOn === null
  // Decided meanwhile: the form that was refused is not there any more, and has no field to point at.
  const withoutForm = isOpen ? [] : withoutFields([...(check?.problems ?? []), ...(decision?.problems ?? [])])
  return (
    <TeamPage
      visit={visit}
      title={application.name}
      trail={[...trail, { name: 'Applications', path: '/coaches/applications' }]}
      saidMore={accepted ? `${application.name} is accepted.` : ''}
      act={
        application.coachId !== null && (
          <a class="button second" href={visit.to(`/coaches/${application.coachId}`)}>
            Open coach
          </a>
        )
      }
    >
      <RecordPage history={history}>
        <Problems form={{ typed: new Typed(), problems: [...problems, ...withoutForm] }} />
        <p class="lead">{inOneSentence(application, program)}</p>
        {accepted && <AcceptedSection visit={visit} accepted={accepted} />}
        {application.emptiedOn !== null && (
          <p class="notice">
            Who applied, and what they wrote, was removed on {dayInWords(application.emptiedOn)}, as this program
            promises on its public page. The days and the outcome stay.
          </p>
        )}
        <Facts
          facts={[
            ['Mail address', application.email && <a href={`mailto:${application.email}`}>{application.email}</a>],
            ['Phone', application.phone && <a href={`tel:${application.phone}`}>{phoneInWords(application.phone)}</a>],
            ['Zone', application.zone],
            ['Language', application.language],
            ['Page they used', application.pageLanguage === 'es' ? 'Spanish' : 'English'],
            ['Why they would like to coach', application.reasons],
            ...(application.isSample ? [['Record', sample] as const] : []),
          ]}
        />
        {lived !== '' && (
          <section aria-labelledby="lived">
            <h2 id="lived">Their own experience with recovery</h2>
            <p class="help">
              Read by coordinators and administrators on this page alone. It is in no list and no history.
            </p>
            <p class="said-words">{lived}</p>
          </section>
        )}
        {isOpen && application.coachId === null && <Begin visit={visit} at={at} maybe={maybe} />}
        {application.discardedOn !== null && application.emptiedOn === null && (
          <Press action={`${at}/bring-back`} name="Bring back" look="second" />
        )}
        <Screen visit={visit} at={at} shown={shown} isOpen={isOpen} little={little} check={check} />
        {isOpen && (
          <Decide
            at={at}
            visit={visit}
            open={stillOpen(application, screening)}
            isFirst={application.coachId !== null}
            maybe={maybe}
            form={decision}
          />
        )}
      </RecordPage>
    </TeamPage>
  )
}

function inOneSentence(application: Application, program: string): string {
  const sent = `Applied to ${program} on ${dayInWords(application.submittedOn)}`
  if (application.discardedOn !== null) return `${sent}; put aside on ${dayInWords(application.discardedOn)}.`
  if (application.decision === null || application.decidedOn === null) return `${sent}.`
  const why = application.reason === '' ? '' : `: ${application.reason}`
  return stopped(`${sent}; ${application.decision} on ${dayInWords(application.decidedOn)}${why}`)
}

/** Who on the roster an applicant may be, to be said before they are taken on. Nothing is chosen before. */
const WhoApplies = ({ maybe, form }: { maybe: ApplicationShown['maybe']; form: Refused }): JSX.Element | null =>
  maybe.length === 0 ? null : (
    <Choice
      form={form}
      name="who"
      label="Who is this?"
      none="Choose"
      options={[
        ...maybe.map(({ who, reasons }) => ({
          value: who.id,
          name: `${who.name}, ${who.email ?? 'no mail address'}: ${reasons.join(', ')}`,
        })),
        { value: 'new', name: 'A new coach' },
      ]}
    />
  )

const Begin = ({ visit, at, maybe }: { visit: Visit; at: string; maybe: ApplicationShown['maybe'] }): JSX.Element => (
  <div class="acts">
    {maybe.length > 0 && (
      <div>
        <p>Somebody on the roster is like this applicant:</p>
        <ul>
          {maybe.map(({ who, reasons }) => (
            <li key={who.id}>
              <a href={visit.to(`/coaches/${who.id}`)}>{who.name}</a>: {reasons.join(', ')}
            </li>
          ))}
        </ul>
      </div>
    )}
    <form method="post" action={`${at}/take-up`}>
      <WhoApplies maybe={maybe} form={oneOfSeveral('begin', fresh())} />
      <button type="submit" class="button">
        Begin screening
      </button>
    </form>
    <Press action={`${at}/discard`} name="Put aside: not an application" look="danger" />
  </div>
)

function Decide({
  at,
  visit,
  open,
  isFirst,
  maybe,
  form = fresh(typedFrom({ on: visit.today })),
}: {
  at: string
  visit: Visit
  open: readonly string[]
  /** Nothing comes before it. */
  isFirst: boolean
  maybe: ApplicationShown['maybe']
  form?: Refused | undefined
}): JSX.Element {
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">Decision</h2>
      {open.length > 0 && <p>Before accepting: {open.join('; ')}.</p>}
      <Form form={form} action={`${at}/decide`} save="Record decision" second={!isFirst}>
        <Fields of={decisionForm} form={form} only={['decision']} />
        <WhoApplies maybe={maybe} form={form} />
        <Fields of={decisionForm} form={form} only={['on', 'reason']} />
      </Form>
    </section>
  )
}
