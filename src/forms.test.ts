// What every form of the house promises, asked of each that a page shows; a new form is under it without being listed.
import { beforeAll, expect, test } from 'vitest'
import { addDays, dayInWords, isDay } from './core/day.ts'
import { completed, type Field, type FormOnPage, filled, formsIn, held, keyOf, saidOfForm } from './test-forms.ts'
import { houseWithSomethingToOpen } from './test-furnished.ts'
import { type Ask, type House } from './test-house.ts'
import { real } from './test-standing.ts'

let house: House

beforeAll(async () => {
  house = await houseWithSomethingToOpen()
})

// Before the walk that changes what every form holds, also whether an opening is open.
test('a form that anybody may send, or of one’s own account, gives back what was typed and says why it was refused', async () => {
  const reached = new Set<string>()
  const faults: string[] = []
  for (const [who, path] of await openPages()) {
    const ask = house.as(who)
    const forms = formsIn(await (await ask(path)).text()).filter(({ fields }) =>
      fields.some(({ kind }) => kind !== 'hidden'),
    )
    expect(forms.length, path).toBeGreaterThan(0)
    for (const form of forms) {
      reached.add(openDoorAt(form.action))
      const all = completed(form, 'all')
      const typed = Object.fromEntries(all.fields.filter(isTyped).map((field) => [keyOf(field), held(field)]))
      const answer = await ask(form.action, filled(withoutTrap(all), { 'nobody-asked-for-this': 'A fault' }))
      const html = await answer.text()
      const again = formsIn(html).find(({ action }) => action === form.action)
      const wrong = [
        ...saysWhy(answer.status, html),
        ...(again ? notBack(again, typed) : ['its form is not there any more']),
      ]
      faults.push(...wrong.map((fault) => `${form.action} on ${path}: ${fault}`))
    }
  }
  expect(faults).toEqual([])
  const open = house.app.doors.open.filter(({ method }) => method === 'POST').map(({ path }) => path)
  expect(open.filter((path) => !reached.has(path) && notShown[path] === undefined)).toEqual([])
  expect(Object.keys(notShown).filter((path) => reached.has(path) || !open.includes(path))).toEqual([])
})

test('what another person saved while a form was open is shown before it is replaced, and nothing typed is lost', async () => {
  const faults: string[] = []
  const proven: string[] = []
  const overRecords: string[] = []
  for (const place of await formsOfHouse()) {
    const form = await opened(place)
    if (form?.fields.some(({ name }) => name === 'version')) overRecords.push(withoutIds(place.name))
    const told = await savedMeanwhile(place)
    if (told.isShown) proven.push(withoutIds(place.name))
    faults.push(...told.faults.map((fault) => `${withoutIds(place.name)}: ${fault}`))
  }
  expect(faults).toEqual([])
  expect(
    overRecords.filter((name) => !proven.includes(name)),
    'forms over a record for which the walk found nothing to save: give it a value in `otherValues`',
  ).toEqual([])
}, 600_000)

test('what was typed when the session had ended is kept, leads to signing in beside it, and is sent again whole', async () => {
  const { id } = await house.row('select id from program where org_id = $1 and removed_at is null order by id', [
    house.wilson,
  ])
  const path = `/team/wilson/scorecard/programs/${id}/measures`
  const [form] = await formsAt(path)
  const ticks = form?.fields.filter(({ kind }) => kind === 'tick').slice(0, 3) ?? []
  const data = new FormData()
  for (const { name, value } of ticks) data.append(name, value)
  data.append('version', form?.fields.find(({ name }) => name === 'version')?.value ?? '')
  const kept = await house.as('stranger')(path, data)
  expect(kept.status).toBe(401)
  const page = await kept.text()
  expect(page).toMatch(/<a href="\/sign-in\?returnTo=%2Fsigned-in" target="_blank"[^>]*>Sign in in a new tab/)
  const back = await house.as('administrator')('/signed-in')
  expect(await back.text()).toContain('Go back to the tab')
  const again = formsIn(page)[0]
  if (!again) throw new Error('nothing was kept')
  expect((await house.as('administrator')(again.action, filled(again))).status).toBe(303)
  const after = (await formsAt(path))[0]?.fields.filter(({ isTicked }) => isTicked).map(({ value }) => value)
  expect(after?.sort()).toEqual(ticks.map(({ value }) => value).sort())
})

