import type { ZodType } from 'zod'
import { clockIn } from '../core/clock.ts'
import { type Day, dayInWords } from '../core/day.ts'
import { fieldsOf } from '../core/field.ts'
import { type Result, refuse } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { parseTyped } from '../platform/http/parse.ts'
import { Typed, typedFrom } from '../platform/http/typed.ts'
import type { InWords, PhoneActs, SentByPhone } from '../platform/phone/act.ts'
import { correctAttempt, logAttempts } from './attempts/actions.ts'
import { shownOf, startOf } from './attempts/shown.ts'
import { attempt, coachesByName } from './attempts/store.ts'
import { followedBy } from './following.ts'
import { attemptFormOf } from './model.ts'
import type { OutreachNeeds } from './needs.ts'
import { items, stock } from './supplies/store.ts'
import { recordTrip } from './trips/actions.ts'
import { tripForm } from './trips/model.ts'
import { trip } from './trips/store.ts'

/** A phone may have had no network for two months. */
const mostBack = 62
const code = 'outreach.attempt-wrong'

/**
 * What a coach does of this room on a phone: log an attempt, correct it on the same day, and write a trip down, which is about a
 * referral or about the coach alone.
 */
export const outreachActs = (needs: OutreachNeeds): PhoneActs => ({
  attempt: {
    name: 'Attempt',
    verb: 'outreach.logAttempt',
    keep: async (tx, sent) => (await keepAll(tx, [sent], needs))[0] ?? notKept,
    keepAll: (tx, all) => keepAll(tx, all, needs),
    referralOf: async (_, about) => about,
    inWords: wordsOf,
    keptInWords: (tx, { id }) => keptWords(tx, id, needs),
  },
  correction: {
    name: 'Correction of an attempt',
    verb: 'outreach.correctAttempt',
    async keep(tx, sent) {
      const is = await attempt(tx, sent.about)
      const at = is ? { day: is.attemptedOn, time: clockIn(sent.zone, is.attemptedAt) } : sent.at
      const form = formOf(await schemaOf(tx), { ...sent, at }, sent.about)
      if (!form.ok) return form
      const version = sent.isDecided ? (is?.version ?? 0) : sent.typed.version()
      const asked = { attemptId: sent.about, version, form: form.value, by: byOf(sent), needs }
      return correctAttempt.within(tx, asked, sent.today)
    },
    referralOf: async (tx, about) => (await attempt(tx, about))?.referralId ?? null,
    inWords: wordsOf,
    keptInWords: (tx, { about }) => keptWords(tx, about, needs),
  },
  trip: {
    name: 'Trip',
    verb: 'outreach.recordTrip',
    async keep(tx, { id, about, typed, coachId, today, at }) {
      const form = parseTyped(
        tripForm,
        new Typed(Object.entries({ drivenOn: at.day, ...filled(typed) })),
        'outreach.trip-wrong',
      )
      if (!form.ok) return form
      const referralId = about === coachId ? null : about
      return recordTrip.within(tx, { id, coachId, referralId, form: form.value, needs }, today)
    },
    referralOf: async (_, about) => about,
    inWords: async (_, typed) => inWords(tripForm, filled(typed), () => undefined),
    async keptInWords(tx, { id }) {
      const kept = await trip(tx, id)
      return kept ? inWords(tripForm, typedFrom(kept).values(), () => undefined) : []
    },
  },
})

const byOf = ({ coachId, zone }: SentByPhone) => ({ seesAll: false, coachId, zone, mostBack })

const notKept = refuse('outreach.attempt-wrong', 'This attempt could not be read.')

/** Attempts that a phone sent, each read by itself; those that can be read are logged together. */
async function keepAll(tx: Tx, all: readonly SentByPhone[], needs: OutreachNeeds): Promise<readonly Result<unknown>[]> {
  const schema = await schemaOf(tx)
  const forms = all.map((sent) => ({ sent, form: formOf(schema, sent, sent.id) }))
  const read = forms.flatMap(({ sent, form }) =>
    form.ok ? [{ referralId: sent.about, form: form.value, by: byOf(sent) }] : [],
  )
  const [first] = all
  const logged = first && read.length > 0 ? await logAttempts(tx, { all: read, needs }, first.today) : []
  const answers = logged.values()
  return forms.map(({ form }) => (form.ok ? (answers.next().value ?? notKept) : form))
}

const schemaOf = async (tx: Tx) => attemptFormOf(await items(tx), false)

/** What nobody wrote of the time is when the form was opened. */
function formOf(schema: ReturnType<typeof attemptFormOf>, { typed, at }: SentByPhone, attemptId: string) {
  const said = { on: at.day, at: at.time, ...filled(typed), attemptId }
  return parseTyped(schema, new Typed(Object.entries(said)), code)
}

const filled = (typed: Typed): Record<string, string> =>
  Object.fromEntries(Object.entries(typed.values()).filter(([, value]) => value !== ''))

async function wordsOf(tx: Tx, typed: Typed): Promise<InWords> {
  const coaches = await coachesByName(tx)
  const { attemptId: _, ...told } = filled(typed)
  return inWords(await schemaOf(tx), told, (id) => coaches.find((one) => one.id === id)?.name)
}

/** The attempt that is kept, as its form says it. */
async function keptWords(tx: Tx, attemptId: string, needs: OutreachNeeds): Promise<InWords> {
  const is = await attempt(tx, attemptId)
  return is ? wordsOf(tx, typedFrom(await startOf(tx, is, needs))) : []
}

/** Each field that was filled in, as its form says it. */
const inWords = (form: ZodType, told: Record<string, string>, nameOf: (id: string) => string | undefined): InWords =>
  [...fieldsOf(form)].flatMap(([name, { label, look, options }]) => {
    const value = told[name]
    if (value === undefined) return []
    const named = options?.find((one) => one.value === value)?.name ?? nameOf(value) ?? value
    return [[label, look === 'day' ? dayInWords(value) : named] as const]
  })

/** What a phone needs of this room without a network: referrals in a coach's hands, with what the form of an attempt asks of each. */
export const outreachOnPhone =
  (needs: OutreachNeeds) =>
  async (
    tx: Tx,
    { coachId, today, isFor }: { coachId: string; today: Day; isFor: (one: { nextOn: Day | null }) => boolean },
  ) => {
    const referrals = []
    for (const one of (await followedBy(tx, coachId)).filter(isFor)) {
      const asked = { params: { referralId: one.id }, role: 'coach', coachId, today } as const
      const shown = await shownOf(tx, asked, needs)
      if (shown)
        referrals.push({
          id: one.id,
          personId: shown.referral.personId,
          receivedOn: one.receivedOn,
          dueAt: one.dueAt.toISOString(),
          attempts: one.attempts,
          nextOn: one.nextOn,
          path: shown.referral.path,
          isFirstVisit: shown.isFirstVisit,
          asksTwo: shown.reach.asksTwoOnFirstVisit,
          asksWhyInPerson: shown.asksWhyInPerson,
          mayTellFamily: shown.mayTellFamily,
          whyNot: shown.whyNot,
          isSample: one.isSample,
        })
    }
    const all = await stock(tx)
    const hereOf = (itemId: string): number =>
      all.reduce((sum, lot) => (lot.itemId === itemId && lot.coachId === coachId ? sum + lot.count : sum), 0)
    return {
      referrals,
      items: (await items(tx)).map(({ id, name }) => ({ id, name, here: hereOf(id) })),
      coaches: await coachesByName(tx),
    }
  }
