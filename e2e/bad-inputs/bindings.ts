import type { Step } from './cases.ts'
import { type Answer, must, type Sending, type Who, type World } from './world.ts'

// Which door of the product a field, a request or a file of a case stands for. What is not here, the product does not have.

/** What became of a value that was sent through one door. */
export type Sent = {
  readonly answer: Answer
  /** The message that refused it; null when it was taken. */
  readonly refused: string | null
  /** What else was typed, and is lost when it is not in the answer. */
  readonly lost: readonly string[]
  /** Where it is shown once it is kept: pages of the team, and pages that everybody reads. */
  readonly team: readonly string[]
  readonly published: readonly string[]
  /** The page of a form in whose field it stands exactly as it was kept. */
  readonly editing?: { readonly path: string; readonly field: string }
  /** What a preview says of it, so that a person can see how it was read. */
  readonly note?: string
}

export type Door = { readonly name: string; readonly send: (world: World, value: string) => Promise<Sent> }

const at = '/team/wilson'
const seedMeasure = `select id from measure where slug = 'new-recovery-coaches-trained'`
const idOf = async (world: World, statement: string, values?: unknown[]): Promise<string> =>
  (await world.rows<{ id: string }>(statement, values))[0]?.id ?? 'none'

type FormDoor = {
  readonly who: Who
  readonly path: (world: World) => string | Promise<string>
  readonly field: string
  /** The rest of the form, right in every way. */
  readonly rest?: (world: World) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  readonly shown?: (world: World, location: string) => Partial<Sent> | Promise<Partial<Sent>>
}

