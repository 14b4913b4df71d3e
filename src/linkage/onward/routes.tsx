import { dayInWords } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import { needWords } from '../../outreach/model.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { Fields } from '../../platform/doors/fields.tsx'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { partOf } from '../../platform/doors/part.tsx'
import { historyOf } from '../../platform/history.ts'
import { notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { Typed } from '../../platform/http/typed.ts'
import { toCite, WhatFields } from '../disclosures/fields.tsx'
import { notCovered } from '../disclosures/rules.ts'
import type { LinkageNeeds } from '../needs.ts'
import { onReferral, referralIdIn, referralOf, referralPath, referralTrail } from '../on-referral.ts'
import { servedPerson } from '../people.ts'
import { About, OneAmong } from '../pieces.tsx'
import { access } from '../rules.ts'
import { services } from '../services/store.ts'
import { endLink, offerService, renewLink, sendOnward, sendPurpose, stepOnward, takeBackStep } from './actions.ts'
import { offerForm, sendForm, stepForm, stepNames, stepWords } from './model.ts'
import { OnwardPage } from './pages.tsx'
import { mayFollow } from './rules.ts'
import { type OnwardShown, onwardShown } from './shown.ts'
import { onward } from './store.ts'

const at = '/referrals/:referralId/onward'
const onwardIdIn = ({ params }: Visit): string => params.onwardId ?? ''
const pathOf = (visit: Visit): string => `${referralPath(referralIdIn(visit))}/onward/${onwardIdIn(visit)}`

/** Sending a person on to a service, and what came of it. */
export const onwardRoutes = (needs: LinkageNeeds): readonly TeamRoute[] =>
  onReferral(needs, 'onward referral', [
    ...formDoor({
      path: `${at}/add`,
      may: access.follow,
      read: async (tx, visit) => {
        const referral = await referralOf(tx, visit, needs)
        return (
          referral && {
            person: await servedPerson(tx, needs.seals, referral.personId),
            services: (await services(tx)).filter(({ isOpen }) => isOpen),
          }
        )
      },
      title: 'Offer a service',
      trail: (_, visit) => referralTrail(referralIdIn(visit)),
      above: ({ person }) => <About person={person} />,
      form: offerForm,
      code: 'linkage.onward-wrong',
      choices: ({ services: all }) => ({
        serviceId: all.map(({ id, name, need, partner }) => ({
          value: id,
          name: `${needWords[need]}: ${name}, ${partner}`,
        })),
      }),
      save: 'Save',
      send: (visit, form) => offerService(visit, { referralId: referralIdIn(visit), form, needs }),
      back: (_, visit) => referralPath(referralIdIn(visit)),
      to: (id, _, visit) => `${referralPath(referralIdIn(visit))}/onward/${id}`,
      said: 'added',
    }),
    { method: 'GET', path: `${at}/:onwardId`, may: access.follow, answer: (visit) => show(visit, needs) },
    {
      method: 'POST',
      path: `${at}/:onwardId`,
      may: access.follow,
      form: stepForm,
      answer: (visit) => step(visit, needs),
    },
    {
      method: 'POST',
      path: `${at}/:onwardId/send`,
      may: access.follow,
      form: sendForm,
      answer: (visit) => send(visit, needs),
    },
    // The link is on this answer alone, so no other page follows it.
    {
      method: 'POST',
      path: `${at}/:onwardId/link`,
      may: access.follow,
      answer: async (visit) => {
        const made = await renewLink(visit, { referralId: referralIdIn(visit), id: onwardIdIn(visit), needs })
        return made.ok ? show(visit, needs, { secret: made.value }) : show(visit, needs, { problems: made.problems })
      },
    },
    buttonDoor({
      path: `${at}/:onwardId/link/end`,
      may: access.follow,
      // A coach reads no history, so whether it is there is asked of the record itself.
      read: (tx, visit) => onward(tx, referralIdIn(visit), onwardIdIn(visit)),
      send: (visit) => endLink(visit, { referralId: referralIdIn(visit), id: onwardIdIn(visit), needs }),
      back: pathOf,
      said: 'ended',
    }),
    buttonDoor({
      path: `${at}/:onwardId/take-back`,
      may: access.follow,
      read: (tx, visit) => onward(tx, referralIdIn(visit), onwardIdIn(visit)),
      send: (visit, _, typed) =>
        takeBackStep(visit, {
          referralId: referralIdIn(visit),
          id: onwardIdIn(visit),
          version: typed.version(),
          needs,
        }),
      back: pathOf,
      said: 'undone',
    }),
  ])

const steps = (needs: LinkageNeeds) =>
  partOf({
    may: access.follow,
    form: stepForm,
    code: 'linkage.onward-wrong',
    start: () => ({}),
    version: ({ found }: OnwardShown) => found.version,
    fields: (form, { found }) => {
      const open = stepNames.filter((one) => mayFollow(found.state, one))
      return open.length === 0 ? null : (
        <>
          <OneAmong
            form={form}
            name="step"
            label="What happened"
            options={open.map((value) => ({ value, name: stepWords[value] }))}
          />
          <Fields of={stepForm} form={form} but={['step', ...(open.includes('end') ? [] : ['why'])]} />
        </>
      )
    },
    save: 'Write it down',
    send: (visit, form, { typed }) =>
      stepOnward(visit, {
        referralId: referralIdIn(visit),
        id: onwardIdIn(visit),
        version: typed.version(),
        form,
        needs,
      }),
    to: (_, __, visit) => pathOf(visit),
    said: 'recorded',
  })

async function step(visit: Visit, needs: LinkageNeeds): Promise<Response> {
  const shown = await visit.db.read(visit.scope, (tx) => onwardShown(tx, visit, needs))
  if (!shown) return notFound()
  const answer = await steps(needs).send(shown, visit)
  return answer instanceof Response ? answer : show(visit, needs, { step: answer })
}

/** Drawn here and sent below, since the link is shown once, on the answer. */
const sending = partOf({
  may: access.follow,
  form: sendForm,
  code: 'linkage.onward-wrong',
  start: (shown: OnwardShown, { today }) => startSending(shown, today),
  version: ({ found }: OnwardShown) => found.version,
  fields: (form, { found, consents }, { today }) => (
    <>
      <WhatFields form={form} />
      <Fields
        of={sendForm}
        form={form}
        choices={{
          consentId: toCite(
            consents.filter(({ recipientId }) => recipientId === found.partnerId),
            today,
          ),
        }}
      />
    </>
  ),
  save: 'Send, and make the partner’s link',
  send: async () => ({ ok: false, problems: [] }),
  to: () => '',
  said: '',
})

/** The newest consent that covers this partner, with all that it covers. */
function startSending({ found, consents }: OnwardShown, today: string): Typed {
  const sharing = { recipientId: found.partnerId, isJustice: false, what: [], purpose: sendPurpose }
  const consent = consents.find((each) => notCovered(each, sharing, today) === null)
  return new Typed(consent ? [['consentId', consent.id], ...consent.scope.map((one) => ['what', one] as const)] : [])
}

async function send(visit: Visit, needs: LinkageNeeds): Promise<Response> {
  const typed = await visit.typed()
  if (!(await visit.db.read(visit.scope, (tx) => onwardShown(tx, visit, needs)))) return notFound()
  const form = parseTyped(sendForm, typed, 'linkage.onward-wrong')
  if (!form.ok) return show(visit, needs, { send: { typed, problems: form.problems } })
  const sent = await sendOnward(visit, {
    referralId: referralIdIn(visit),
    id: onwardIdIn(visit),
    version: typed.version(),
    form: form.value,
    what: typed.all('what'),
    needs,
  })
  return sent.ok
    ? show(visit, needs, { secret: sent.value })
    : show(visit, needs, { send: { typed, problems: sent.problems } })
}

type Again = {
  readonly step?: Refused
  readonly send?: Refused
  readonly problems?: readonly Problem[]
  readonly secret?: string
}

async function show(visit: Visit, needs: LinkageNeeds, again: Again = {}): Promise<Response> {
  const found = await visit.db.read(visit.scope, async (tx) => {
    const shown = await onwardShown(tx, visit, needs)
    return shown && { shown, history: await historyOf(tx, [shown.found.id]) }
  })
  if (!found) return notFound()
  const { shown, history } = found
  const action = visit.to(pathOf(visit))
  return page(
    <OnwardPage
      visit={visit}
      shown={shown}
      history={history}
      title={`${needWords[shown.found.need]}, offered ${dayInWords(shown.found.offeredOn)}`}
      path={pathOf(visit)}
      step={steps(needs).draw(shown, visit, again.step, { action, idsBegin: 'step' })}
      send={
        mayFollow(shown.found.state, 'send') || again.send
          ? sending.draw(shown, visit, again.send, { action: `${action}/send`, idsBegin: 'send' })
          : null
      }
      problems={again.problems ?? []}
      address={again.secret === undefined ? null : `${needs.baseUrl}/answer/${again.secret}`}
    />,
    again.step || again.send || again.problems ? 422 : 200,
  )
}
