import { expect, test } from 'vitest'
import { ok } from '../../../core/result.ts'
import { put } from '../../../platform/db/verbs.ts'
import { type Shop, serviceOf, shop } from '../../test-linkage.ts'
import { directoryRoutes } from './routes.tsx'

const organization = {
  id: '4a4d1c3e-52f6-4f39-8a8f-0c2b3f5d6e22',
  name: 'Marl Creek Health',
  description: 'Invented clinic.',
  website: 'https://marl.example.org',
}
const clinic = {
  id: '0b6f0a52-6a0e-4f0e-9a51-2f1f1d9b7c11',
  name: 'Walk-in buprenorphine clinic',
  status: 'active',
  description: 'Walk in.',
  organization,
  phones: [{ id: 'p1', number: '252-555-0170' }],
  schedules: [{ id: 's1', freq: 'WEEKLY', byday: 'MO,WE', opens_at: '09:00', closes_at: '16:30' }],
}
const beds = { id: '0b6f0a52-6a0e-4f0e-9a51-2f1f1d9b7c12', name: 'Shelter beds', status: 'active', organization }

const at = '/linkage/services/directory'
const ask = (here: Shop) => here.team.as('coordinator')
const whereOf = (answer: Response): string =>
  (answer.headers.get('location') ?? '').replace(/^\/team\/wilson|\?.*$/g, '')

