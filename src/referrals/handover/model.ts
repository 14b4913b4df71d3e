import { z } from 'zod'
import { idText, oneOf, orNone } from '../../core/text.ts'
import type { Sector } from '../../partners/model.ts'
import { type ReferralSource, referralForm, sources, sourceWords } from '../receive/model.ts'

export const partnerSources = sources.filter((source): source is Exclude<ReferralSource, 'team'> => source !== 'team')

/** A referral as a partner hands it over, by whatever way: the same as the team's, which alone says that it comes from the team. */
export const partnerForm = referralForm.extend({
  source: oneOf('Who tells of it', partnerSources, { words: sourceWords, none: 'Choose one' }),
})
export type PartnerReferral = z.infer<typeof partnerForm>

/** Who usually tells, by what a partner is. */
const usual: Readonly<Partial<Record<Sector, ReferralSource>>> = {
  emergency: 'ems',
  health: 'emergency department',
  justice: 'law enforcement',
}
/** Who usually tells, by what a partner is; '' where that says nothing. */
export const usualSource = (sector: Sector): ReferralSource | '' => usual[sector] ?? ''

/** The same by a link, with the language in which its page was read. */
export const linkForm = partnerForm.extend({ pageLanguage: z.string().optional() })

/** The same by somebody who signs in. `sentAs` is made with the form, so that a second press adds nothing. */
export const signedForm = partnerForm.extend({ sentAs: orNone(idText('Form')) })
