import { anyForm, type Operation, operations, whoIs } from './bindings.ts'
import { generated, type RequestCase, type Step } from './cases.ts'
import { type Asked, askedIn } from './expectations.ts'
import { withheldFaults } from './privacy.ts'
import { faultsIn, notPresent, type Verdict, verdictOf, writtenFaults } from './verdict.ts'
import { type Answer, must, type Sending, type Who, type World } from './world.ts'

/** Runs the requests of a case. Classes that need a set-up have one; all others are judged by what their words ask for. */
export async function judgeRequest(world: World, one: RequestCase): Promise<Verdict> {
  const present = one.steps.filter((step) => operationOf(step) !== null || special[one.class]?.has.includes(step.op))
  if (present.length === 0)
    return notPresent(`the product has no ${[...new Set(one.steps.map(({ op }) => op))].join(', ')}`)
  const judge = special[one.class]?.judge ?? byItsWords
  return verdictOf(await judge(world, { ...one, steps: present }))
}

type Judge = (world: World, one: RequestCase) => Promise<readonly string[]>

/** What an `op` stands for: an address as it is, one of our operations, or null. */
function operationOf({ op }: Pick<Step, 'op'>): Operation | null {
  const [, method = 'GET', target = op] = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) (.+)$/.exec(op) ?? []
  if (target.startsWith('/')) return () => ({ path: target, how: { method } })
  if (target.startsWith('form:')) return anyForm
  const [name = '', query] = target.split('?')
  const known = operations[name]
  if (!known) return null
  if (target === op) return known
  return async (world, step, who) => {
    const { path } = await known(world, step, who)
    return { path: query === undefined ? path : `${path}?${query}`, how: { method } }
  }
}

/** One step with its own headers, body and generated parts; null when it cannot be made. */
async function made(world: World, step: Step, who: Who): Promise<{ path: string; how: Sending } | null> {
  const operation = operationOf(step)
  if (!operation) return null
  const { path, how } = await operation(world, step, who)
  const headers = {
    ...how.headers,
    ...step.headers,
    ...headersOf(step.headers_gen),
  }
  if (step.raw_gen === undefined && step.raw === undefined) return { path, how: { ...how, headers } }
  const body =
    typeof step.raw === 'string' ? { body: step.raw, isForm: !/^[[{]/.test(step.raw) } : generated(step.raw_gen ?? '')
  if (!body) return null
  const type = body.isForm ? 'application/x-www-form-urlencoded' : (headers['content-type'] ?? 'application/json')
  return { path, how: { method: 'POST', body: body.body, headers: { ...headers, 'content-type': type } } }
}

function headersOf(description = ''): Record<string, string> {
  const many = /(\d+)\s+headers/.exec(description)
  if (many)
    return Object.fromEntries(Array.from({ length: Number(many[1]) }, (_, at) => [`x-case-${at}`, 'x'.repeat(50)]))
  const long = /^([\w-]+):\s*['"](.+?)['"]\s*[*x]\s*(\d+)$/.exec(description)
  return long ? { [long[1] ?? '']: (long[2] ?? '').repeat(Number(long[3])) } : {}
}

const times = ({ times = 1 }: Step): number => times

/** Every step in turn; each answer must be one that the words of the case name, or a refusal where they name none. */
const byItsWords: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const asked = askedIn(one.expect)
  const before = await world.everything()
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) {
      faults.push(`the request cannot be made from ${step.raw_gen ?? step.op}`)
      continue
    }
    const answers = await repeated(
      () => sent(world, who, sending),
      asked.within === null ? times(step) : Math.max(3, times(step)),
    )
    faults.push(...faultsIn(answers), ...answers.flatMap((answer) => wordFaults(answer, asked)))
    const fastest = Math.min(...answers.map(({ ms }) => ms))
    if (asked.within !== null && fastest > asked.within * world.patience)
      faults.push(`${step.op} takes ${Math.round(fastest)} ms`)
  }
  const names = [...new Set(one.steps.map(({ query }) => query ?? ''))].filter(Boolean)
  if (names.length > 0 && /none of these names/.test(one.expect.join(';')))
    faults.push(...(await nameFaults(world, one, who)))
  const isReading = asked.writesNothing || one.steps.every(({ op }) => /^(GET|HEAD|OPTIONS) /.test(op))
  if (isReading) faults.push(...writtenFaults(before, await world.everything()))
  return faults
}

const sent = (world: World, who: Who, { path, how }: { path: string; how: Sending }): Promise<Answer> =>
  who === 'stranger' ? world.send(path, how) : world.ask(who, path, how)

async function repeated(work: () => Promise<Answer>, count: number): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < count; at++) answers.push(await work())
  return answers
}

function wordFaults({ status, location }: Answer, { statuses, mayLeadToSignIn }: Asked): readonly string[] {
  if (mayLeadToSignIn && status >= 300 && status < 400 && location.startsWith('/sign-in')) return []
  if (statuses.length > 0) return statuses.includes(status) ? [] : [`${status} and not ${statuses.join(' or ')}`]
  return []
}

