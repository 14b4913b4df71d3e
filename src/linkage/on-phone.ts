import { instantAt } from '../core/clock.ts'
import { addDays, type Day, dayInWords } from '../core/day.ts'
import { fieldsOf } from '../core/field.ts'
import type { Tx } from '../platform/db/db.ts'
import { parseTyped } from '../platform/http/parse.ts'
import type { Typed } from '../platform/http/typed.ts'
import type { PhoneActs } from '../platform/phone/act.ts'
import { hearConsent, signConsent } from './consents/actions.ts'
import { releaseForm, spokenForm } from './consents/model.ts'
import { isSignature } from './consents/rules.ts'
import { inWords } from './disclosures/rules.ts'
import type { LinkageNeeds } from './needs.ts'
import { partnersNamed } from './services/store.ts'
import { textLanguages, textLanguageWords } from './texts/model.ts'
import { asksCounsel, textOfDay } from './texts/rules.ts'
import { text, texts } from './texts/store.ts'

const code = 'linkage.consent-wrong'

/**
 * What a coach does of this room on a phone: write down that somebody said yes to being called or visited again, and let them sign a
 * release. It is signed on the day on which it was signed there, and under the text that was on that screen.
 */
export const linkageActs = (needs: LinkageNeeds): PhoneActs => ({
  agreed: {
    name: 'They agreed by word',
    verb: 'linkage.hearConsent',
    async keep(tx, { about, typed, today }) {
      const form = parseTyped(spokenForm, typed, code)
      return form.ok ? hearConsent.within(tx, { referralId: about, form: form.value, needs }, today) : form
    },
    referralOf: async (_, about) => about,
    inWords: async () => [['They agreed', 'that we call, text or visit them again']],
  },
  release: {
    name: 'Signed release',
    verb: 'linkage.signConsent',
    async keep(tx, { about, typed, zone, at }) {
      const form = parseTyped(releaseForm, typed, code)
      if (!form.ok) return form
      const signedAt = instantAt(zone, at.day, at.time)
      return signConsent.within(
        tx,
        { referralId: about, form: form.value, scope: scopeIn(typed), signedAt, needs },
        at.day,
      )
    },
    referralOf: async (_, about) => about,
    inWords: wordsOf,
  },
})

/** What is ticked travels as one text, with commas between. */
const scopeIn = (typed: Typed): readonly string[] => typed.text('scope').split(',').filter(Boolean)

async function wordsOf(tx: Tx, typed: Typed): Promise<readonly (readonly [string, string])[]> {
  const shown = await text(tx, typed.text('textId'))
  const partners = await partnersNamed(tx)
  const fields = [...fieldsOf(releaseForm)].flatMap(([name, { label, look, options }]) => {
    const value = typed.text(name)
    if (value === '' || label === '' || name === 'scope') return []
    const named = options?.find((one) => one.value === value) ?? partners.find(({ id }) => id === value)
    return [[label, look === 'day' ? dayInWords(value) : (named?.name ?? value)] as const]
  })
  return [
    [
      'Text',
      shown
        ? `${textLanguageWords[shown.language]}, in force from ${dayInWords(shown.fromOn)}`
        : 'not one of this organization',
    ],
    ['What may be shared', inWords(scopeIn(typed))],
    ...fields,
    ['Signature', isSignature(typed.text('drawn')) ? 'drawn with a finger' : 'by the typed name'],
  ]
}

/** What a phone holds to let somebody sign without a network: the releases of today and of the days until it is emptied. */
export async function signingOnPhone(tx: Tx, { today }: { readonly today: Day }) {
  const all = await texts(tx)
  const days = [0, 1, 2].map((ahead) => addDays(today, ahead))
  const inForce = textLanguages.flatMap((language) =>
    days.flatMap((day) => textOfDay(all, { kind: 'release', language, today: day }) ?? []),
  )
  return {
    texts: [...new Set(inForce)].map(({ id, language, body, fromOn, source, checkedOn }) => ({
      id,
      kind: 'release' as const,
      language,
      body,
      fromOn,
      asksCounsel: asksCounsel({ source, checkedOn }),
    })),
    partners: (await partnersNamed(tx)).flatMap(({ id, name, isJustice }) => (isJustice ? [] : [{ id, name }])),
  }
}
