import { type Problem, refuse, refuseAll } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { parseTyped } from '../platform/http/parse.ts'
import { typedFrom } from '../platform/http/typed.ts'
import type { PhoneActs } from '../platform/phone/act.ts'
import type { Seals } from '../platform/sealed/keys.ts'
import type { ReferralsNeeds } from './needs.ts'
import { changePerson, wayOf } from './one/actions.ts'
import { personForm } from './one/model.ts'
import { peopleServed, personServed } from './people.ts'
import { referralRow } from './store.ts'

/** How somebody is reached: what a coach on the way may learn anew. Each travels with what stood there when the phone read it. */
export const reachFields = ['phone', 'address', 'reachNote'] as const
const words = { phone: 'Phone', address: 'Address', reachNote: 'What helps to reach them' } as const
export const readAs = (field: (typeof reachFields)[number]): string => `was-${field}`

/**
 * What a coach does of this room on a phone: correct how somebody is reached. Fields that two changed differently are a conflict,
 * shown to a person; fields that only one of them changed do not disturb each other.
 */
export const referralActs = (needs: Pick<ReferralsNeeds, 'counted' | 'clock' | 'seals'>): PhoneActs => ({
  contact: {
    name: 'How somebody is reached',
    verb: 'referrals.changePerson',
    async keep(tx, { about, typed, isDecided }) {
      const row = await referralRow(tx, about)
      const person = row && (await personServed(tx, await needs.seals.keysOf(tx), row.personId))
      if (!row || !person) return refuse('referrals.gone', 'This referral is not in your hands any more.')
      // As the form keeps it: a number is the same, however it is written.
      const asKept = (field: (typeof reachFields)[number]): string =>
        personForm.shape[field].safeParse(typed.text(field)).data ?? typed.text(field)
      const changed = reachFields.filter((field) => typed.has(field) && asKept(field) !== person[field])
      const other = changed.filter((field) => typed.text(readAs(field)) !== person[field])
      if (other.length > 0 && !isDecided) return refuseAll(other.map(meanwhileAt))
      const start = typedFrom({
        ...person,
        ...wayOf(row, person.bornOn),
        isSafeToText: asAnswer(person.isSafeToText),
        isSafeToLeaveMessage: asAnswer(person.isSafeToLeaveMessage),
      }).values()
      const form = parseTyped(
        personForm,
        typedFrom({
          ...Object.fromEntries(Object.entries(start).filter(([name]) => name in personForm.shape)),
          ...Object.fromEntries(changed.map((field) => [field, typed.text(field)])),
        }),
        'referrals.person-wrong',
      )
      if (!form.ok) return form
      return changePerson.within(tx, { id: about, version: person.version, form: form.value, needs }, '')
    },
    referralOf: async (_, about) => about,
    inWords: async (_, typed) =>
      reachFields.flatMap((field) =>
        typed.has(field) ? [[words[field], typed.text(field) || 'nothing'] as const] : [],
      ),
    async keptInWords(tx, { about }) {
      const row = await referralRow(tx, about)
      const person = row && (await personServed(tx, await needs.seals.keysOf(tx), row.personId))
      return person ? reachFields.map((field) => [words[field], person[field] || 'nothing'] as const) : []
    },
  },
})

const asAnswer = (is: boolean | null): string => (is === null ? '' : is ? 'yes' : 'no')

const meanwhileAt = (field: (typeof reachFields)[number]): Problem => ({
  code: 'referrals.changed-meanwhile',
  field,
  message: `${words[field]}: somebody else changed it while you did. A coordinator looks at both.`,
})

/** Who people are and how they are reached, for a phone without a network. */
export const peopleOnPhone = (seals: Seals) => async (tx: Tx, ids: readonly string[]) =>
  (await peopleServed(tx, await seals.keysOf(tx), ids)).map((one) => ({
    id: one.id,
    name: one.name,
    phone: one.phone,
    address: one.address,
    reachNote: one.reachNote,
    language: one.language,
    needsInterpreter: one.needsInterpreter,
    isSafeToText: one.isSafeToText,
    isSafeToLeaveMessage: one.isSafeToLeaveMessage,
  }))
