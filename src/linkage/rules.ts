/** Who may pass which door of this room. What a coach sees behind it is what the database puts into their hands. */
export const access = {
  /** Services, consent texts and follow-up rules: what the organization sets for all. */
  set: ['administrator', 'coordinator'],
  /** What hangs on a referral in hand. */
  follow: ['administrator', 'coordinator', 'coach'],
  /** Who read what, disclosures and consents; no notes. */
  watch: ['privacy officer', 'administrator'],
} as const
