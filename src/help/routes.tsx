import type { ComponentChildren, JSX } from 'preact'
import { stopped } from '../core/text.ts'
import { page } from '../platform/http/answer.tsx'
import { roles, type TeamRoute, type Visit } from '../platform/http/route.ts'
import { Act } from '../platform/ui/acts.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import { addressOf, guide, guideFor } from './guide.ts'
import type { GuidePage } from './page.ts'

/** The guide: its index, and a page for each job. Nothing in it is of anybody, so everybody may read it. */
export const helpRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/help', may: roles, answer: async (visit) => page(<Index visit={visit} />) },
  ...guide.map((one) => ({
    method: 'GET' as const,
    path: addressOf(one),
    may: roles,
    answer: async (visit: Visit) => page(<OnePage visit={visit} one={one} />),
  })),
]

function Index({ visit }: { visit: Visit }): JSX.Element {
  const { own, others } = guideFor(visit.role)
  return (
    <TeamPage visit={visit} title="Help">
      <p class="lead">A short page for each job. Help at the top of each page leads to the one for it.</p>
      {own.length > 0 && <Jobs visit={visit} id="own" title="Your work" pages={own} />}
      <Jobs visit={visit} id="others" title={own.length > 0 ? 'What others do' : 'What the team does'} pages={others} />
      <section aria-labelledby="somebody">
        <h2 id="somebody">Still stuck?</h2>
        <p>
          {stopped(`Ask an administrator of ${visit.organisation.name}`)} If a page shows a reference, tell it to them.
        </p>
      </section>
    </TeamPage>
  )
}

type JobsShown = { visit: Visit; id: string; title: string; pages: readonly GuidePage[] }

const Jobs = ({ visit, id, title, pages }: JobsShown): JSX.Element => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <ul class="jobs">
      {pages.map((one) => (
        <li key={one.slug}>
          <a href={visit.to(addressOf(one))}>{one.title}</a>
          <p>{one.what}</p>
        </li>
      ))}
    </ul>
  </section>
)

const OnePage = ({ visit, one }: { visit: Visit; one: GuidePage }): JSX.Element => (
  <TeamPage
    visit={visit}
    title={one.title}
    trail={[{ name: 'Help', path: '/help' }]}
    act={one.start && <Act visit={visit} to={one.start.path} name={one.start.name} may={one.whose} second />}
  >
    <p class="lead">{one.what}</p>
    <section aria-labelledby="steps">
      <h2 id="steps">Step by step</h2>
      <ol class="guide-steps">
        {one.steps.map((step) => (
          <li key={step}>
            <Said words={step} />
          </li>
        ))}
      </ol>
    </section>
    <section aria-labelledby="ways">
      <h2 id="ways">When something goes wrong</h2>
      <dl class="guide-ways">
        {one.ways.map(([what, wayOut]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <Said words={wayOut} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  </TeamPage>
)

/** A sentence of the guide, with the words of the product set apart. */
const Said = ({ words }: { words: string }): JSX.Element => (
  <>
    {words.split('**').map((part, at): ComponentChildren => (at % 2 === 1 ? <strong key={part}>{part}</strong> : part))}
  </>
)
