import type { JSX } from 'preact'
import { phoneInWords } from '../../coaches/model.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Call } from '../../platform/ui/call.tsx'
import { type Asked, firstAsked } from '../gaps/rules.ts'
import type { Candidates } from './candidates.ts'

/**
 * Who gets an open place: the best three on top, each with why, the phone number and the one button; the others folded below, and who
 * may not. Who was at a shift that is over is known, so there `assign` is a form to choose them.
 */
export function Giving({
  visit,
  shiftId,
  candidates: { may, mayNot },
  assign,
}: {
  visit: Visit
  shiftId: string
  candidates: Candidates
  assign: JSX.Element | null
}): JSX.Element {
  const asked = (ones: readonly Asked[]) => <Ask visit={visit} action={`/shifts/${shiftId}/give`} ones={ones} />
  return (
    <section aria-labelledby="assign">
      <h2 id="assign">Give a place to a coach</h2>
      {may.length === 0 && <p>No active coach may take it at that time.</p>}
      {assign}
      {!assign && may.length > 0 && (
        <>
          <p>Those whom it suits best come first. Hours are those worked and planned. Call before you give a place.</p>
          {asked(may.slice(0, firstAsked))}
        </>
      )}
      {!assign && may.length > firstAsked && (
        <details>
          <summary>
            <span>Everyone else who may</span> <span class="quiet">{may.length - firstAsked}</span>
          </summary>
          {asked(may.slice(firstAsked))}
        </details>
      )}
      {mayNot.length > 0 && (
        <details>
          <summary>Who may not, and why</summary>
          <ul>
            {mayNot.map(({ id, name, against }) => (
              <li key={id}>
                {name}: {against}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const Ask = ({ visit, action, ones }: { visit: Visit; action: string; ones: readonly Asked[] }): JSX.Element => (
  <ol class="ask">
    {ones.map(({ id, name, phone, why }) => (
      <li key={id}>
        <div>
          <a class="ask-name" href={visit.to(`/coaches/${id}`)}>
            {name}
          </a>
          <p class="quiet">{why}</p>
        </div>
        <div class="acts">
          {phone ? (
            <Call phone={phone} words={phoneInWords(phone)} />
          ) : (
            <span class="quiet">No phone number on record</span>
          )}
          <Press action={visit.to(action)} name="Give the place" about={name} values={{ coachId: id }} look="second" />
        </div>
      </li>
    ))}
  </ol>
)
