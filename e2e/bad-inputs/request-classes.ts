import { askedIn } from './expectations.ts'
import { anyForm, whoIs } from './operations.ts'
import { withheldFaults } from './privacy.ts'
import { type Judge, made, repeated, sent, times, wordFaults } from './steps.ts'
import { faultsIn, writtenFaults } from './verdict.ts'
import { type Answer, must, type Who } from './world.ts'

// Classes of requests that need a set-up of their own.

/** A form with more than it has: only its own fields count, or it is refused by their names. */
export const massAssignment: Judge = async (world, one) => {
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
    if (![303, 422, 403, 404].includes(answer.status)) faults.push(`${step.op} answers ${answer.status}`)
    if (answer.status === 422 && (await world.seen(answer.text)).problems.length === 0)
      faults.push('nothing says which fields are unknown')
  }
  if (JSON.stringify(before) !== JSON.stringify(await rights())) faults.push('rights have changed')
  return faults
}

/** The same write from another site: refused, and nothing written. Sent from our own page, without a script, it is taken. */
export const crossSite: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const writer: Who = who === 'coach' ? 'coordinator' : who // a coach has no form of a partner
  const before = await world.everything()
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, writer)
    if (!sending) continue
    const answer = await sent(world, writer, sending)
    faults.push(...faultsIn([answer]), ...wordFaults(answer, askedIn(one.expect)))
    if (answer.status < 400) faults.push(`${JSON.stringify(step)} is answered with ${answer.status}`)
  }
  faults.push(...writtenFaults(before, await world.everything()))
  const { path, how } = await anyForm(world, { op: 'form' }, writer)
  const own = await world.ask(writer, path, how)
  if (own.status !== 303) faults.push(`the same form on our own page is answered with ${own.status}`)
  return faults
}

/** Looking changes nothing, also for a machine that opens every link of a mail. */
export const unsafeGet: Judge = async (world, one) => {
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

/** What an invitation gives is what was written down; used, expired and withdrawn ones get one refusal. */
export const invite: Judge = async (world, one) => {
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
export const enumeration: Judge = async (world, one) => {
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
export const lostUpdate: Judge = async (world) => {
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
  if (kept?.status !== 303 || refused?.status !== 422)
    return [...faults, `they answer ${answers.map(({ status }) => status).join(' and ')}`]
  const { text, typed: again } = await world.seen(refused.text)
  const all = [text, ...Object.values(again)].join('\n')
  for (const body of bodies) if (!all.includes(body)) faults.push(`“${body}” is not shown to the second`)
  const [now] = await world.rows<{ body: string }>('select body from story where id = $1', [story?.id])
  if (now?.body !== bodies[answers.indexOf(kept)]) faults.push('the second text was written over the first')
  return faults
}

export const publicLeak: Judge = (world) => withheldFaults(world, [14, 12, 5, 13])

/** A page before the first is refused, one beyond the last is clamped or refused, and none costs more than any other. */
export const pagination: Judge = async (world, one) => {
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

/** A method that is asked for by the way is not heard; one that is not known is refused. */
export const methodOverride: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const before = await world.everything()
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const answer = await sent(world, who, sending)
    faults.push(...faultsIn([answer]))
    const isUnknown = !['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(
      sending.how.method ?? 'GET',
    )
    if (isUnknown && ![405, 501].includes(answer.status)) faults.push(`${step.op} is answered with ${answer.status}`)
    const isReading = sending.how.method === undefined || sending.how.method === 'GET'
    if (isReading && answer.status !== 200) faults.push(`${step.op} is answered with ${answer.status}`)
  }
  return [...faults, ...writtenFaults(before, await world.everything())]
}