/** A form that is filled and sent as a browser does. */
const form = ({ who, path, field, rest, shown }: FormDoor): Door => ({
  name: `the form of ${field}`,
  async send(world, value) {
    const others = (await rest?.(world)) ?? {}
    const answer = await world.ask(who, await path(world), { form: { ...others, [field]: value } })
    const location = answer.location.replace(/[?#].*$/, '')
    if (answer.status < 400)
      return { answer, refused: null, lost: [], team: [location], published: [], ...(await shown?.(world, location)) }
    const { wrong, typed, problems, text } = await world.seen(answer.text)
    const message = answer.status === 422 ? (wrong[field] ?? '') : (problems[0] ?? text)
    // A period that is not in the list cannot stand in it.
    const asTyped = Object.fromEntries(
      Object.entries({ ...others, [field]: value }).filter(([name]) => name !== 'from' || field !== 'from'),
    )
    const lost = Object.entries(asTyped).filter(
      ([name, was]) => name !== 'password' && plain(typed[name] ?? '') !== plain(was) && typed[name] !== undefined,
    )
    const gone = Object.keys(asTyped).filter(
      (name) => name !== 'password' && name !== 'version' && typed[name] === undefined,
    )
    return {
      answer,
      refused: message,
      lost: answer.status === 422 ? [...lost.map(([name]) => name), ...gone] : [],
      team: [],
      published: [],
    }
  },
})

// What any form does to a text on its way: line ends, one Unicode form; NUL cannot stand in HTML.
const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[\0\uFFFD\n]/g, '')

const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`

/** A sheet of completions with one person; refused when its preview finds a fault in the row. */
const coachesSheet: Door = {
  name: 'a sheet of completions',
  async send(world, value) {
    const sheet = `Name,Course,Completed on\n${cell(value)},Recovery Coach Academy,2023-01-${String((world.next() % 28) + 1).padStart(2, '0')}\n`
    const file = { field: 'file', name: 'coaches.csv', bytes: Buffer.from(sheet) }
    const sending = await world.ask('coordinator', `${at}/training/import`, { file })
    if (sending.status !== 303) return refusal(world, sending)
    const preview = await world.ask('coordinator', sending.location)
    const seen = await world.seen(preview.text)
    const expected = seen.typed.expected ?? '0'
    if (preview.status !== 200 || expected === '0') return { ...(await refusal(world, preview)), refused: seen.text }
    const answer = await world.ask('coordinator', sending.location, { form: { expected } })
    if (answer.status !== 303) return refusal(world, answer)
    return {
      answer,
      refused: null,
      lost: [],
      team: [answer.location.replace(/\?.*/, '')],
      published: [],
      note: seen.text,
    }
  },
}

async function refusal(world: World, answer: Answer): Promise<Sent> {
  const { problems, text } = await world.seen(answer.text)
  return { answer, refused: problems.join(' ') || text, lost: [], team: [], published: [] }
}

/** A sheet of readings with one row; refused when the preview would bring nothing, or asks. */
const readingsSheet = (row: (world: World, value: string) => string): Door => ({
  name: 'a sheet of readings',
  async send(world, value) {
    const file = { field: 'file', name: 'readings.csv', bytes: Buffer.from(`period,value\n${row(world, value)}\n`) }
    const path = `${at}/measures/${world.measure.id}/import`
    const preview = await world.ask('coordinator', path, { file })
    const seen = await world.seen(preview.text)
    if (preview.status !== 200 || !seen.typed.shown || !/Import 1 reading/.test(seen.text))
      return { ...(await refusal(world, preview)), refused: seen.text }
    const { sheet = '', decimalMark = '', shown = '' } = seen.typed
    const answer = await world.ask('coordinator', `${path}/decide`, {
      form: { sheet, decimalMark, shown, act: 'import' },
    })
    if (answer.status !== 303) return refusal(world, answer)
    return { ...figures(world), answer, refused: null, lost: [], note: seen.text }
  },
})

/** Where readings of the measure of the set-up are shown. */
const figures = (world: World): Pick<Sent, 'team' | 'published'> => {
  const page = `/wilson/m/${world.measure.slug}`
  return {
    team: [`${at}/measures/${world.measure.id}`],
    published: [page, `${page}.json`, `${page}.csv`, `${page}.svg`, `/embed${page}`],
  }
}

/** A month that has no reading yet. */
const month = (world: World): string => {
  const count = world.next()
  return `${1991 + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

const story = (world: World): Promise<string> => idOf(world, seedMeasure)
const words = async (world: World): Promise<Pick<Sent, 'team' | 'published'>> => {
  const page = '/wilson/m/new-recovery-coaches-trained'
  return {
    team: [`${at}/scorecard/measures/${await story(world)}`],
    published: [page, `${page}.json`, `/embed${page}`, '/wilson', '/wilson.json', '/embed/wilson', '/'],
  }
}

/** A form of the scorecard under the measure of the seed. */
const entry = (kind: string, field: string, rest: Readonly<Record<string, string>>, table: string): Door =>
  form({
    who: 'editor',
    path: async (world) => `${at}/scorecard/measures/${await story(world)}/${kind}/add`,
    field,
    rest: () => rest,
    shown: async (world) => {
      const newest = await idOf(world, `select id from ${table} where removed_at is null order by id desc limit 1`)
      return { ...(await words(world)), editing: { path: `${at}/scorecard/${kind}/${newest}/edit`, field } }
    },
  })

const coach = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/coaches/add`,
    field,
    rest: (world) => ({ name: `Person ${world.next()}`, language: 'English', zone: 'Wilson', isSomebodyElse: 'yes' }),
    shown: (_, location) => ({ team: [location], editing: { path: `${location}/edit`, field } }),
  })

const partner = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/partners/add`,
    field,
    rest: (world) => ({ name: `Partner ${world.next()}`, sector: 'health', about: 'They help.', website: '' }),
    shown: (_, location) => ({ team: [location, `${at}/partners`], editing: { path: location, field } }),
  })

