import { expect, test } from 'vitest'
import { casey, type Handover, handoverCounty, setState } from '../test-handover.ts'

const post = (form: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(form),
})
const hour = 3_600_000
const at = async (here: Handover): Promise<string> => `/handover/${await here.key('link', here.ems)}`
const end = (here: Handover) =>
  here.db.owner(
    `with act as (select set_config('app.act', 'test.end', true)) update referral_key set ended_at = now() from act`,
  )

test('a link that was never given, one that was ended, one that is over and a token look alike', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const token = await here.key('token', here.ems)
  await end(here)
  const over = await at(here)
  here.needs.now = new Date(here.needs.now.getTime() + 72 * hour)
  for (const one of [path, over, `/handover/${token}`, `/handover/${'x'.repeat(43)}`, '/handover/x', '/handover/%00'])
    for (const init of [undefined, post(casey)]) {
      const answer = await here.open(one, init)
      expect(answer.status, one).toBe(404)
      expect(await answer.text()).toContain('The address may be mistyped')
    }
  for (const [address, init] of [
    [`${path}?lang=es`, undefined],
    [path, post({ ...casey, pageLanguage: 'es' })],
  ] as const) {
    const answer = await here.open(address, init)
    expect(answer.status).toBe(404)
    const html = await answer.text()
    expect(html).toContain('<html lang="es"')
    expect(html).toContain('Este enlace no abre nada')
    expect(html).toContain(`href="${path}?lang=en"`)
  }
  expect(await here.count('referral')).toBe(0)
})

test('a link opens a form until its last second, and opening it, by anybody and any program, does nothing', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  here.needs.now = new Date(here.needs.now.getTime() + 72 * hour - 1)
  for (const method of ['GET', 'HEAD', 'GET']) expect((await here.open(path, { method })).status).toBe(200)
  expect(await here.count('referral')).toBe(0)
  expect((await here.db.owner('select last_used_at, referral_id from referral_key')).rows).toEqual([
    { last_used_at: null, referral_id: null },
  ])
})

test('the form is kept by nobody, found by nobody, and named in neutral words', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const answer = await here.open(path)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-robots-tag')).toContain('noindex')
  expect(answer.headers.get('referrer-policy')).toBe('same-origin') // a browser says with it that the form is ours
  const html = await answer.text()
  expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toBe('Hand over a referral – Wilson County')
  expect(html).toContain('From Wilson County EMS to Wilson County.')
  expect((await here.open(path, post(casey))).status).toBe(303)
  const after = await here.open(path)
  expect([after.headers.get('cache-control'), after.headers.get('referrer-policy')]).toEqual([
    'no-store',
    'no-referrer',
  ])
  expect(after.headers.get('x-robots-tag')).toContain('noindex')
})

test('a referral that is handed over is of its partner, and the address says from then on only how it stands', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const sent = await here.open(path, post(casey))
  expect([sent.status, sent.headers.get('location')]).toEqual([303, path])
  expect((await here.db.owner('select partner_id, source, state from referral')).rows).toEqual([
    { partner_id: here.ems, source: 'ems', state: 'received' },
  ])
  for (const [state, words] of [
    ['received', 'Received.'],
    ['engaged', 'Being followed up.'],
    ['closed', 'Closed.'],
  ] as const) {
    await setState(here.db, state)
    const html = await (await here.open(path)).text()
    expect(html).toContain(words)
    for (const secret of ['Casey', 'Rivers', '555', 'Main Street', 'overdose', '<form'])
      expect(html).not.toContain(secret)
  }
})