/** Forms outside of the team's side that this house shows to nobody, and where they are tried instead. */
const notShown: Readonly<Record<string, string>> = {
  '/sign-in/link/:token': 'behind a key from a mail: platform/access/sign-in.test.ts',
  '/sign-in/passkey/options': 'asked by a script: platform/access/sign-in.test.ts',
  '/sign-in/passkey/verify': 'asked by a script: platform/access/sign-in.test.ts',
  '/sign-out': 'a button',
  '/invitations/:token': 'behind a key from a mail: platform/access/invitations.test.ts',
  '/account/address': 'for who has confirmed their address by mail: platform/access/account.test.ts',
  '/account/passkeys/options': 'asked by a script: platform/access/account.test.ts',
  '/account/passkeys/verify': 'asked by a script: platform/access/account.test.ts',
  '/account/passkeys/rename': 'for who has a passkey: platform/access/account.test.ts',
  '/account/passkeys/remove': 'a button',
  '/account/sessions/end': 'a button',
  '/account/phones/end': 'a button',
  '/phone/set-up': 'asked by a script: phone/sync.test.ts',
  '/phone/items': 'asked by a phone: phone/sync.test.ts',
  '/team/organisations': 'for the operator alone: platform/access/people.test.ts',
  '/handover/:token': 'behind a link that a partner is handed: referrals/handover/link/link.test.ts',
  '/api/referrals': 'asked by a program: referrals/handover/program/program.test.ts',
  '/answer/:token': 'behind a link that a partner is handed: linkage/answers/answers.test.ts',
  '/:county/here': 'where mail is sent: training/here/here.test.ts',
  '/:county/classes/mine/:key/accept': 'a button',
  '/:county/classes/mine/:key/withdraw': 'a button',
  '/:county/classes/mine/:key/renew': 'a button',
  '/:county/classes/mine/:key/here': 'while a class is held: training/attendance/attendance.test.ts',
  '/:county/classes/mine/:key/answer': 'before and after a class: training/answers/answers.test.ts',
  '/:county/classes/mine/:key/feedback': 'after a class: training/answers/answers.test.ts',
}

/** Pages outside of the team's side that have a form, and who asks for them. */
async function openPages(): Promise<readonly (readonly ['administrator' | 'stranger', string])[]> {
  const { id } = await house.row(
    'select id from training_session where org_id = $1 and is_open and not is_cancelled order by starts_on desc',
    [house.wilson],
  )
  // Another walk may have closed it.
  const { slug } = await house.row(
    `with act as (select set_config('app.act', 'test.standing', false))
     update opening set is_open = true from act
     where org_id = $1 and id = (select id from opening where org_id = $1 order by slug limit 1) returning slug`,
    [house.wilson],
  )
  const anybody = [`/wilson/classes/${id}`, `/wilson/apply/${slug}`].flatMap((path) => [path, `${path}?lang=es`])
  return [['administrator', '/account'], ...['/sign-in', ...anybody].map((path) => ['stranger', path] as const)]
}

/** A password is never given back, and the field that only machines see is left alone. */
const isTyped = ({ kind, name }: Field): boolean =>
  kind !== 'hidden' && kind !== 'file' && !/^(password|website)$/.test(name)
const withoutTrap = (form: FormOnPage): FormOnPage => ({
  ...form,
  fields: form.fields.map((field) => (field.name === 'website' ? { ...field, value: '' } : field)),
})

