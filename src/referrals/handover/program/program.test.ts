import { expect, test } from 'vitest'
import { addPartner, casey, type Handover, handoverCounty, setState } from '../test-handover.ts'

type Told = {
  readonly id?: string
  readonly status?: string
  readonly already?: boolean
  readonly problems?: { code: string; field?: string; message: string }[]
}

const sendWith =
  (here: Handover) =>
  async (
    token: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; told: Told; answer: Response }> => {
    const answer = await here.open('/api/referrals', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    })
    return { status: answer.status, told: await answer.json(), answer }
  }
const ask = (here: Handover, token: string, id = '') =>
  here.open(`/api/referrals/${id}`, { headers: { authorization: `Bearer ${token}` } })
const bearer = (token: string) => ({ headers: { authorization: token } })

test('without a token that is good now nothing is taken and nothing told, and why is not said', async () => {
  const here = await handoverCounty()
  const good = await here.key('token', here.ems)
  const sent = await sendWith(here)(good, casey)
  const ended = await here.key('token', here.ems)
  await here.db.owner(
    `with act as (select set_config('app.act', 'test.end', true)), last as (select id from referral_key order by id desc limit 1)
     update referral_key k set ended_at = now() from act, last where k.id = last.id`,
  )
  const link = await here.key('link', here.ems)
  const answers = new Set<string>()
  for (const token of [ended, link, 'x'.repeat(43), '', good.slice(1)]) {
    const refused = await sendWith(here)(token, casey)
    expect(refused.status, token).toBe(401)
    answers.add(JSON.stringify(refused.told))
    expect((await ask(here, token, sent.told.id)).status).toBe(401)
  }
  for (const header of [good, `Basic ${good}`, `Bearer  ${good}`])
    expect((await here.open(`/api/referrals/${sent.told.id}`, bearer(header))).status, header).toBe(401)
  expect((await here.open(`/api/referrals/${sent.told.id}?token=${good}`)).status).toBe(401)
  expect(answers.size).toBe(1)
  expect(await here.count('referral')).toBe(1)
})

test('a token ends with its year', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  here.needs.now = new Date(here.needs.now.getTime() + 365 * 86_400_000 - 1)
  expect((await sendWith(here)(token, casey)).status).toBe(201)
  here.needs.now = new Date(here.needs.now.getTime() + 1)
  expect((await sendWith(here)(token, casey)).status).toBe(401)
})

test('a referral is taken, answered by its id and a word alone, and told by three words only', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const { status, told, answer } = await sendWith(here)(token, casey)
  expect(status).toBe(201)
  expect(told).toEqual({ id: expect.any(String), status: 'received' })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  for (const [state, word] of [
    ['received', 'received'],
    ['attempting', 'being followed up'],
    ['closed', 'closed'],
  ] as const) {
    await setState(here.db, state)
    const asked = await ask(here, token, told.id)
    expect(await asked.json()).toEqual({ id: told.id, status: word })
    expect(asked.headers.get('cache-control')).toBe('no-store')
  }
})

test('what another partner sent, or another county’s, or nobody, is not there', async () => {
  const here = await handoverCounty()
  const theirs = await addPartner(here.db, here.team.neighbourOrg, 'Nash Rescue', 'emergency')
  const tokens = [await here.key('token', here.hospital), await here.key('token', theirs, here.team.neighbourOrg)]
  const { told } = await sendWith(here)(await here.key('token', here.ems), casey)
  const bodies = new Set<string>()
  for (const token of tokens)
    for (const id of [told.id, '00000000-0000-7000-8000-0000000000ff', 'no-id', '%27']) {
      const asked = await ask(here, token, id)
      expect(asked.status).toBe(404)
      bodies.add(await asked.text())
    }
  expect(bodies.size).toBe(1)
})

test('courts and police hear one word', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.sheriff)
  const { told } = await sendWith(here)(token, { ...casey, source: 'law enforcement' })
  await setState(here.db, 'closed')
  expect(await (await ask(here, token, told.id)).json()).toEqual({ id: told.id, status: 'received' })
})

test('the same sent again, by its key or its number, is the same; other content under it is refused', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const send = sendWith(here)
  const key = { 'idempotency-key': 'run-1' }
  const first = await send(token, casey, key)
  expect(first.status).toBe(201)
  const again = await send(token, { ...casey, phone: '(252) 555-0142' }, key)
  expect([again.status, again.told]).toEqual([200, { id: first.told.id, status: 'received', already: true }])
  const other = await send(token, { ...casey, name: 'Somebody Else' }, key)
  expect([other.status, other.told.problems?.[0]?.code]).toEqual([409, 'referrals.other-content'])
  expect(JSON.stringify(other.told)).not.toContain('Casey')

  const numbered = { ...casey, sourceRecord: 'EMS-2025-17' }
  const second = await send(token, numbered)
  expect(second.status).toBe(201)
  expect((await send(token, numbered)).told).toEqual({ id: second.told.id, status: 'received', already: true })
  expect((await send(token, numbered, { 'idempotency-key': 'run-2' })).status).toBe(200)
  expect((await send(token, { ...numbered, name: 'Somebody Else' })).status).toBe(409)
  expect(await here.count('referral')).toBe(2)
})