/** No name that a query asked for may come back as a field of data. */
async function nameFaults(world: World, one: RequestCase, who: Who): Promise<readonly string[]> {
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const { text } = await sent(world, who, sending)
    const names = (step.query ?? '').split(/[&=,]/).filter((each) => /[A-Z_]/.test(each))
    faults.push(...names.filter((name) => text.includes(name)).map((name) => `${name} is in the answer`))
  }
  return faults
}

// ---- Classes with a set-up of their own

/** A form with more than it has: only its own fields count, or it is refused by their names. */
const massAssignment: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const rights = (): Promise<readonly object[]> =>
    world.rows(
      'select m.org_id, m.person_id, m.role, p.is_operator, p.email from membership m join person p on p.id = m.person_id order by 1, 2',
    )
  const [before, faults] = [await rights(), [] as string[]]
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const answer = await sent(world, who, sending)
    faults.push(...faultsIn([answer]))
    if (answer.status !== 303 && answer.status !== 422) faults.push(`${step.op} answers ${answer.status}`)
    if (answer.status === 422 && (await world.seen(answer.text)).problems.length === 0)
      faults.push('nothing says which fields are unknown')
  }
  if (JSON.stringify(before) !== JSON.stringify(await rights())) faults.push('rights have changed')
  return faults
}

/** The same write from another site: refused, and nothing written. It is tried on every form that needs no file. */
const crossSite: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const before = await world.everything()
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const answer = await sent(world, who, sending)
    faults.push(...faultsIn([answer]), ...wordFaults(answer, askedIn(one.expect)))
  }
  faults.push(...writtenFaults(before, await world.everything()))
  return faults
}

/** Looking changes nothing, also for a machine that opens every link of a mail. */
const unsafeGet: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const token = await world.invitation()
  const before = await world.everything()
  const faults: string[] = []
  for (const step of one.steps) {
    const isInvitation = /invite\.accept/.test(step.op)
    const method = step.op.startsWith('HEAD') ? 'HEAD' : 'GET'
    const sending = isInvitation ? { path: token, how: { method } } : await made(world, step, who)
    if (!sending) continue
    faults.push(...faultsIn(await repeated(() => sent(world, isInvitation ? 'stranger' : who, sending), times(step))))
  }
  faults.push(...writtenFaults(before, await world.everything()))
  if ((await world.ask(who, '/account')).status !== 200) faults.push('the person was signed out')
  const form = { name: 'A guest', password: 'copper thistle barn' }
  if ((await world.send(token, { form })).status !== 303) faults.push('the invitation does not work any more')
  return faults
}

/** The session is a new one at each sign-in, and is over after signing out. */
const session: Judge = async (world) => {
  const own = /^([^=]+)=/.exec(world.cookieOf('administrator'))?.[1] ?? ''
  const planted = `${own}=${'A'.repeat(43)}`
  const form = { ...world.known, way: 'password' }
  const signIn = (cookie: string): Promise<Answer> => world.send('/sign-in', { form, headers: { cookie } })
  const first = must(303, await signIn(planted))
  const second = must(303, await signIn(first.cookie))
  const faults = [...faultsIn([first, second])]
  if (first.cookie === planted || first.cookie === '') faults.push('the session is the one that was planted')
  if (second.cookie === first.cookie) faults.push('the session stays the same at a second sign-in')
  const isIn = async (cookie: string): Promise<boolean> =>
    (await world.send('/account', { headers: { cookie } })).status === 200
  if (!(await isIn(second.cookie))) faults.push('the new session is not let in')
  await world.send('/sign-out', { method: 'POST', headers: { cookie: second.cookie } })
  if (await isIn(second.cookie)) faults.push('the session works after signing out')
  if (await isIn(planted)) faults.push('a planted session is let in')
  return faults
}

/** What an invitation gives is what was written down; used, expired and withdrawn ones get one refusal. */
const invite: Judge = async (world, one) => {
  const [good, expired, revoked] = [await world.invitation(), await world.invitation(), await world.invitation()]
  const ends = (path: string, what: string): Promise<unknown> =>
    world.rows(`update invitation set ${what} where token_hash = sha256(convert_to($1, 'UTF8'))`, [
      path.split('/').pop(),
    ])
  await ends(expired, `expires_at = now() - interval '1 minute'`)
  await ends(revoked, 'revoked_at = now()')
  const more = one.steps.map(({ body }) => body).find((body) => typeof body === 'object' && body !== null) ?? {}
  const form = { name: 'A guest', password: 'copper thistle barn' }
  const typed = { ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, String(value)])), ...form }
  const first = await world.send(good, { form: typed })
  const accepted = first.status === 303 ? first : await world.send(good, { form })
  const faults = [...faultsIn([first, accepted])]
  if (accepted.status !== 303) faults.push(`the invitation is not accepted: ${accepted.status}`)
  const [member] = await world.rows<{ role: string; org_id: number }>(
    'select role, org_id from membership order by id desc limit 1',
  )
  if (member?.role !== 'viewer' || member.org_id !== world.org) faults.push(`the role is ${member?.role ?? 'none'}`)
  const refusals = await Promise.all([good, expired, revoked].map((path) => world.send(path, { form })))
  if (new Set(refusals.map(({ status, text }) => `${status} ${text}`)).size !== 1) faults.push('the refusals differ')
  if (refusals.some(({ status }) => status < 400 || status >= 500))
    faults.push('an invitation is taken that should not be')
  return faults
}

