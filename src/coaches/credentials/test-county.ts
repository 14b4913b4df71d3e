import { expect } from 'vitest'
import { newId } from '../../core/id.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds, counted } from '../test-room.ts'
import type { ClassAttended, CredentialNeeds } from './needs.ts'
import { credentialRoutes } from './routes.tsx'
import { credentialsMine } from './sections.tsx'

/** A county with two coaches, one of them signed in, and NC CPSS set up; today is 15 January 2025. */
export async function county(classes: readonly ClassOfAll[] = []) {
  const asked: (readonly string[])[] = []
  let now = new Date('2025-01-15T17:00:00Z')
  const needs: CredentialNeeds = {
    counted,
    clock: () => now,
    baseUrl: 'http://localhost',
    classes: async (_tx, coachIds) => {
      asked.push(coachIds)
      return coachIds.flatMap((coachId) => classes.map((one) => ({ ...one, coachId })))
    },
    courseKinds: ['peer support', 'ethics', 'other'],
  }
  const routes = [...credentialRoutes(needs), ...coachesRoutes({ ...coachNeeds, mine: credentialsMine(needs) })]
  const db = await freshDb()
  const team = await teamOn(db, routes)
  const [ask, admin] = [team.as('coordinator'), team.as('administrator')]
  const add = async (name: string) => {
    const email = `${name.toLowerCase()}@example.org`
    return idIn(await ask('/coaches/add', { name, email, language: 'English' }), 'coaches')
  }
  const [own, other] = [await add('Amos'), await add('Bettina')]
  await team.isCoach(own)
  expect((await admin('/coaches/credentials/kinds/cpss', {})).status).toBe(303)
  const [kind] = (await db.owner('select id from credential_kind')).rows
  const begin = (coachId: string, more: Record<string, string> = {}) =>
    ask(`/coaches/${coachId}/credentials/add`, { kindId: kind.id, way: 'begins now', on: '2024-01-01', ...more })
  const at = async (coachId: string, more: Record<string, string> = {}) =>
    `/coaches/credentials/${idIn(await begin(coachId, more), 'credentials')}`
  return {
    db,
    team,
    needs,
    /** Whose classes were asked for, each time. */
    asked,
    own,
    other,
    ask,
    admin,
    coach: team.as('coach'),
    kindId: String(kind.id),
    begin,
    /** The address of a new credential. */
    at,
    /** It is another day for the program's own rounds. */
    now: (at: string) => {
      now = new Date(at)
    },
  }
}

export const idIn = (response: Response, folder: string): string =>
  new RegExp(`${folder}/([^?#/]+)`).exec(response.headers.get('location') ?? '')?.[1] ?? ''

/** A form with a file. */
export function withFile(bytes: Uint8Array, name: string, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new File([bytes as BlobPart], name))
  return form
}

export const pdf = (size = 2_000): Buffer => {
  const bytes = Buffer.alloc(size, 0x20)
  bytes.write('%PDF-1.7\n')
  bytes.write('%%EOF\n', size - 6)
  return bytes
}

/** A class that every coach attended. */
type ClassOfAll = Omit<ClassAttended, 'coachId'>

export const taught = (on: string, hours: number, courseKind: string): ClassOfAll => ({
  key: newId(),
  on,
  hours,
  courseKind,
  title: `Class of ${courseKind}`,
})