async function send(here: Shop, services: readonly object[] | Uint8Array, who = ask(here)): Promise<string> {
  const form = new FormData()
  const body = services instanceof Uint8Array ? services : JSON.stringify({ contents: services })
  form.set('file', new File([body as BlobPart], 'county.json'))
  const answer = await who(at, form)
  expect(answer.status, await answer.clone().text()).toBe(303)
  return whereOf(answer)
}
const text = async (here: Shop, path: string): Promise<string> => {
  const answer = await ask(here)(path)
  expect(answer.status, path).toBe(200)
  return (await answer.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}
const bring = async (here: Shop, path: string, form: Readonly<Record<string, string>> = {}): Promise<Response> => {
  const html = await (await ask(here)(path)).text()
  return ask(here)(path, { expected: /name="expected" value="([^"]*)"/.exec(html)?.[1] ?? '', ...form })
}
const bringIn = async (here: Shop, services: readonly object[], form = {}): Promise<string> => {
  const answer = await bring(here, await send(here, services), form)
  expect(answer.status, await answer.clone().text()).toBe(303)
  return whereOf(answer)
}
const named = (here: Shop, name: string) => here.one('select * from service where name = $1', [name])
const count = async (here: Shop, table: string) => Number((await here.one(`select count(*) as n from ${table}`)).n)
/** Types a service anew, as its own page does. */
async function type(here: Shop, name: string, typed: Readonly<Record<string, string>>): Promise<void> {
  const held = await named(here, name)
  const answer = await ask(here)(`/linkage/services/${String(held.id)}`, {
    version: String(held.version),
    partnerId: String(held.partner_id),
    ...Object.fromEntries(
      ['name', 'need', 'about', 'phone', 'address', 'hours', 'languages', 'website'].map((each) => [
        each,
        String(held[each]),
      ]),
    ),
    isOpen: held.is_open ? 'yes' : '',
    ...typed,
  })
  expect(answer.status, await answer.clone().text()).toBe(303)
}

test('only a coordinator or an administrator takes the directory out, brings one in and takes it back', async () => {
  const here = await shop()
  const waits = await send(here, [clinic])
  const file = await bringIn(here, [clinic])
  for (const who of ['viewer', 'editor', 'coach', 'privacy officer', 'neighbour'] as const) {
    for (const get of [at, `${at}.zip`, `${at}.json`, waits, file])
      expect((await here.team.as(who)(get)).status, `${who} ${get}`).toBe(404)
    for (const post of [at, waits, `${waits}/kinds`, `${waits}/discard`, `${file}/undo`])
      expect((await here.team.as(who)(post, {})).status, `${who} ${post}`).toBe(404)
  }
  for (const { may } of directoryRoutes(here.needs)) expect([...may].sort()).toEqual(['administrator', 'coordinator'])
  expect(await count(here, 'service')).toBe(1)
})

test('a directory is previewed, brought in with its organization as a partner, known again by its ids, and taken back whole', async () => {
  const here = await shop()
  const before = await count(here, 'partner')
  const path = await send(here, [clinic, beds])
  const preview = await text(here, path)
  expect(preview).toContain('2 services would be added')
  expect(preview).toContain('Added under Treatment, with a new partner.')
  expect(preview).toContain('What these kinds of services help with') // a clinic was guessed by its words
  expect(await (await ask(here)(path)).text()).toContain('<option value="treatment" selected>')
  expect(await count(here, 'service')).toBe(0)

  const file = whereOf(await bring(here, path))
  expect(await named(here, clinic.name)).toMatchObject({
    need: 'treatment',
    about: 'Walk in.',
    phone: '252-555-0170',
    hours: 'Mon, Wed 9 am to 4:30 pm',
    is_open: true,
  })
  expect(await here.one('select * from partner where name = $1', [organization.name])).toMatchObject({
    about: 'Invented clinic.',
    sector: 'other',
  })
  expect((await ask(here)(path)).status).toBe(404) // it waits no more

  const again = await send(here, [clinic, beds])
  expect(await text(here, again)).toContain('There is nothing new to bring in')
  expect((await bring(here, again)).status).toBe(422)

  expect((await ask(here)(`${file}/undo`, {})).status).toBe(303)
  expect([await count(here, 'service'), await count(here, 'partner')]).toEqual([0, before])
  expect(await text(here, file)).toContain('Taken back')
  expect(await text(here, await send(here, [clinic]))).toContain('1 service would be added')
})

test('what was changed by hand is kept on the next import and said, and all else follows the directory', async () => {
  const here = await shop()
  await bringIn(here, [clinic])
  await type(here, clinic.name, { phone: '252-555-0000', about: 'Ring the bell.' })
  const newer = {
    ...clinic,
    description: 'Walk in any day.',
    url: 'https://marl.example.org/clinic',
    status: 'inactive',
  }
  const path = await send(here, [newer])
  const preview = await text(here, path)
  expect(preview).toContain('1 service with something kept')
  expect(preview).toContain(
    'Kept as typed here by hand. What to know: “Ring the bell.” here, “Walk in any day.” in the file',
  )
  expect(preview).toContain('Website: nothing here, “https://marl.example.org/clinic” in the file')
  const second = whereOf(await bring(here, path))
  const held = {
    phone: '252-555-0000',
    about: 'Ring the bell.',
    website: 'https://marl.example.org/clinic',
    is_open: false,
  }
  expect(await named(here, clinic.name)).toMatchObject(held)
  // The same again changes nothing, and still keeps it.
  expect(await text(here, await send(here, [newer]))).toContain('0 services would be changed')

  // Taken back: what the file changed, and nothing that was typed.
  expect((await ask(here)(`${second}/undo`, {})).status).toBe(303)
  expect(await named(here, clinic.name)).toMatchObject({ ...held, website: '', is_open: true })

  // Somebody may let the directory win.
  await bringIn(here, [newer], { overrules: 'yes' })
  expect(await named(here, clinic.name)).toMatchObject({ phone: '252-555-0170', about: 'Walk in any day.' })
})

test('a service typed by hand is known by its partner and name, and nothing of it is replaced', async () => {
  const here = await shop()
  await here.act(async (tx) => {
    const partnerId = await put(tx, 'partner', { name: 'Marl Creek health', sector: 'health', about: '', website: '' })
    return ok(await put(tx, 'service', { partnerId, name: clinic.name, need: 'treatment', phone: '911' }))
  })
  await bringIn(here, [clinic, beds])
  expect(await count(here, 'partner')).toBe(3)
  expect(await named(here, clinic.name)).toMatchObject({ phone: '911', about: '', hours: '' })
  expect(await named(here, beds.name)).toMatchObject({ need: 'housing' })
})

test('undo leaves what was used or changed since, and partners to whom something points', async () => {
  const here = await shop()
  const file = await bringIn(here, [clinic, beds, { ...beds, id: 'third', name: 'Soup', description: 'food' }])
  const { id } = await named(here, clinic.name)
  await here.act(async (tx) =>
    ok(
      await put(tx, 'onward_referral', {
        referralId: here.referralId,
        personId: here.personId,
        serviceId: String(id),
        offeredOn: '2025-01-14',
      }),
    ),
  )
  await type(here, 'Soup', { phone: '252-555-0111' })
  expect(await text(here, file)).toContain('Used or changed since, so they stay: Soup, Walk-in buprenorphine clinic.')
  expect((await ask(here)(`${file}/undo`, {})).status).toBe(303)
  expect((await ask(here)(`${file}/undo`, {})).status).toBe(422)
  expect(await count(here, 'service')).toBe(2)
  expect((await here.one('select name from partner where name = $1', [organization.name])).name).toBe(organization.name)
})

test('kinds that cannot be told are left out until somebody says what they help with; a later directory says what is gone', async () => {
  const here = await shop()
  const term = { id: 't', name: 'Zebra care', description: 'x' }
  const odd = { ...beds, name: 'Zebras', attributes: [{ id: 'a', link_entity: 'service', taxonomy_term: term }] }
  const path = await send(here, [clinic, odd])
  expect(await text(here, path)).toContain('1 service left out, since nobody said what they help with')
  const html = await (await ask(here)(path)).text()
  const field = /<label for="[^"]*">Zebra care[\s\S]*?name="(kind-[^"]+)"/.exec(html)?.[1] ?? ''
  expect((await ask(here)(`${path}/kinds`, { [field]: 'transport' })).status).toBe(303)
  expect((await bring(here, path)).status).toBe(303)
  expect(await named(here, 'Zebras')).toMatchObject({ need: 'transport' })
  const later = await text(here, await send(here, [clinic]))
  expect(later).toContain('Not in this directory any more, and kept here: Zebras.')
})

test('a name that stands twice, and services at fault, hold up an import until somebody leaves them out', async () => {
  const here = await shop()
  const path = await send(here, [clinic, { ...clinic, id: 'other' }, { ...beds, id: '' }])
  expect(await text(here, path)).toContain('row 1 of this organization has the same name.')
  expect((await bring(here, path)).status).toBe(422)
  expect((await bring(here, path, { expected: '7 7', withoutFaults: 'yes' })).status).toBe(422)
  expect((await bring(here, path, { withoutFaults: 'yes' })).status).toBe(303)
  expect(await count(here, 'service')).toBe(1)
})

test('what is taken out is brought in elsewhere as the same, as a package and as JSON, and is known at home', async () => {
  const here = await shop()
  const there = await shop()
  await serviceOf(here, here.rc3)
  await bringIn(here, [clinic])
  for (const kind of ['zip', 'json']) {
    const answer = await ask(here)(`${at}.${kind}`)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="services-hsds.${kind}"`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(await text(here, await send(here, bytes))).toContain('There is nothing new to bring in')
    const path = await send(there, bytes)
    expect(await text(there, path)).toContain(
      kind === 'zip' ? '2 services would be added' : '2 services stay as they are',
    )
    if (kind === 'zip') await bring(there, path)
  }
  const all =
    'select string_agg(concat_ws(chr(10), name, need, about, phone, address, hours, languages, website, is_open), chr(10) order by name) as all from service'
  expect(await there.one(all)).toEqual(await here.one(all))
})

test('a service that comes to help with something else moves the counters of who was sent to it', async () => {
  const here = await shop()
  await bringIn(here, [clinic])
  here.moved.length = 0
  await type(here, clinic.name, { need: 'mental health' })
  expect(here.moved.map((touched) => Object.keys(touched))).toEqual([['onward_referral', 'follow_up']])
})

test('a file that is no directory is refused at its field, and nothing is kept', async () => {
  const here = await shop()
  const form = new FormData()
  form.set('file', new File(['a,b\n1,2'], 'x.csv'))
  const answer = await ask(here)(at, form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('This is neither a package (.zip)')
  expect(await (await ask(here)(at, {})).text()).toContain('Choose a file.')
  expect(await count(here, 'directory_sheet')).toBe(0)
})
