import { parseTyped } from '../platform/http/parse.ts'
import type { PhoneActs } from '../platform/phone/act.ts'
import { hearConsent } from './consents/actions.ts'
import { spokenForm } from './consents/model.ts'
import type { LinkageNeeds } from './needs.ts'

/** What a coach does of this room on a phone: write down that somebody said yes to being called or visited again. */
export const linkageActs = (needs: LinkageNeeds): PhoneActs => ({
  agreed: {
    name: 'They agreed by word',
    verb: 'linkage.hearConsent',
    async keep(tx, { about, typed, today }) {
      const form = parseTyped(spokenForm, typed, 'linkage.consent-wrong')
      return form.ok ? hearConsent.within(tx, { referralId: about, form: form.value, needs }, today) : form
    },
    referralOf: async (_, about) => about,
    inWords: async () => [['They agreed', 'that we call, text or visit them again']],
  },
})
