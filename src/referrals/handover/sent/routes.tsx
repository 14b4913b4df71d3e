import type { JSX } from 'preact'
import { counted } from '../../../core/counted.ts'
import { dayInWords } from '../../../core/day.ts'
import { isId, newId } from '../../../core/id.ts'
import { stopped } from '../../../core/text.ts'
import { formDoor } from '../../../platform/doors/form-door.tsx'
import { type List, pageIn, Records } from '../../../platform/doors/list-door.tsx'
import { badAddress, notFound, page } from '../../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../../platform/http/route.ts'
import { Act } from '../../../platform/ui/acts.tsx'
import { Hidden } from '../../../platform/ui/form.tsx'
import { Pager } from '../../../platform/ui/records.tsx'
import { TeamPage } from '../../../platform/ui/shell.tsx'
import { access } from '../../rules.ts'
import { handOver } from '../actions.ts'
import { HandoverFields, startOf } from '../fields.tsx'
import type { HandingOver } from '../keys/model.ts'
import { hearsOnlyOfReceipt } from '../keys/rules.ts'
import { handingOver } from '../keys/store.ts'
import { signedForm } from '../model.ts'
import type { HandoverNeeds } from '../needs.ts'
import { asProgram, type Sent, sentCount, sentOn } from './store.ts'

const trail = [{ name: 'Handed over', path: '/handed-over' }]
const pageSize = 50

/** What somebody sees who signs in for a partner: what that partner sent, and the form to hand over. Nothing else is theirs. */
export const sentRoutes = (needs: HandoverNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/handed-over', may: access.hand, answer: list },
  ...formDoor({
    path: '/handed-over/add',
    may: access.hand,
    read: (tx, { partnerId }) => (partnerId === null ? Promise.resolve(null) : handingOver(tx, partnerId)),
    title: 'Hand over a referral',
    trail,
    form: signedForm,
    code: 'referrals.handover-wrong',
    start: (partner, { actor }) => startOf(partner, `${actor.name}, ${actor.email}`),
    fields: (form) => (
      <>
        <Hidden name="sentAs" value={isId(form.typed.text('sentAs')) ? form.typed.text('sentAs') : newId()} />
        <HandoverFields form={form} />
      </>
    ),
    save: 'Hand over',
    send: ({ db, scope, today }, { sentAs, ...form }, { shown }) =>
      handOver(
        { db, scope: { org: scope.org, person: null }, today },
        { partnerId: shown.id, form, key: sentAs, needs },
      ),
    back: '/handed-over',
    said: 'sent',
  }),
]

async function list(visit: Visit): Promise<Response> {
  const number = pageIn(visit.url)
  if (number === null) return badAddress()
  const { partnerId } = visit
  const shown = await asProgram(visit.db, visit.scope.org, async (tx) => {
    const partner = partnerId === null ? null : await handingOver(tx, partnerId)
    return (
      partner && {
        partner,
        count: await sentCount(tx, partner),
        rows: await sentOn(tx, partner, number, pageSize),
      }
    )
  })
  return shown ? page(<SentPage visit={visit} number={number} {...shown} />) : notFound()
}

type Shown = {
  readonly visit: Visit
  readonly partner: HandingOver
  readonly count: number
  readonly rows: readonly Sent[]
  readonly number: number
}

const SentPage = ({ visit, partner, count, rows, number }: Shown): JSX.Element => (
  <TeamPage
    visit={visit}
    title="Handed over"
    act={<Act visit={visit} to="/handed-over/add" name="Hand over a referral" may={access.hand} />}
  >
    <p class="lead">
      {visit.organisation.name} received {counted(count, 'referral')} from {stopped(partner.name)}
    </p>
    {!hearsOnlyOfReceipt(partner.sector) && (
      <>
        <Records list={allSent} rows={rows.slice(0, pageSize)} visit={visit} />
        <Pager url={visit.url} page={number} hasMore={rows.length > pageSize} />
      </>
    )}
  </TeamPage>
)

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const allSent: List<Sent> = {
  isTight: true,
  caption: 'What was handed over, newest first',
  columns: [
    ['Handed over on', ({ receivedOn }) => dayInWords(receivedOn)],
    ['How it stands', ({ told }) => titled(told)],
  ],
  empty: 'Nothing has been handed over yet.',
}
