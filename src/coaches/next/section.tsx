import type { JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import type { Next } from './model.ts'

/** The one next act with a coach as the main button of their page, and why. */
export const NextAct = ({ visit, next: { act, why } }: { visit: Visit; next: Next }): JSX.Element => (
  <section class="next-act" aria-labelledby="next">
    <h2 id="next">Next</h2>
    <p>{why}</p>
    {act && (
      <a class="button" href={visit.to(act.to)}>
        {act.name}
      </a>
    )}
  </section>
)