const newMeasure = {
  title: 'A measure',
  slug: '',
  asks: 'how much',
  better: 'higher',
  unit: 'hours',
  decimals: '0',
  shape: 'amount',
  calendarKind: 'year',
  settlesAfterDays: '0',
  source: 'The log',
}
const organisationFields = [
  'name',
  'about',
  'contact',
  'website',
  'time_zone',
  'brand',
  'small_counts',
  'withhold_most',
  'withhold_zeros',
  'withhold_least_at_risk',
]
const measure = (field: string): Door =>
  form({
    who: 'editor',
    path: () => `${at}/measures/new?kind=entered`,
    field,
    rest: (world) => ({ ...newMeasure, title: `Measure ${world.next()}`, slug: `measure-${world.next()}` }),
    shown: async (world, location) => {
      const id = location.split('/').pop() ?? ''
      const program = await idOf(world, 'select id from program where removed_at is null limit 1')
      must(303, await world.ask('editor', `${at}/scorecard/measures/${id}/places`, { form: { programs: program } }))
      const slug = (await world.rows<{ slug: string }>('select slug from measure where id = $1', [id]))[0]?.slug
      const page = `/wilson/m/${slug}`
      return {
        team: [`${at}/measures/${id}`, `${at}/measures`, `${at}/scorecard`, `${at}/scorecard/measures/${id}`],
        published: ['/wilson', '/wilson.json', '/embed/wilson', page, `${page}.json`, `${page}.csv`, `${page}.svg`],
        editing: { path: `${at}/measures/${id}/settings`, field },
      }
    },
  })

const reading = (field: string): Door =>
  form({
    who: 'coordinator',
    path: (world) => `${at}/measures/${world.measure.id}/readings/new`,
    field,
    rest: (world) => ({
      from: `${month(world)}-01`,
      value: '41',
      reason: '',
      status: 'final',
      source: 'The log',
      note: '',
    }),
    shown: (world) => figures(world),
  })

const organisation = (field: string): Door =>
  form({
    who: 'administrator',
    path: () => `${at}/admin/organisation`,
    field,
    rest: async (world) => {
      const { typed } = await world.seen((await world.ask('administrator', `${at}/admin/organisation`)).text)
      return Object.fromEntries([...organisationFields, 'version'].map((name) => [name, typed[name] ?? '']))
    },
    shown: () => ({
      team: [`${at}/admin/organisation`, `${at}/today`],
      published: ['/wilson', '/wilson.json', '/embed/wilson', '/wilson/m/new-recovery-coaches-trained'],
      editing: { path: `${at}/admin/organisation`, field },
    }),
  })

const session = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/training/sessions/add`,
    field,
    rest: async (world) => ({
      courseId: await idOf(world, 'select id from course where is_coach_course limit 1'),
      startsOn: '2024-05-06',
      endsOn: '2024-05-10',
      place: 'Library',
      link: '',
      capacity: '12',
      instructor: '',
      organiserId: '',
      funder: '',
    }),
    shown: (_, location) => ({ team: [location, `${at}/training`], editing: { path: `${location}/edit`, field } }),
  })

const completion = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/training/record`,
    field,
    rest: async (world) => ({
      coachName: `Person ${world.next()}`,
      isNewCoach: 'yes',
      classTaken: `elsewhere:${await idOf(world, 'select id from course where is_coach_course limit 1')}`,
      on: '2024-05-06',
      hours: '30',
    }),
  })

const signIn = (field: string): Door =>
  form({
    who: 'stranger',
    path: () => '/sign-in',
    field,
    rest: () => ({ email: 'x@example.org', password: 'wrong guess' }),
  })

const search: Door = {
  name: 'the search',
  async send(world, value) {
    const found = [`${at}/coaches`, `${at}/measures`].map((path) => `${path}?q=${encodeURIComponent(value)}`)
    const [answer, ...others] = await Promise.all(found.map((path) => world.ask('viewer', path)))
    const bad = [answer, ...others].find((each) => each?.status !== 200)
    if (!answer) throw new Error('no search was made')
    return { answer: bad ?? answer, refused: bad ? String(bad.status) : null, lost: [], team: found, published: [] }
  },
}

