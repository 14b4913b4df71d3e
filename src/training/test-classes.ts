import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { newId } from '../core/id.ts'
import { doors } from '../platform/http/doors.tsx'
import type { Actor, Membership } from '../platform/http/route.ts'
import type { TrainingNeeds } from './needs.ts'
import { openTrainingRoutes } from './routes.tsx'
import { idIn, type TrainingTest, needs as usual, wilson } from './test-training.ts'

export type ClassesTest = TrainingTest & {
  readonly needs: TrainingNeeds
  /** Sets the clock that everything outside of the team's side goes by. */
  now(instant: string): void
  /** Asks a public address, as somebody without an account; with a form it is sent. */
  visit(path: string, form?: Readonly<Record<string, string>>, from?: { readonly network?: string }): Promise<Response>
  /** Asks for a place and leaves the mail about it unread. Everybody comes from a network of their own, unless it is said. */
  askFor(
    sessionId: string,
    name: string,
    more?: { readonly language?: 'en' | 'es'; readonly network?: string },
  ): Promise<Response>
  /** Asks for a place and confirms it by the link in the mail. */
  signUp(sessionId: string, name: string, language?: 'en' | 'es'): Promise<Response>
  /** From now on visits are those of a coach of the county who is signed in with this address. */
  signIn(email: string): void
  /** Changes records behind everybody's back, to stand in the past. */
  change(statement: string, values?: unknown[]): Promise<unknown>
  /** The newest mail to somebody. */
  mailTo(name: string): Promise<{ readonly subject: string; readonly body: string }>
  /** The address of somebody's own place, from the newest mail to them. */
  linkOf(name: string): Promise<string>
  /** Who stands where, in the order of arrival: `Ana: seated`. */
  standing(sessionId: string): Promise<readonly string[]>
  /** A session of one class on 3 March 2025 from 17:30 to 20:30, open for sign-up. */
  openSession(more?: Readonly<Record<string, string>>): Promise<string>
  /** One more class of a session, from 17:30 to 20:30, where the session is. */
  addEvening(sessionId: string, heldOn: string): Promise<Response>
}

export const addressOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@example.org`

/** Wilson County behind a real server, with the clock at 15 January 2025, noon there. */
export async function classesOfWilson(): Promise<ClassesTest> {
  let clock = new Date('2025-01-15T17:00:00Z')
  const needs: TrainingNeeds = { ...usual, clock: () => clock }
  const made = await wilson(undefined, needs)
  const troubles: unknown[] = []
  const answer = doors({
    team: [],
    open: openTrainingRoutes(needs),
    db: made.db,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: ({ error }: { error?: unknown }) => troubles.push(error),
    },
    clock: () => clock,
    baseUrl: 'http://localhost',
    actorOf: async () => actor,
    calm: ({ status, message }) => new Response(message, { status }),
  })
  let actor: Actor | null = null
  let networks = 0
  const listener = getRequestListener((request) => answer(request, request.headers.get('x-network') ?? '127.0.0.1'), {
    overrideGlobalObjects: false,
  })
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a port was asked for, so it is one
  const visit: ClassesTest['visit'] = async (path, form, { network = '127.0.0.1' } = {}) => {
    const response = await fetch(base + path, {
      redirect: 'manual',
      ...(form && {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { 'sec-fetch-site': 'same-origin', 'x-network': network },
      }),
    })
    const error = troubles.pop()
    if (error) throw error
    return response
  }
  const mailTo: ClassesTest['mailTo'] = async (name) => {
    const { rows } = await made.db.owner(
      'select subject, body from mail where to_address = $1 order by queued_at desc, id desc limit 1',
      [addressOf(name)],
    )
    return rows[0] ?? { subject: 'no mail', body: '' }
  }
  const askFor: ClassesTest['askFor'] = (
    sessionId,
    name,
    { language = 'en', network = `network ${++networks}` } = {},
  ) => visit(`/wilson/classes/${sessionId}`, { name, email: addressOf(name), language, website: '' }, { network })
  const linkOf: ClassesTest['linkOf'] = async (name) =>
    /http:\/\/localhost(\/wilson\/classes\/mine\/\S+)/.exec((await mailTo(name)).body)?.[1] ?? 'none'
  const addEvening: ClassesTest['addEvening'] = (sessionId, heldOn) =>
    made.ask(`/training/sessions/${sessionId}/classes/add`, {
      heldOn,
      startsAt: '17:30',
      endsAt: '20:30',
      place: '',
      link: '',
      times: '1',
      every: 'day',
    })
  return {
    ...made,
    needs,
    addEvening,
    now: (instant) => {
      clock = new Date(instant)
    },
    visit,
    askFor,
    signUp: async (sessionId, name, language = 'en') => {
      const answer = await askFor(sessionId, name, { language })
      if (/^Confirme? /.test((await mailTo(name)).subject)) await visit(`${await linkOf(name)}/accept`, {})
      return answer
    },
    signIn: (email) => {
      const membership = { org: made.team.org, role: 'coach' } as Membership // all that is read of it here
      actor = { id: newId(), name: email, email, isOperator: false, sessionId: newId(), memberships: [membership] }
    },
    change: (statement, values) => made.write((tx) => tx.client.query(statement, values)),
    mailTo,
    linkOf,
    standing: async (sessionId) =>
      (
        await made.db.owner('select name, state from class_place where session_id = $1 order by arrived', [sessionId])
      ).rows.map(({ name, state }: { name: string; state: string }) => `${name}: ${state}`),
    openSession: async (more = {}) => {
      const id = idIn(
        await made.ask('/training/sessions/add', {
          courseId: made.academy,
          startsOn: '2025-03-03',
          endsOn: '',
          place: 'Wilson Library',
          link: '',
          capacity: '2',
          isOpen: 'yes',
          ...more,
        }),
      )
      await addEvening(id, '2025-03-03')
      return id
    },
  }
}
