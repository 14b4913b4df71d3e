import type { JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import { wasThere } from '../history.ts'
import { notFound, page } from '../http/answer.tsx'
import type { Visit } from '../http/route.ts'
import { TeamPage } from './shell.tsx'

/**
 * The answer of a button that could not do its work, where no page has a better place for it: why, and the way back. `id` is
 * of what it is about, null where that is a page that everybody has. Of what this organisation never had nothing is said; what
 * was there and is gone has its sentence.
 */
export async function notDone(
  visit: Visit,
  { id, problems, back }: { id: string | null; problems: readonly Problem[]; back: string },
): Promise<Response> {
  const isKnown = id === null || (await visit.db.read(visit.scope, (tx) => wasThere(tx, id)))
  return isKnown ? page(<NotDonePage visit={visit} problems={problems} back={back} />, 422) : notFound()
}

const NotDonePage = ({
  visit,
  problems,
  back,
}: {
  visit: Visit
  problems: readonly Problem[]
  back: string
}): JSX.Element => (
  <TeamPage visit={visit} title="Nothing was changed">
    <div class="problems" role="alert">
      {problems.map(({ code, message }) => (
        <p key={code}>{message}</p>
      ))}
    </div>
    <p>
      <a href={visit.to(back)}>Back to the page</a>
    </p>
  </TeamPage>
)
