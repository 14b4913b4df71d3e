import { at } from './doors.ts'
import type { Judge } from './steps.ts'
import { faultsIn } from './verdict.ts'
import { type Answer, must, type World } from './world.ts'

type Race = {
  /** Runs so many at once; answers what each got. */
  readonly run: (world: World, count: number) => Promise<readonly Answer[]>
  /** How many of them were written down as having won. */
  readonly won: (world: World) => Promise<number>
}

const most = 50
const numberOf = async (world: World, statement: string, values: unknown[] = []): Promise<number> =>
  Number((await world.rows<{ count: string }>(statement, values))[0]?.count)

/** Many want what one can have. */
export const races: Readonly<Record<string, (world: World) => Promise<Race>>> = {
  'shift.claim': async (world) => {
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
    const form = {
      day,
      starts: '10:00',
      ends: '14:00',
      mode: 'in person',
      coaches: '1',
      credential: '',
      place: 'Library',
      link: '',
    }
    const added = must(303, await world.ask('coordinator', `${at}/shifts/add`, { form }))
    const id =
      added.location
        .replace(/[?#].*$/, '')
        .split('/')
        .pop() ?? ''
    return {
      run: async (_, count) => {
        const coaches: string[] = []
        for (let each = 0; each < count; each++) coaches.push((await world.newCoach()).cookie)
        const take = (cookie: string): Promise<Answer> =>
          world.askWith(cookie, `${at}/mine/shifts/${id}/take`, { form: {} })
        return Promise.all(coaches.map(take))
      },
      won: () =>
        numberOf(
          world,
          `select count(*) from history h join shift_place p on p.id = h.object_id
            where p.shift_id = $1 and p.coach_id is not null and h.act = 'shifts.takePlace'`,
          [id],
        ),
    }
  },
  'invite.accept': async (world) => {
    const [path, email] = [await world.invitation(), `guest${world.next() - 1}@wilson.example`]
    const form = { name: 'A guest', password: 'copper thistle barn' }
    return {
      run: (_, count) => Promise.all(Array.from({ length: count }, () => world.send(path, { form }))),
      won: () =>
        numberOf(world, 'select count(*) from membership m join person p on p.id = m.person_id where p.email = $1', [
          email,
        ]),
    }
  },
}

/** Exactly one gets it; every other is told so by a refusal, and it is written down once. */
export const race: Judge = async (world, one) => {
  const faults: string[] = []
  for (const step of one.steps) {
    const build = races[step.op]
    if (!build) continue
    const said = step.parallel ?? Number(/\d+/.exec(one.actor)?.[0] ?? 2)
    const { run, won } = await build(world)
    const answers = await run(world, Math.min(Math.max(said, 2), most))
    const taken = answers.filter(({ status }) => status < 400)
    faults.push(...faultsIn(answers))
    if (taken.length !== 1) faults.push(`${taken.length} of ${answers.length} got it`)
    const silent = answers.filter(({ status, text }) => status >= 400 && !/<h1/.test(text))
    if (silent.length > 0) faults.push(`${silent.length} refusals say nothing`)
    if ((await won(world)) !== 1) faults.push(`it is written down ${await won(world)} times`)
  }
  return faults
}

/** A paper of one coach, as another asks for it: the answer is that for a paper which nobody has. */
export const strangersPaper: Judge = async (world) => {
  const [owner, other] = [await world.newCoach(), await world.newCoach()]
  const form = { title: 'Ethics', on: '2025-03-04', hours: '2', ethicsHours: '1' }
  const file = { field: 'file', name: 'paper.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') }
  must(303, await world.askWith(owner.cookie, `${at}/mine/hours`, { form, file }))
  const [paper] = await world.rows<{ id: string }>('select id from credential_file where coach_id = $1', [owner.id])
  const path = (id: string): string => `${at}/mine/files/${id}`
  const own = await world.askWith(owner.cookie, path(paper?.id ?? ''))
  const theirs = await world.askWith(other.cookie, path(paper?.id ?? ''))
  const none = await world.askWith(other.cookie, path('00000000-0000-7000-8000-0000000000ff'))
  const faults = [...faultsIn([own, theirs, none])]
  if (own.status !== 200) faults.push(`the owner is answered with ${own.status}`)
  if (theirs.status !== 404) faults.push(`another coach is answered with ${theirs.status}`)
  const shape = ({ status, headers, text }: Answer): string =>
    JSON.stringify([status, Object.keys(headers).sort(), text.length])
  if (shape(theirs) !== shape(none)) faults.push('it is answered otherwise than a paper that nobody has')
  if (!/no-store/.test(own.headers['cache-control'] ?? '')) faults.push('a paper may be kept by what is between')
  return faults
}