test('the form, what is wrong in it and how it stands afterwards are there in Spanish too', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  expect(await (await here.open(path)).text()).toContain(`href="${path}?lang=es"`)
  const html = await (await here.open(`${path}?lang=es`)).text()
  for (const words of [
    '<html lang="es"',
    'Entregar una referencia',
    'Quién avisa',
    'Sala de emergencias',
    'Hora en que pasó',
    'Más, si lo sabe',
  ])
    expect(html).toContain(words)
  const labels = [...html.matchAll(/<label for="[^"]*">\s*([^<]*)/g)].map(([, label = '']) => label.trim())
  const english = [...(await (await here.open(path)).text()).matchAll(/<label for="[^"]*">\s*([^<]*)/g)].map(
    ([, label = '']) => label.trim(),
  )
  expect(labels).toHaveLength(english.length)
  expect(
    labels.filter((label) => english.includes(label)),
    'each label has its own words',
  ).toEqual([])
  const wrong = await here.open(path, post({ ...casey, bornOn: '2026-01-01', pageLanguage: 'es' }))
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Revise la fecha de nacimiento.')
  const sent = await here.open(path, post({ ...casey, pageLanguage: 'es' }))
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?lang=es`])
  expect(await (await here.open(`${path}?lang=es`)).text()).toContain('Recibida.')
  expect(await (await here.open(path, post({ ...casey, pageLanguage: 'es' }))).text()).toContain(
    'Este enlace ya se usó.',
  )
})

test('courts and police hear that it was received, whatever comes of it', async () => {
  const here = await handoverCounty()
  const path = `/handover/${await here.key('link', here.sheriff)}`
  await here.open(path, post({ ...casey, source: 'law enforcement' }))
  for (const state of ['engaged', 'closed']) {
    await setState(here.db, state)
    expect(await (await here.open(path)).text()).toContain('Received.')
  }
})

test('a link is used once: a second referral, by the same person or whoever it was forwarded to, is not taken, and the first stays', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  await here.open(path, post(casey))
  for (const form of [{ ...casey, name: 'Somebody Else', phone: '' }, casey, { source: 'nonsense' }]) {
    const second = await here.open(path, post(form))
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toContain('This link was used already. What was sent first stays, and nothing was added.')
    expect(html).not.toContain('Somebody Else')
  }
  expect(await here.count('referral')).toBe(1)
  expect(await here.count('person_served')).toBe(1)
})

test('of two who send through one link at the same moment, one is taken and the other told', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const answers = await Promise.all(['Ann Ash', 'Ben Birch'].map((name) => here.open(path, post({ ...casey, name }))))
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 409])
  expect(await here.count('referral')).toBe(1)
})

test('what is wrong is said at its field with what was typed, and the link is still good', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const wrong = await here.open(
    path,
    post({ ...casey, phone: '2'.repeat(40), bornOn: '2026-01-01', source: 'team', name: 'Typed & kept' }),
  )
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  for (const words of ['Who tells of it was not one of the list.', 'Typed &amp; kept']) expect(html).toContain(words)
  const birth = await here.open(path, post({ ...casey, bornOn: '2026-01-01' }))
  expect(birth.status).toBe(422)
  expect(await birth.text()).toContain('Date of birth is still to come')
  const nobody = await here.open(path, post({ source: 'ems' }))
  expect(await nobody.text()).toContain('Nothing leads to this person yet.')
  expect(await here.count('referral')).toBe(0)
  expect((await here.open(path, post(casey))).status).toBe(303)
})

test('a link that was ended after it was used says nothing any more', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  await here.open(path, post(casey))
  await end(here)
  expect((await here.open(path)).status).toBe(404)
  expect(await here.count('referral')).toBe(1)
})

test('a used link says how its referral stands for 30 days', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  await here.open(path, post(casey))
  const used = here.needs.now.getTime()
  here.needs.now = new Date(used + 30 * 24 * hour - 1)
  expect((await here.open(path)).status).toBe(200)
  here.needs.now = new Date(used + 30 * 24 * hour)
  expect((await here.open(path)).status).toBe(404)
})

test('a form from elsewhere is not heard, and no body is too large for a clear answer', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const foreign = await here.open(path, { ...post(casey), headers: { origin: 'https://evil.example' } })
  expect(foreign.status).toBe(403)
  const large = await here.open(path, post({ ...casey, note: 'x'.repeat(2_000_000) }))
  expect(large.status).toBe(413)
  const json = await here.open(path, {
    method: 'POST',
    body: JSON.stringify(casey),
    headers: { 'content-type': 'application/json' },
  })
  expect(json.status).toBe(400)
  expect(await here.count('referral')).toBe(0)
})

test('what says who somebody is stands in no log, no history and no address', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const sent = await here.open(path, post({ ...casey, note: 'Likes chess', bornOn: '1990-02-03', sender: 'Medic Lee' }))
  expect(sent.status).toBe(303)
  const { rows } = await here.db.owner('select before::text, after::text from history')
  const said = JSON.stringify([rows, here.log, sent.headers.get('location')])
  for (const secret of ['Casey', 'Rivers', '555-0142', 'Main Street', 'chess', '1990-', 'Medic Lee'])
    expect(said).not.toContain(secret)
})

test('who sends forms without end is asked to wait', async () => {
  const here = await handoverCounty()
  const path = await at(here)
  const statuses: number[] = []
  for (let count = 0; count < 62; count++) statuses.push((await here.open(path, post({ source: 'ems' }))).status)
  expect(new Set(statuses.slice(0, 60))).toEqual(new Set([422]))
  expect(statuses.slice(60)).toEqual([429, 429])
  const spanish = await here.open(path, post({ source: 'ems', pageLanguage: 'es' }))
  expect([spanish.status, Number(spanish.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(await spanish.text()).toContain('Hubo demasiados intentos. Espere')
})