/** Nobody learns from the door whether an address is known: not by words, length or time. */
const enumeration: Judge = async (world, one) => {
  const faults: string[] = []
  for (const { op, times: most } of one.steps) {
    if (op !== 'login' && op !== 'reset.request') continue
    const way = op === 'login' ? 'password' : 'link'
    const [known, unknown]: [number[], number[]] = [[], []]
    const rounds = Math.min(most ?? 15, 30)
    for (let at = 0; at < rounds; at++) {
      await world.rows('delete from rate_limit')
      const ask = (email: string): Promise<Answer> =>
        world.send('/sign-in', { form: { email, password: 'a wrong guess', way } })
      const other = world.known.email.replace(/^./, 'z')
      const [one, two] = [await ask(world.known.email), await ask(other)]
      known.push(one.ms)
      unknown.push(two.ms)
      const said = (answer: Answer, email: string): string => `${answer.status} ${answer.text.replaceAll(email, 'x')}`
      if (said(one, world.known.email) !== said(two, other))
        faults.push(`${op} answers otherwise for an address that is known`)
      if (one.text.length !== two.text.length) faults.push(`${op} answers at another length`)
    }
    const apart = Math.abs(median(known) - median(unknown))
    if (apart >= 20 * world.patience) faults.push(`${op} takes ${Math.round(apart)} ms more for one of them`)
  }
  await world.rows('delete from rate_limit')
  return faults
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Two save from the same version at once: one is kept, the other sees both texts. */
const lostUpdate: Judge = async (world) => {
  const [story] = await world.rows<{ id: string }>(
    'select id from story where removed_at is null order by id desc limit 1',
  )
  const path = `/team/wilson/scorecard/stories/${story?.id}/edit`
  const { typed } = await world.seen(must(200, await world.ask('editor', path)).text)
  const bodies = [`First of two, ${world.next()}.`, `Second of two, ${world.next()}.`]
  const save = (body: string, who: Who): Promise<Answer> => world.ask(who, path, { form: { ...typed, body } })
  const answers = await Promise.all([save(bodies[0] ?? '', 'editor'), save(bodies[1] ?? '', 'administrator')])
  const [kept, refused] = answers.toSorted((a, b) => a.status - b.status)
  const faults = [...faultsIn(answers)]
  if (kept?.status !== 303 || refused?.status !== 409)
    return [...faults, `they answer ${answers.map(({ status }) => status).join(' and ')}`]
  const { text, typed: again } = await world.seen(refused.text)
  const all = [text, ...Object.values(again)].join('\n')
  for (const body of bodies) if (!all.includes(body)) faults.push(`“${body}” is not shown to the second`)
  const [now] = await world.rows<{ body: string }>('select body from story where id = $1', [story?.id])
  if (now?.body !== bodies[answers.indexOf(kept)]) faults.push('the second text was written over the first')
  return faults
}

const publicLeak: Judge = (world) => withheldFaults(world, [14, 12, 5, 13])

/** A page before the first is refused, one beyond the last is clamped or refused, and none costs more than any other. */
const pagination: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const answer = await sent(world, who, sending)
    faults.push(...faultsIn([answer]))
    const isNegative = /=-\d/.test(step.query ?? '')
    if (isNegative && answer.status < 400) faults.push(`${step.query} answers ${answer.status}`)
    if (answer.text.length > 1_000_000) faults.push(`${step.query} answers with ${answer.text.length} characters`)
  }
  return faults
}

type Special = { readonly judge: Judge; readonly has: readonly string[] }
const special: Readonly<Record<string, Special>> = {
  'mass-assignment': { judge: massAssignment, has: [] },
  csrf: { judge: crossSite, has: [] },
  pagination: { judge: pagination, has: [] },
  'unsafe-get': { judge: unsafeGet, has: ['GET invite.accept?token={t}', 'HEAD invite.accept?token={t}'] },
  session: { judge: session, has: [] },
  invite: { judge: invite, has: ['invite.accept'] },
  enumeration: { judge: enumeration, has: [] },
  'lost-update': { judge: lostUpdate, has: ['narrative.update'] },
  'public-leak': { judge: publicLeak, has: [] },
}
