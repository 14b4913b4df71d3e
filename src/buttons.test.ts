// Every button of the house, pressed twice at once and once more: a quick hand, or two people. A new one is under it unlisted.
import { beforeAll, expect, test } from 'vitest'
import type { TeamRoute } from './platform/http/route.ts'
import { completed, type FormOnPage, filled, formsIn, plain, saidOfForm } from './test-forms.ts'
import { houseWithSomethingToOpen } from './test-furnished.ts'
import { type Ask, type House } from './test-house.ts'
import { real, sent } from './test-standing.ts'

let house: House
let doors: readonly Door[]

beforeAll(async () => {
  house = await houseWithSomethingToOpen()
  await moreForTheCoach()
  doors = house.app.doors.team.map((door) => ({
    ...door,
    isAt: new RegExp(`^/team/wilson${door.path.replace(/:\w+/g, '[^/]+')}$`),
  }))
})

/** What every press does anew, and why that is meant. */
const meantEachTime: readonly RegExp[] = [
  /^\/scorecard\/\w+\/:id\/move/, // one place further with each press
  /^\/admin\/invitations\/:invitationId\/resend/, // a letter that was lost is sent again
  /^\/coaches\/:coachId\/sign-in$/, // the same, of a coach
  /^\/referrals\/partners\/:partnerId\/(links|tokens)$/, // each is for somebody else
  /^\/referrals\/:referralId\/onward\/:onwardId\/link$/, // the same, of a partner
  /^\/mine\/calendar$/, // an address that is shown once: each press makes the one before it void
]

/**
 * What stands on the pages of the coach who signs in, since it is furnished here. What else stands there follows from who of the
 * sample that is (a mentor to leave, a shift to take, a competency to be done with): it is pressed where it stands.
 */
const ofTheCoach = ['/mine/classes/:sessionId/accept', '/mine/classes/:sessionId/withdraw', '/mine/offers/:offerId/end']

/** Doors of publishing whose button or form stands on no page of this house, and where they are tried instead. */
const notHere: Readonly<Record<string, string>> = {
  '/publish/withhold': 'a draft that gives a number away: publish/publish.test.ts',
  '/publish/withhold-running': 'people counted in a period that still runs: publish/withheld/running.test.ts',
  '/publish/show-again': 'a number that a person withheld: publish/publish.test.ts',
  '/publish/explain': 'words that tell a withheld number: publish/told/told.test.ts',
  '/publish/ask-again': 'a number in words that a person explained: publish/told/told.test.ts',
}

test('a button pressed twice at once, and once more, says what happened each time, and nothing happens twice', async () => {
  const pressed = new Set<string>()
  const taken = new Set<string>()
  const faults: string[] = []
  // What one button does lets others appear: they are looked for until there are no more.
  for (let news = await buttonsBeside(pressed); news.size > 0; news = await buttonsBeside(pressed))
    for (const [kind, buttons] of news) {
      pressed.add(kind)
      for (const button of buttons) {
        const { wasTaken, wrong } = await pressedThrice(kind, button)
        faults.push(...wrong)
        if (wasTaken) taken.add(kind)
        if (wasTaken) break
      }
    }
  expect(faults).toEqual([])
  expect(taken.size, 'the walk finds the buttons of the house').toBeGreaterThan(40)
  const reached = new Set([...[...pressed].map((kind) => kind.split(' ')[0] ?? ''), ...filledIn])
  const ofPublishing = doors.filter(({ method, path }) => method === 'POST' && path.startsWith('/publish'))
  expect(
    [...ofTheCoach, ...ofPublishing.map(({ path }) => path)].filter(
      (path) => !reached.has(path) && notHere[path] === undefined,
    ),
    'no page of the house leads to them: furnish it, or say in `notHere` where they are tried',
  ).toEqual([])
  expect(Object.keys(notHere).filter((path) => reached.has(path))).toEqual([])
})

