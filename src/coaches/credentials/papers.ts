import { download, notFound } from '../../platform/http/answer.tsx'
import type { Visit } from '../../platform/http/route.ts'
import { downloadName } from './evidence.ts'
import { fileContent } from './files.ts'
import { largestEvidence } from './model.ts'

/** The largest body of a form with a paper: the paper, and what is around it. */
export const uploadLimit = largestEvidence + 200_000

/** A paper of a coach, to keep; another's is not there. */
export async function handOut(visit: Visit, coachId: string, fileId: string): Promise<Response> {
  const file = await visit.db.read(visit.scope, (tx) => fileContent(tx, coachId, fileId))
  return file ? download(downloadName(file.type), file.type, file.content) : notFound()
}
