import type { ComponentChildren, JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Coach } from '../model.ts'

type Part = { readonly key: string; readonly title: string; readonly markup: ComponentChildren }

export function MinePage({ visit, coach, parts }: { visit: Visit; coach: Coach; parts: readonly Part[] }): JSX.Element {
  return (
    <TeamPage visit={visit} title={`Hello, ${coach.name}`}>
      {parts.slice(0, 1).map(partOf)}
      {parts.length > 2 && (
        <nav class="jump" aria-label="On this page">
          <ul>
            {parts.slice(1).map(({ key, title }) => (
              <li key={key}>
                <a href={`#${key}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {parts.slice(1).map(partOf)}
    </TeamPage>
  )
}

const partOf = ({ key, title, markup }: Part): JSX.Element => (
  <section key={key} class="mine-part" aria-labelledby={key}>
    <h2 id={key}>{title}</h2>
    {markup}
  </section>
)

/** For whoever works for the team and is no coach of it. */
export const NobodyPage = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title="Your page">
    <p class="empty">
      This is where recovery coaches find their own records. Your sign-in is not linked with a coach of the roster. A
      coordinator links it on the page of that coach.
    </p>
  </TeamPage>
)
