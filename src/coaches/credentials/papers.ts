import { download, notFound } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { addFile } from './actions.ts'
import { downloadName } from './evidence.ts'
import { fileContent } from './files.ts'
import { largestEvidence, nothingForm } from './model.ts'

/** The largest body of a form with a paper: the paper, and what is around it. */
export const uploadLimit = largestEvidence + 200_000

/** Keeps the paper of a form; `coachId` is given where a coach adds to their own. */
export async function addedFile(visit: Visit, typed: Typed, id: string, coachId?: string) {
  const form = parseTyped(nothingForm, typed, 'credentials.wrong')
  if (!form.ok) return form
  const file = await visit.file('file')
  return addFile(visit.db, visit.scope, { id, file, today: visit.today, ...(coachId !== undefined && { coachId }) })
}

/** A paper of a coach, to keep; another's is not there. */
export async function handOut(visit: Visit, coachId: string, fileId: string): Promise<Response> {
  const file = await visit.db.read(visit.scope, (tx) => fileContent(tx, coachId, fileId))
  return file ? download(downloadName(file.type), file.type, file.content) : notFound()
}