const openDoorAt = (address: string): string =>
  house.app.doors.open.find(
    ({ method, path }) =>
      method === 'POST' && new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address.replace(/[?#].*/, '')),
  )?.path ?? address

/** Answered with what is shown once, so no page follows: linkage/onward/onward.test.ts. */
const showsOnce = /\/onward\/[^/]+\/send$/

/** What ends something comes last, so that the others still find it. */
const ends = /remove|discard|undo|withdraw|cancel|revoke|end$|leave|release|decide/

type Place = { readonly path: string; readonly name: string }

/** Every form that a page of the team's side shows, with something to fill in. */
async function formsOfHouse(): Promise<readonly Place[]> {
  const places = new Map<string, Place>()
  for (const door of house.app.doors.team.filter(({ method }) => method === 'GET')) {
    const path = `/team/wilson${await real(house, door.path)}`
    for (const { action, name, fields } of await formsAt(path))
      if (fields.some(({ kind }) => kind !== 'hidden') && !places.has(action) && !showsOnce.test(action))
        places.set(action, { path, name })
  }
  return [...places.values()].sort((a, b) => Number(ends.test(a.name)) - Number(ends.test(b.name)))
}

const withoutIds = (text: string): string =>
  text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace('/team/wilson', '')

const askFor = (path: string): Ask => {
  if (path.startsWith('/team/wilson/handed-over')) return house.as('partner')
  return house.as(path.startsWith('/team/wilson/mine') ? 'coach' : 'administrator')
}

async function formsAt(path: string): Promise<readonly FormOnPage[]> {
  const answer = await askFor(path)(path)
  return answer.status === 200 && (answer.headers.get('content-type') ?? '').includes('html')
    ? formsIn(await answer.text())
    : []
}

const opened = async ({ path, name }: Place): Promise<FormOnPage | undefined> =>
  (await formsAt(path)).find((form) => form.name === name)

type Told = { readonly isShown: boolean; readonly faults: readonly string[] }
const nothing: Told = { isShown: false, faults: [] }

/** Two people open a form; one changes it, then the other sends theirs with a fault, mends it and sends again. */
async function savedMeanwhile(place: Place): Promise<Told> {
  const ask = askFor(place.path)
  const start = await newest()
  const taken = await firstTaken(ask, place)
  const saved = await changesSince(start)
  if (!taken || saved.size === 0) return nothing
  const { form } = taken
  const after = await opened(place)
  // A field that another made idle (the hours of somebody who did not come) is not kept.
  const isKept = ([key, value]: readonly [string, string]) =>
    after?.fields.some((field) => keyOf(field) === key && bare(held(field)) === bare(value))
  const kept = Object.entries(taken.changes).filter(isKept)
  const changes = kept.length > 0 ? Object.fromEntries(kept) : taken.changes
  const before = await newest()
  const lost = async () => overlap(saved, await changesSince(before))
  let best = nothing
  for (const yours of waysToDiffer(form, changes)) {
    const told = await mended(ask, form, { theirs: changes, yours, lost })
    if (told && (told.isShown || told.faults.length > 0)) return told
    best = told ?? best
    // A form that only adds has nothing to replace.
    if (!form.fields.some(({ name }) => name === 'version')) break
  }
  return best
}

/** Other words in each field; in one alone, should all at once be refused for a reason of their own; what was there; the same. */
const waysToDiffer = (form: FormOnPage, theirs: Values): readonly Values[] => {
  const other = othersLike(form, theirs)
  return [other, ...Object.entries(other).map(([key, value]) => ({ ...theirs, [key]: value })), {}, theirs]
}

type Values = Readonly<Record<string, string>>
type Sides = { readonly theirs: Values; readonly yours: Values; readonly lost: () => Promise<readonly string[]> }

/** Sends until it is taken; null where it was refused for something else than what was saved meanwhile. */
async function mended(ask: Ask, form: FormOnPage, { theirs, yours, lost }: Sides): Promise<Told | null> {
  const typed = filledValues(form, yours)
  let said = ''
  let isShown = false
  let body = filled(form, { ...yours, 'nobody-asked-for-this': 'A fault' })
  for (let times = 0; times < 4; times++) {
    const answer = await ask(form.action, body)
    const html = await answer.text()
    if (answer.status === 303) {
      const replaced = await lost()
      if (replaced.length === 0) return { isShown, faults: [] }
      const unseen = Object.entries(theirs).filter(
        ([key, value]) =>
          typed[key] !== value && ![value, wordsOf(form, key, value)].some((words) => bare(said).includes(bare(words))),
      )
      const faults = unseen.map(([key, value]) => `${key}: “${value}”, saved meanwhile, was replaced unseen`)
      return { isShown, faults }
    }
    const faults = saysWhy(answer.status, html)
    if (faults.length > 0) return { isShown, faults }
    said += saidOfForm(html)
    isShown ||= said.includes('after you opened')
    const all = formsIn(html).filter(({ action }) => action === form.action)
    const again = all.find(({ name }) => name === form.name) ?? (all.length === 1 ? all[0] : undefined)
    if (!again) return { isShown: true, faults: [] } // It is over, and the page says so.
    const gone = notBack(again, typed)
    if (gone.length > 0) return { isShown, faults: gone }
    body = filled(again)
  }
  return null
}

const saysWhy = (status: number, html: string): readonly string[] => {
  if (status !== 422) return [`is answered ${status}`]
  return saidOfForm(html) === '' ? ['is refused without a word'] : []
}

/** What was typed and does not stand in the form that came back. A choice that is not offered any more cannot. */
const notBack = (again: FormOnPage, typed: Values): readonly string[] =>
  again.fields.flatMap((field) => {
    const value = typed[keyOf(field)]
    if (value === undefined || held(field) === value) return []
    if (field.kind === 'choice' && !field.options.some((one) => one.value === value)) return []
    return [`${keyOf(field)}: “${value}” was typed, and “${held(field)}” came back`]
  })

const filledValues = (form: FormOnPage, changes: Values): Values =>
  Object.fromEntries(
    form.fields
      .filter(({ kind }) => kind !== 'hidden' && kind !== 'file')
      .map((field) => [keyOf(field), changes[keyOf(field)] ?? held(field)]),
  )

/** A phone number may be written in more than one way. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** As the page says what is in a field. */
function wordsOf(form: FormOnPage, key: string, value: string): string {
  const field = form.fields.find((one) => keyOf(one) === key)
  if (field?.kind === 'choice') return field.options.find((option) => option.value === value)?.name ?? value
  return isDay(value) ? dayInWords(value) : value
}

/** The form as it was opened, and other values of its fields that are taken: of as many fields at once as can be. */
async function firstTaken(ask: Ask, place: Place): Promise<{ form: FormOnPage; changes: Values } | null> {
  const form = await opened(place)
  if (!form) return null
  const ways = [form, completed(form, 'required'), completed(form, 'all')]
  for (const tried of ways) {
    const changes = await takenOf(ask, tried, tried.fields)
    if (changes) return { form: tried, changes }
  }
  if (!form.fields.some(({ name }) => name === 'version')) return null
  for (const tried of ways)
    for (const field of tried.fields) {
      const changes = await takenOf(ask, tried, [field])
      if (changes) return { form: tried, changes }
    }
  return null
}

async function takenOf(ask: Ask, form: FormOnPage, fields: readonly Field[]): Promise<Values | null> {
  const left = new Map(
    fields
      .filter(({ kind }) => kind !== 'hidden' && kind !== 'file')
      .filter((field, at, all) => all.slice(0, at).filter(({ name }) => name === field.name).length < 2)
      .map((field) => [keyOf(field), otherValues(field).slice(0, 6)]),
  )
  for (let times = 0; times < 12 && left.size > 0; times++) {
    const changes = Object.fromEntries(
      [...left].flatMap(([key, [value]]) => (value === undefined ? [] : [[key, value]])),
    )
    if (Object.keys(changes).length === 0) return null // nothing is left to differ in
    const answer = await ask(form.action, filled(form, changes))
    if (answer.status === 303) return changes
    dropWrong(left, form, await answer.text())
  }
  return null
}

/** The next value of each field that is refused; where none is named, what is least often right is left as it was. */
function dropWrong(left: Map<string, string[]>, form: FormOnPage, html: string): void {
  const wrong = [...left.keys()].filter((key) => new RegExp(`id="[^"]*\\b${key.split('=')[0]}-problem"`).test(html))
  for (const key of wrong) {
    left.get(key)?.shift()
    if (left.get(key)?.length === 0) left.delete(key)
  }
  if (wrong.length > 0) return
  const kinds = ['tick', 'choice', 'date', 'time', 'numeric', 'decimal']
  const kindOfKey = (key: string): string | undefined => {
    const field = form.fields.find((one) => keyOf(one) === key)
    return field?.kind === 'text' ? field.type : field?.kind
  }
  const last = kinds.find((kind) => [...left.keys()].some((key) => kindOfKey(key) === kind))
  const doubtful = [...left.keys()].filter((key) => last === undefined || kindOfKey(key) === last)
  for (const key of doubtful.length === left.size ? doubtful.slice(1) : doubtful) left.delete(key)
  if (left.size === 1) for (const [key, values] of left) left.set(key, values.slice(1))
}

/** Other words than those that another person saved, of the same kind. */
const othersLike = (form: FormOnPage, theirs: Values): Values =>
  Object.fromEntries(
    Object.entries(theirs).flatMap(([key, value]) => {
      const field = form.fields.find((one) => keyOf(one) === key)
      const other = field && otherValues(field).find((one) => kindOf(one) === kindOf(value) && one !== value)
      return other === undefined ? [] : [[key, other]]
    }),
  )

const kindOf = (value: string): string => {
  if (isDay(value)) return 'day'
  if (value.startsWith('http')) return 'link'
  return value.includes('@')
    ? 'mail'
    : value
        .replace(/[A-Za-z]+/g, 'a')
        .replace(/\d+/g, '1')
        .slice(0, 3)
}

/** Values for a field other than what it holds, the likeliest first; the second of a kind is as good as the first. */
function otherValues({ kind, type, value, isTicked, options, name }: Field): readonly string[] {
  if (kind === 'tick') return [isTicked ? 'not checked' : 'checked']
  if (kind === 'choice') return options.map((one) => one.value).filter((one) => one !== value && one !== '')
  if (type === 'date') return daysNear(isDay(value) ? value : '2025-01-15').filter((one) => one !== value)
  if (type === 'time') return ['16:00', '16:30', '19:00', '19:30'].filter((one) => one !== value)
  if (type === 'numeric' || type === 'decimal')
    return [1, 2, -1, -2].map((by) => String(Number(value || '2') + by)).filter((one) => Number(one) >= 0)
  if (type === 'email') return ['amy@example.org', 'bea@example.org']
  if (type === 'tel') return ['252-555-0143', '252-555-0144']
  if (type === 'url' || /website|link|url/i.test(name)) return ['https://amy.example.org', 'https://bea.example.org']
  if (name === 'time_zone') return ['America/Chicago', 'America/Denver']
  if (name === 'brand') return ['#1f4e50', '#1f4e51']
  if (name === 'days') return ['2025-01-03 4', '2025-01-03 5']
  return [`${value} Amy`.trim(), `${value} Bea`.trim(), '3', '4']
}

const daysNear = (day: string): readonly string[] => [-1, -2, 1, 2].map((by) => addDays(day, by))

const newest = async (): Promise<number> =>
  Number((await house.row('select coalesce(max(id), 0) as id from history')).id)

type Changes = ReadonlyMap<string, ReadonlySet<string>>

/** What changed since a line of history: the fields of each record, or that it came or went. */
async function changesSince(id: number): Promise<Changes> {
  const { rows } = await house.db.owner(
    'select object_id, kind, before, after from history where id > $1 order by id',
    [id],
  )
  const changes = new Map<string, Set<string>>()
  for (const { object_id: object, kind, before, after } of rows) {
    const known = changes.get(object) ?? new Set()
    for (const name of changed(before, after)) known.add(`${kind}.${name}`)
    changes.set(object, known)
  }
  return changes
}

type Row = Readonly<Record<string, unknown>> | null
const changed = (before: Row, after: Row): readonly string[] =>
  before && after
    ? Object.keys({ ...before, ...after }).filter(
        (name) => name !== 'version' && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      )
    : [before ? 'went' : 'came']

/** The fields of records that one person saved and another changed or took away after. */
const overlap = (first: Changes, second: Changes): readonly string[] =>
  [...second].flatMap(([object, names]) => {
    const theirs = [...(first.get(object) ?? [])]
    const isNew = theirs.some((name) => name.endsWith('.came'))
    return [...names].filter((name) => theirs.length > 0 && (isNew || theirs.includes(name) || name.endsWith('.went')))
  })
