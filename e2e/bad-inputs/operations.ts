import type { Step } from './cases.ts'
import { at } from './doors.ts'
import type { Sending, Who, World } from './world.ts'

/** What an operation of a case is made of; `step` is the case's own, `who` the actor as one of ours. */
export type Operation = (
  world: World,
  step: Step,
  who: Who,
) => Promise<{ readonly path: string; readonly how: Sending }> | { readonly path: string; readonly how: Sending }

const get =
  (path: string): Operation =>
  (_, { query }) => ({ path: query === undefined ? path : `${path}?${query}`, how: {} })

/** A body of the case, as a form sends it. */
const typedOf = ({ body }: Step): Record<string, string> =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(
        Object.entries(body).map(([name, value]) => [
          name,
          typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]),
      )
    : {}

export const operations: Readonly<Record<string, Operation>> = {
  'admin.home': get(`${at}/admin/people`),
  'admin.mail': get(`${at}/admin/mail`),
  'coach.list': get(`${at}/coaches`),
  'measure.list': get(`${at}/measures`),
  'partner.list': get(`${at}/partners`),
  'training.list': get(`${at}/training`),
  'public.home': get('/'),
  'public.scorecard': get('/wilson'),
  'public.measure': get('/wilson/m/new-recovery-coaches-trained'),
  'profile.read': async (_, __, who) => ({ path: who === 'coach' ? `${at}/mine/details` : '/account', how: {} }),
  // A coach has a page of their own besides the account; both are of the one who asks.
  'profile.update': async (world, step, who) => {
    if (who !== 'coach') return { path: '/account/name', how: { form: typedOf(step) } }
    const path = `${at}/mine/details`
    const { typed } = await world.seen((await world.ask(who, path)).text)
    const kept = Object.fromEntries(
      ['email', 'phone', 'zone', 'language', 'version'].map((name) => [name, typed[name] ?? '']),
    )
    return { path, how: { form: { ...kept, ...typedOf(step) } } }
  },
  login: (world, step) => ({ path: '/sign-in', how: { form: { way: 'password', ...world.known, ...typedOf(step) } } }),
  logout: () => ({ path: '/sign-out', how: { method: 'POST' } }),
  'reset.request': (world, step) => ({
    path: '/sign-in',
    how: { form: { way: 'link', email: world.known.email, ...typedOf(step) } },
  }),
  'invite.create': (world, step) => ({
    path: `${at}/admin/people/invite`,
    how: { form: { email: `guest${world.next()}@wilson.example`, role: 'viewer', ...typedOf(step) } },
  }),
  'coach.create': (world, step) => ({
    path: `${at}/coaches/add`,
    how: { form: { name: `Person ${world.next()}`, language: 'English', ...typedOf(step) } },
  }),
  'measure.update': async (world, step) => {
    const path = `${at}/measures/${world.measure.id}/settings`
    const { typed } = await world.seen((await world.ask('editor', path)).text)
    return { path, how: { form: { ...typed, ...typedOf(step) } } }
  },
  publish: async (world, step) => {
    const { typed } = await world.seen((await world.ask('administrator', `${at}/publish`)).text)
    return { path: `${at}/publish`, how: { form: { mark: typed.mark ?? '', note: '', ...typedOf(step) } } }
  },
  'member.update': async (world, step) => {
    const [member] = await world.rows<{ id: string }>(
      `select m.id from membership m join person p on p.id = m.person_id where p.email = 'viewer@wilson.example'`,
    )
    return { path: `${at}/admin/people/${member?.id}`, how: { form: { role: 'viewer', ...typedOf(step) } } }
  },
  'partner.create': (world, step) => {
    const form = { name: `Partner ${world.next()}`, sector: 'health', about: '', website: '', ...typedOf(step) }
    return { path: `${at}/partners/add`, how: { form } }
  },
  'shift.list': get(`${at}/shifts`),
  'session.list': get('/account'),
  'passkey.list': get('/account'),
  'session.end': (_, step) => ({ path: '/account/sessions/end', how: { form: { id: 'others', ...typedOf(step) } } }),
  'passkey.remove': (_, step) => ({ path: '/account/passkeys/remove', how: { form: { id: '', ...typedOf(step) } } }),
  'any.form': () => ({ path: '/sign-in', how: { form: { email: 'x@example.org', password: 'wrong guess' } } }),
  'any.json': () => ({
    path: '/sign-in/passkey/verify',
    how: { body: '{}', headers: { 'content-type': 'application/json' } },
  }),
}

/** A form of the team, for cases that are about any form: it adds a partner. */
export const anyForm: Operation = (world) => ({
  path: `${at}/partners/add`,
  how: { form: { name: `Partner ${world.next()}`, sector: 'health', about: '', website: '' } },
})

/** Who of ours an actor of the corpus is. */
export function whoIs(actor: string): Who {
  if (/anonymous|anyone|stranger|nobody/i.test(actor)) return 'stranger'
  if (/admin|owner/i.test(actor)) return 'administrator'
  if (/editor/i.test(actor)) return 'editor'
  if (/coordinator|any|logged/i.test(actor)) return 'coordinator'
  if (/coach|volunteer/i.test(actor)) return 'coach'
  return 'viewer'
}
