import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { Facts } from '../../platform/ui/records.tsx'
import { inWords } from '../disclosures/rules.ts'
import type { Served } from '../people.ts'
import { About, Wording } from '../pieces.tsx'
import type { ConsentText } from '../texts/model.ts'
import { type Consent, purposeIs } from './model.ts'
import { consentStanding, standingWords } from './rules.ts'
import type { Signature } from './store.ts'
import { Strokes } from './to-sign.tsx'

/** A consent in full, as a person may have a copy of it. */
export function ConsentFacts({
  found,
  person,
  shown,
  signature,
  zone,
  today,
}: {
  found: Consent
  person: Served | null
  shown: ConsentText | null
  signature: Signature
  zone: string
  today: Day
}): JSX.Element {
  const standing = consentStanding(found, today)
  const back = found.revokedAt && `${momentInWords(zone, found.revokedAt)}, ${found.revokedHow}`
  return (
    <>
      <About person={person} />
      <Facts
        facts={[
          ['Status', standingWords[standing]],
          ...(back ? [['Taken back', back] as const] : []),
          ...(found.scope.length > 0 ? [['What may be shared', inWords(found.scope)] as const] : []),
          ...(found.recipient === null ? [] : [['Who receives it', found.recipient] as const]),
          ...(found.purpose === '' ? [] : [['What for', purposeIs(found.purpose)] as const]),
          ['Family may be told', found.mayTellFamily ? 'yes' : 'no'],
          ['From', dayInWords(found.fromOn)],
          ...(found.untilOn === null ? [] : [['Ends on', dayInWords(found.untilOn)] as const]),
          ...(found.authority === '' ? [] : [['Signed for them as', found.authority] as const]),
        ]}
      />
      {shown && (
        <section aria-labelledby="signed-text">
          <h2 id="signed-text">As it was signed</h2>
          <Wording body={shown.body} language={shown.language} />
          <div class="signature">
            {signature.strokes !== '' && <Strokes strokes={signature.strokes} label="signed-by" />}
            <p id="signed-by">
              {signature.strokes === '' ? 'Signed by typing the name: ' : 'Signed by '}
              {signature.signer}
              {found.signedAt && `, ${momentInWords(zone, found.signedAt)}`}
            </p>
          </div>
        </section>
      )}
    </>
  )
}