test('a number that the team wrote down for this partner before is the same referral', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const first = await sendWith(here)(token, { ...casey, sourceRecord: 'EMS-1' })
  await here.db.owner('delete from referral_receipt')
  const again = await sendWith(here)(token, { ...casey, sourceRecord: 'EMS-1' })
  expect([again.status, again.told]).toEqual([200, { id: first.told.id, status: 'received', already: true }])
})

test('the same key of two partners is two', async () => {
  const here = await handoverCounty()
  const key = { 'idempotency-key': 'run-1' }
  const one = await sendWith(here)(await here.key('token', here.ems), casey, key)
  const two = await sendWith(here)(await here.key('token', here.hospital), casey, key)
  expect([one.status, two.status]).toEqual([201, 201])
})

test('the same event twice at the same moment is one row', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const numbered = { ...casey, sourceRecord: 'EMS-1' }
  const answers = await Promise.all([1, 2, 3, 4].map(() => sendWith(here)(token, numbered)))
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 200, 200, 201])
  expect(new Set(answers.map(({ told }) => told.id)).size).toBe(1)
  expect(await here.count('referral')).toBe(1)
  expect(await here.count('person_served')).toBe(1)
})

test('a token that is ended while a referral is on its way takes nothing', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const [ending] = await Promise.all([
    here.db.owner(
      `with act as (select set_config('app.act', 'test.end', true)) update referral_key set ended_at = now() from act`,
    ),
    sendWith(here)(token, casey),
  ])
  expect(ending.rowCount).toBe(1)
  expect((await sendWith(here)(token, casey)).status).toBe(401)
})

test('each field at fault is named, an unknown one too, and what stood in it is not repeated', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const wrong = async (body: unknown) => {
    const { status, told } = await sendWith(here)(token, body)
    return [status, told.problems?.map(({ field }) => field)]
  }
  expect(await wrong({ ...casey, ssn: '123-45-6789', version: 2, __proto: 1 })).toEqual([
    422,
    ['ssn', 'version', '__proto'],
  ])
  expect(await wrong({ ...casey, source: 'team' })).toEqual([422, ['source']])
  expect(await wrong({ ...casey, bornOn: '2025-01-16' })).toEqual([422, ['bornOn']])
  expect(await wrong({ ...casey, occurredOn: '2025-02-30' })).toEqual([422, ['occurredOn']])
  expect(await wrong({ ...casey, phone: '2'.repeat(40) })).toEqual([422, ['phone']])
  expect(await wrong({ ...casey, name: 'a\u0000b' })).toEqual([422, ['name']])
  expect(await wrong({ source: 'ems' })).toEqual([422, ['name']])
  expect(await wrong({})).toEqual([422, ['source']])
  const { told } = await sendWith(here)(token, { ...casey, ssn: '123-45-6789' })
  expect(JSON.stringify(told)).not.toContain('45-6789')
  expect(await here.count('referral')).toBe(0)
})

test('what is no JSON object of plain values is refused, whatever its size or depth', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const status = async (body: string, headers = {}) => (await sendWith(here)(token, body, headers)).status
  expect(await status('['.repeat(100_000))).toBe(413)
  expect(await status('['.repeat(10_000))).toBe(400)
  expect(await status(`{"source":"ems","name":"a","name":"b"}`)).toBe(400)
  expect(await status(JSON.stringify({ ...casey, note: 'x'.repeat(2_000_000) }))).toBe(413)
  expect(await status('')).toBe(400)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    expect(await status(JSON.stringify(casey), { 'content-type': type }), type).toBe(415)
  expect(await status(JSON.stringify(casey), { 'idempotency-key': 'x'.repeat(300) })).toBe(400)
  expect(await here.count('referral')).toBe(0)
})

test('a program is not a browser: neither a cookie nor where it says it comes from makes a difference', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const { status } = await sendWith(here)(token, casey, { cookie: 'better_off=x', origin: 'https://ems.example' })
  expect(status).toBe(201)
})

test('what is sent is in no log and no history', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  await sendWith(here)(token, { ...casey, note: 'Likes chess' }, { 'idempotency-key': 'run-1' })
  await sendWith(here)(token, { ...casey, bornOn: '2090-01-01' })
  const { rows } = await here.db.owner('select before::text, after::text from history')
  const said = JSON.stringify([rows, here.log])
  for (const secret of ['Casey', '555-0142', 'chess', 'run-1', token]) expect(said).not.toContain(secret)
})

test('a thousand wrong tokens are slowed down, and a good one still opens', async () => {
  const here = await handoverCounty()
  const token = await here.key('token', here.ems)
  const statuses: number[] = []
  for (let count = 0; count < 125; count++) statuses.push((await ask(here, 'y'.repeat(43), 'x')).status)
  expect(statuses[0]).toBe(401)
  expect(statuses.at(-1)).toBe(429)
  expect((await sendWith(here)(token, casey)).status).toBe(201)
})
