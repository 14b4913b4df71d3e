// Longer than most, with one line for each field: which doors of the product a field of a case stands for. What is not here,
// the product does not have.
import { at, cell, coachesSheet, type Door, figures, form, idOf, month, readingsSheet, type Sent } from './doors.ts'
import { type Answer, must, type World } from './world.ts'

const seedMeasure = `select id from measure where slug = 'new-recovery-coaches-trained'`

const story = (world: World): Promise<string> => idOf(world, seedMeasure)
const words = async (world: World): Promise<Pick<Sent, 'team' | 'published'>> => {
  const page = '/wilson/m/new-recovery-coaches-trained'
  return {
    team: [`${at}/measures/${await story(world)}/story`],
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
        team: ['', '/story', '/readings']
          .map((part) => `${at}/measures/${id}${part}`)
          .concat(`${at}/measures`, `${at}/scorecard`),
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
    shown: (world) => figures(world.measure),
  })

/** One of the two counts of a share. */
const countOfShare = (field: 'numerator' | 'denominator'): Door =>
  form({
    who: 'coordinator',
    path: (world) => `${at}/measures/${world.share.id}/readings/new`,
    field,
    rest: (world) => ({
      from: `${month(world)}-01`,
      value: '',
      reason: '',
      status: 'final',
      source: '',
      note: '',
      numerator: '41',
      denominator: '96',
    }),
    shown: (world) => figures(world.share),
  })

/** What coaches change themselves. */
const ownDetails = (field: string): Door =>
  form({
    who: 'coach',
    path: () => `${at}/mine/details`,
    field,
    rest: async (world) => {
      const { typed } = await world.seen((await world.ask('coach', `${at}/mine/details`)).text)
      return Object.fromEntries(
        ['email', 'phone', 'zone', 'language', 'version'].map((name) => [name, typed[name] ?? '']),
      )
    },
    shown: () => ({ team: [`${at}/mine`], editing: { path: `${at}/mine/details`, field } }),
  })

const shiftForm = (world: World): Record<string, string> => ({
  day: `2031-05-${String((world.next() % 28) + 1).padStart(2, '0')}`,
  starts: '10:00',
  ends: '14:00',
  mode: 'in person',
  coaches: '1',
  credential: '',
  place: 'Library',
  link: '',
})
const shift = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/shifts/add`,
    field,
    rest: shiftForm,
    shown: (_, location) => ({ team: [location] }),
  })

/** A start and an end as two instants. A shift here has one day and two times, and an end before its start is the next day's. */
const shiftRange: Door = {
  name: 'the form of a shift',
  async send(world, value) {
    const [, day = '', starts = '', endsOn = '', ends = ''] =
      /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*\/(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(value) ?? []
    const meant = ends > starts ? day : nextDay(day)
    if (day === '' || endsOn !== meant) return null
    const rest = (): Record<string, string> => ({ ...shiftForm(world), day, starts })
    const { send } = form({ who: 'coordinator', path: () => `${at}/shifts/add`, field: 'ends', rest })
    return send(world, ends)
  },
}
const nextDay = (day: string): string =>
  Number.isNaN(Date.parse(day)) ? '' : new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** Hours of learning elsewhere, on the page of a coach. */
const learned = (field: string): Door =>
  form({
    who: 'coordinator',
    path: async (world) => `${at}/coaches/${await idOf(world, 'select id from coach order by id limit 1')}/hours`,
    field,
    rest: () => ({ title: 'Ethics for recovery coaches', on: '2025-03-04', hours: '2', ethicsHours: '1' }),
    shown: (_, location) => ({ team: [location] }),
  })

const group = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/support/groups/start`,
    field,
    rest: (world) => ({ title: `Group ${world.next()}`, about: 'Tuesdays at the library' }),
    shown: (_, location) => ({ team: [location] }),
  })

const course = (field: string): Door =>
  form({
    who: 'coordinator',
    path: () => `${at}/training/courses/add`,
    field,
    rest: (world) => ({ title: `Course ${world.next()}`, kind: 'other', requiredHours: '2' }),
    shown: () => ({ team: [`${at}/training/courses`] }),
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
  'measure.numerator': [countOfShare('numerator')],
  'measure.denominator': [countOfShare('denominator')],
  'reading.value': [reading('value'), readingsSheet((world, value) => `${month(world)},${cell(value)}`)],
  'reading.numerator': [countOfShare('numerator')],
  'reading.denominator': [countOfShare('denominator')],
  'shift.place': [shift('place')],
  'shift.link': [shift('link')],
  'shift.date': [shift('day')],
  'shift.day': [shift('day')],
  'shift.start': [shift('starts')],
  'shift.end': [shift('ends')],
  'shift.range': [shiftRange],
  'shift.coaches': [shift('coaches')],
  'profile.email': [ownDetails('email')],
  'profile.phone': [ownDetails('phone')],
  'profile.zone': [ownDetails('zone')],
  'profile.language': [ownDetails('language')],
  'hours.title': [learned('title')],
  'hours.date': [learned('on')],
  'hours.value': [learned('hours')],
  'group.title': [group('title')],
  'group.name': [group('title')],
  'group.about': [group('about')],
  'course.title': [course('title')],
  'course.hours': [course('requiredHours')],
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