/** Signing in with a wish where to go after. */
const returnTo: Door = {
  name: 'the sign-in with a wish where to go',
  async send(world, value) {
    const shown = await world.send(`/sign-in?returnTo=${encodeURIComponent(value)}`)
    const kept = (await world.seen(shown.text)).typed.returnTo ?? ''
    const answers: Answer[] = []
    for (const wish of [value, kept])
      answers.push(
        must(303, await world.send('/sign-in', { form: { ...world.known, returnTo: wish, way: 'password' } })),
      )
    const own = new URL(world.product.url).origin
    const away = answers.find(
      ({ location }) => new URL(location, world.product.url).origin !== own || /[\r\n\\]|^\/\//.test(location),
    )
    const [first] = answers
    if (!first) throw new Error('nobody signed in')
    const refused = away ? null : 'stays here'
    return { answer: away ?? first, refused, lost: [], team: [], published: [] }
  },
}

const evidence = {
  claim: 'Somebody who was there helps.',
  source: '',
  sourceUrl: '',
  costBand: 'no cost',
  whereWeDoIt: '',
}
const action = { what: 'Ask', owner: '', partnerId: '', startsOn: '', dueOn: '', status: 'not started', progress: '' }

/** The doors through which each field of the corpus comes in. */
export const fields: Readonly<Record<string, readonly Door[]>> = {
  'coach.name': [coachesSheet, coach('name')],
  'coach.email': [coach('email')],
  'coach.phone': [coach('phone')],
  'coach.zone': [coach('zone')],
  'coach.language': [coach('language')],
  'partner.name': [partner('name')],
  'partner.about': [partner('about')],
  'partner.website': [partner('website')],
  'measure.title': [measure('title')],
  'measure.slug': [measure('slug')],
  'measure.unit': [measure('unit')],
  'measure.source': [measure('source')],
  'measure.value': [reading('value'), readingsSheet((world, value) => `${month(world)},${cell(value)}`)],
  'measure.period': [reading('from'), readingsSheet((_, value) => `${cell(value)},41`)],
  'measure.note': [reading('note')],
  'narrative.body': [entry('stories', 'body', { writtenOn: '2025-01-20', fromOn: '', toOn: '' }, 'story')],
  'evidence.claim': [entry('what-works', 'claim', evidence, 'what_works')],
  'evidence.source': [entry('what-works', 'source', evidence, 'what_works')],
  'evidence.url': [entry('what-works', 'sourceUrl', evidence, 'what_works')],
  'action.title': [entry('actions', 'what', action, 'action')],
  'action.owner': [entry('actions', 'owner', action, 'action')],
  'action.due': [entry('actions', 'dueOn', action, 'action')],
  'action.progress': [entry('actions', 'progress', action, 'action')],
  'org.slug': [
    form({
      who: 'administrator',
      path: () => '/team/organisations',
      field: 'slug',
      rest: () => ({ name: 'Another County' }),
    }),
  ],
  'org.name': [organisation('name')],
  'org.about': [organisation('about')],
  'org.contact': [organisation('contact')],
  'org.website': [organisation('website')],
  'org.color': [organisation('brand')],
  'org.timezone': [organisation('time_zone')],
  'session.place': [session('place')],
  'session.link': [session('link')],
  'session.capacity': [session('capacity')],
  'session.date': [session('startsOn')],
  'session.instructor': [session('instructor')],
  'training.hours': [completion('hours')],
  'training.date': [completion('on')],
  'profile.name': [form({ who: 'viewer', path: () => '/account/name', field: 'name' })],
  'invite.email': [
    form({
      who: 'administrator',
      path: () => `${at}/admin/people/invite`,
      field: 'email',
      rest: () => ({ role: 'viewer' }),
    }),
  ],
  'login.email': [signIn('email')],
  'login.returnTo': [returnTo],
  'search.q': [search],
}

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
  'profile.read': get('/account'),
  'profile.update': (_, step) => ({ path: '/account/name', how: { form: typedOf(step) } }),
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
  if (/coach|coordinator|any|logged/i.test(actor)) return 'coordinator'
  return 'viewer'
}