test('who comes too late reads what happened and by whom, keeps what they typed, and finds back', async () => {
  const path = `/team/wilson${await real(house, '/training/classes/:classId/edit')}`
  const remove = path.replace(/edit$/, 'remove')
  await sent(house.as('coordinator'), remove, {})
  const answer = await house.as('administrator')(path, { place: 'The old mill', version: '1' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  const said = plain(html).replace(/\s+/g, ' ')
  expect(said).toContain(
    'This is not there any more. The last that happened to it: removed class day, by The coordinator, ',
  )
  expect(said).toContain('The old mill')
  expect(html).toContain('href="/team/wilson/training"')
  const own = await house.as('coordinator')(remove, {})
  expect(own.status).toBe(422)
  expect(plain(await own.text())).toContain('This class is not there any more')
})

test('what was typed for something that is gone is said as its form says it', async () => {
  const path = `/team/wilson${await real(house, '/shifts/virtual/:sessionId')}`
  await sent(house.as('coordinator'), `${path}/remove`, {})
  const form = { heldOn: '2024-12-29', minutes: '44', kind: 'video', version: '1' }
  const said = plain(await (await house.as('coordinator')(path, form)).text()).replace(/\s+/g, ' ')
  expect(said).toContain('What you typed Day 29 Dec 2024 Minutes 44 By Video')
})

test('a session that another coach had is not there for a coach, also once it is gone', async () => {
  const { id } = await house.row(
    `select v.id from virtual_session v left join membership m on m.org_id = v.org_id and m.coach_id = v.coach_id
     where v.org_id = $1 and m.id is null order by v.id`,
    [house.wilson],
  )
  await sent(house.as('administrator'), `/team/wilson/shifts/virtual/${id}/remove`, {})
  for (const act of ['/remove', '']) {
    const answer = await house.as('coach')(`/team/wilson/mine/virtual/${id}${act}`, { version: '1' })
    expect(answer.status, act).toBe(404)
  }
})

test('a sheet that was thrown away, or imported meanwhile, says so to whoever throws it away after', async () => {
  const ask = house.as('coordinator')
  const [one, other] = [await sheetOf(ask, 'Ann Late'), await sheetOf(ask, 'Ben Late')]
  await sent(ask, `${one}/discard`, {})
  expect(plain(await (await ask(`${one}/discard`, {})).text())).toContain('discarded sheet, by you')
  await sent(ask, other, { expected: '1' })
  const late = await ask(`${other}/discard`, {})
  expect(late.status).toBe(422)
  expect(plain(await late.text())).toContain('This sheet was imported already.')
})

const sheetOf = (ask: Ask, name: string): Promise<string> =>
  sent(ask, '/team/wilson/training/import', {
    pasted: `Name,Course,Completed on\n${name},Recovery Coach Academy,2024-05-09`,
  })

/** Seats held for the coach who signs in, and an offer of theirs, each made as people make it. */
async function moreForTheCoach(): Promise<void> {
  const { courseId = '' } = await house.row('select id as "courseId" from course where org_id = $1 order by id', [
    house.wilson,
  ])
  for (const startsOn of ['2025-07-01', '2025-07-08', '2025-07-15']) {
    const form = { courseId, startsOn, place: 'Library', capacity: '1', isOpen: 'yes' }
    const at = await sent(house.as('administrator'), '/team/wilson/training/sessions/add', form)
    const place = { name: 'The coach', email: 'coach@example.org', language: 'en', website: '' }
    await house.as('stranger')(`/wilson/classes/${at.split('/').at(-1)}`, place)
  }
  await sentFrom(`/team/wilson${await real(house, '/mine/shifts/:shiftId')}`, /\/offer$/)
}

/** Sends a form of a page of the coach, with something plausible where something must be. */
async function sentFrom(path: string, action: RegExp): Promise<void> {
  const coach = house.as('coach')
  const form = formsIn(await (await coach(path)).text()).find((one) => action.test(one.action))
  if (!form) throw new Error(`${path} has no such form`)
  await sent(coach, form.action, filled(completed(form, 'required')))
}

type Door = TeamRoute & { readonly isAt: RegExp }
type Pressed = { readonly wasTaken: boolean; readonly wrong: readonly string[] }

async function pressedThrice(kind: string, button: FormOnPage): Promise<Pressed> {
  const start = await newest()
  const both = await Promise.all([press(button), press(button)])
  const between = await standingNow()
  const all = [...both, await press(button)]
  const wrong = all.flatMap(({ fault }, at) => (fault === null ? [] : [`press ${at + 1} ${fault}`]))
  if (!meantEachTime.some((one) => one.test(kind))) {
    const after = await standingNow()
    const changed = Object.keys(after).filter((table) => after[table] !== between[table])
    if (changed.length > 0) wrong.push(`press 3 changes ${changed.join(', ')} once more`)
    wrong.push(...(await doneTwiceSince(start)))
  }
  return { wasTaken: all.some(({ isTaken }) => isTaken), wrong: wrong.map((fault) => `${kind}: ${fault}`) }
}

async function press(button: FormOnPage): Promise<{ readonly isTaken: boolean; readonly fault: string | null }> {
  const answer = await askFor(button.action)(button.action, filled(button)).catch((error: Error) => error)
  if (answer instanceof Error) return { isTaken: false, fault: `fails: ${String(answer.cause)}` }
  const html = await answer.text()
  if (answer.status === 303 || answer.status === 200) return { isTaken: true, fault: null }
  if (answer.status !== 422) return { isTaken: false, fault: `is answered ${answer.status}` }
  return { isTaken: false, fault: saidOfForm(html).trim() === '' ? 'is refused without a word' : null }
}

/** What every table holds; of letters how many, since they are on their way meanwhile. Who looks at a person is noted each time. */
async function standingNow(): Promise<Readonly<Record<string, string>>> {
  const { mail = '', person_read: _, ...rest } = await house.everything()
  return { ...rest, mail: mail.split(' ')[0] ?? '' }
}

/** The same act on the same record, more than once since a line of history. */
async function doneTwiceSince(id: number): Promise<readonly string[]> {
  const { rows } = await house.db.owner(
    `select act, kind from history where id > $1 group by act, kind, object_id having count(distinct at) > 1`,
    [id],
  )
  return rows.map(({ act, kind }) => `${act} was done twice to one ${kind}`)
}

/** The doors of forms with something to fill in, as the walk comes by them. */
const filledIn = new Set<string>()

/** The buttons on some pages of each kind: forms with nothing to fill in. By where they lead and what travels with them. */
async function buttonsBeside(pressed: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly FormOnPage[]>> {
  const found = new Map<string, readonly FormOnPage[]>()
  const own = await ownAccess()
  for await (const form of formsOfHouse()) {
    const door = doorAt('POST', form.action)
    const isButton = form.fields.every(({ kind }) => kind === 'hidden')
    if (door && !isButton) filledIn.add(door.path)
    if (!door || !isButton || own.some((id) => form.action.includes(id))) continue
    const fields = form.fields.map(({ name, value }) => (name === 'way' ? `${name}=${value}` : name))
    const kind = [door.path, ...fields].join(' ')
    if (pressed.has(kind)) continue
    const alike = found.get(kind) ?? []
    if (alike.length < 3 && !alike.some(({ name }) => name === form.name)) found.set(kind, [...alike, form])
  }
  return found
}

/** The forms of four pages of each kind: where a real record stands behind the address, and where the links of pages lead. */
async function* formsOfHouse(): AsyncGenerator<FormOnPage> {
  const times = new Map<string, number>()
  const paths = new Set<string>()
  for (const { method, path } of doors)
    if (method === 'GET') paths.add(`/team/wilson${await real(house, path).catch(() => '/is-gone')}`)
  for (const path of paths) {
    const kind = doorAt('GET', path)?.path ?? ''
    const count = (times.get(kind) ?? 0) + 1
    if (kind === '' || count > 4) continue
    times.set(kind, count)
    const answer = await pageAt(path)
    const html = await answer.text()
    if (answer.status !== 200 || !(answer.headers.get('content-type') ?? '').includes('html')) continue
    yield* formsIn(html)
    // A page that is added while the set is walked is walked too.
    for (const [, link = ''] of html.matchAll(/href="(\/team\/wilson[^"#]*)/g)) paths.add(plain(link))
  }
}

/** A page, once what it waits for is over: that of publishing asks again by itself while a check is under way. */
async function pageAt(path: string): Promise<Response> {
  for (;;) {
    const answer = await askFor(path)(path)
    if (!answer.headers.has('refresh')) return answer
  }
}

/** Whose access ends can press nothing after it: the memberships of those who press, and the coach who is one of them. */
async function ownAccess(): Promise<readonly string[]> {
  const { rows } = await house.db.owner(
    `select m.id, m.coach_id from membership m join person p on p.id = m.person_id
     where m.org_id = $1 and p.email in ('administrator@example.org', 'coordinator@example.org', 'coach@example.org')`,
    [house.wilson],
  )
  return rows.flatMap(({ id, coach_id: coachId }) => [`/people/${id}/`, ...(coachId ? [`/${coachId}/sign-in`] : [])])
}

const askFor = (path: string): Ask => {
  if (path.startsWith('/team/wilson/handed-over')) return house.as('partner')
  return house.as(path.startsWith('/team/wilson/mine') ? 'coach' : 'administrator')
}

/** The door of an address; of several that fit, the one with the fewest ids. */
const doorAt = (method: 'GET' | 'POST', address: string): Door | undefined =>
  doors
    .filter((door) => door.method === method && door.isAt.test(address.replace(/[?#].*/, '')))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0]

const newest = async (): Promise<number> =>
  Number((await house.row('select coalesce(max(id), 0) as id from history')).id)
