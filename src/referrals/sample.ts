// Longer than most, since it is a list: the invented people and what happened to them.
import { instantAt } from '../core/clock.ts'
import { addDays, type Day, dayIn } from '../core/day.ts'
import { newIds } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { addRows } from '../platform/db/rows.ts'
import type { Keys, Seals } from '../platform/sealed/keys.ts'
import { normalPerson, normalPhone } from '../platform/sealed/marks.ts'

/** A referral of the sample, for what the rooms to the right make of it. */
export type SampleReferral = {
  readonly id: string
  readonly personId: string
  readonly coachId: string
  readonly state: string
  readonly occurredAt: Date | null
  readonly receivedAt: Date
  readonly year: number
  readonly attempts: number
  /** Whether the last attempt reached somebody, who accepted help, and came to a first appointment. */
  readonly isReached: boolean
  readonly isEngaged: boolean
  readonly isConnected: boolean
  /** Whether the first attempt came after the window. */
  readonly isLate: boolean
  /** Whether it is under way now. */
  readonly isRecent: boolean
}

const zone = 'America/New_York'
const hour = 3_600_000
const parts = ['Wilson city', 'North of the county', 'South of the county']

type Year = {
  readonly year: number
  readonly attempts: number
  /** How many of how many were reached, by part of the county. */
  readonly reached: readonly (readonly [number, number])[]
  readonly engaged: number
  readonly connected: number
}
const lastYear = {
  attempts: 296,
  reached: [
    [50, 84],
    [26, 44],
    [15, 29],
  ] as const,
  engaged: 83,
  connected: 36,
}
const years: readonly Year[] = [
  {
    year: 2020,
    attempts: 148,
    reached: [
      [24, 52],
      [12, 27],
      [5, 17],
    ],
    engaged: 38,
    connected: 12,
  },
  {
    year: 2021,
    attempts: 231,
    reached: [
      [38, 70],
      [17, 36],
      [12, 26],
    ],
    engaged: 60,
    connected: 21,
  },
  {
    year: 2022,
    attempts: 262,
    reached: [
      [40, 74],
      [19, 38],
      [13, 29],
    ],
    engaged: 64,
    connected: 24,
  },
  {
    year: 2023,
    attempts: 318,
    reached: [
      [52, 86],
      [28, 48],
      [18, 34],
    ],
    engaged: 88,
    connected: 39,
  },
  { year: 2024, ...lastYear },
]

/**
 * Invented people of Wilson County, marked as sample, in the proportions that teams like this one report: about thirteen referrals a
 * month, 1.9 attempts for each, more than half reached, one in six seen before. Around `now` some wait and some are in hand.
 */
export async function loadSample(
  tx: Tx,
  { partners, seals, now }: { partners: { readonly ems: string }; seals: Seals; now: Date },
): Promise<readonly SampleReferral[]> {
  const told = [...yearsUntil(addDays(dayIn(zone, now), -8)), ...aroundNow(now)]
  const personOf = told.map((_, at) => (at % 12 === 5 ? at - 4 : at % 12 === 11 && at > 60 ? at - 57 : at))
  const personIds = await addPeople(tx, told, personOf, await seals.keysOf(tx))
  const coaches = await coachesOnTheTeam(tx)
  const ids = newIds(told.length)
  const all = told.map((one, at) => ({
    ...one,
    id: ids[at] ?? '',
    personId: personIds.get(personOf[at] ?? at) ?? '',
    coachId: coaches[at % coaches.length] ?? '',
  }))
  const eventIds = await addRows(
    tx,
    'overdose_event',
    all.map(({ occurredAt, part, isFatal }, at) => ({
      occurred_on: occurredAt && dayIn(zone, occurredAt),
      occurred_at: occurredAt,
      zone: part,
      outcome: isFatal ? 'fatal' : 'nonfatal',
      naloxone_by: ['ems', 'bystander', 'ems', 'law enforcement'][at % 4] ?? 'ems',
      transport: at % 3 === 0 ? 'refused' : 'transported',
      is_sample: true,
    })),
  )
  const event = (at: number): string => eventIds[at] ?? ''
  await addRows(
    tx,
    'event_person',
    all.map(({ personId }, at) => ({ event_id: event(at), person_id: personId })),
  )
  await addRows(
    tx,
    'referral',
    all.map((one, at) => ({ ...referralRow(one), ...from(at, partners.ems), event_id: event(at) })),
  )
  await addRows(
    tx,
    'referral_assignment',
    all
      .filter(({ state }) => state !== 'received' && state !== 'accepted')
      .map((one) => ({
        referral_id: one.id,
        coach_id: one.coachId,
        from_at: one.receivedAt,
        until_at: one.state === 'closed' ? new Date(one.receivedAt.getTime() + 720 * hour) : null,
        why: 'On shift, with the fewest in hand',
        is_sample: true,
      })),
  )
  return all
}

type Told = Omit<SampleReferral, 'id' | 'personId' | 'coachId'> & { readonly part: string; readonly isFatal: boolean }

/** The referrals of each year up to a day, spread evenly over it and over the parts of the county. */
function yearsUntil(last: Day): readonly Told[] {
  const all = [...years]
  for (let year = 2025; year <= Number(last.slice(0, 4)); year++) all.push({ year, ...lastYear })
  return all
    .flatMap(({ year, attempts, reached, engaged, connected }) => {
      const whole = reached
        .flatMap(([those, of], part) =>
          Array.from({ length: of }, (_, at) => ({ part, isReached: isOneOf(at, those, of), turn: at / of })),
        )
        .sort((a, b) => a.turn - b.turn || a.part - b.part)
      const count = whole.length
      const reachedCount = whole.filter((one) => one.isReached).length
      let rank = -1
      let place = -1
      return whole.map(({ part, isReached }, at): Told => {
        if (isReached) rank++
        const isEngaged = isReached && isOneOf(rank, engaged, reachedCount)
        if (isEngaged) place++
        const occurredAt = instantAt(
          zone,
          addDays(`${year}-01-01`, Math.floor((at * 350) / count)),
          times[at % times.length] ?? '12:00',
        )
        return {
          year,
          part: parts[part] ?? '',
          occurredAt,
          receivedAt: new Date(occurredAt.getTime() + (1 + (at % 3) * 2) * hour),
          state: 'closed',
          attempts: isOneOf(at, attempts - count, count) ? 2 : 1,
          isReached,
          isEngaged,
          isConnected: isEngaged && isOneOf(place, connected, engaged),
          isLate: at % 6 === 4,
          isFatal: false,
          isRecent: false,
        }
      })
    })
    .filter(({ receivedAt }) => dayIn(zone, receivedAt) <= last)
}

// Most overdoses are called in the evening and at night.
const times = ['21:40', '02:15', '18:05', '23:30', '13:20', '20:10', '00:50', '16:35', '22:25', '09:45']

/** Whether the one at a place is among so many that are spread evenly over all. */
const isOneOf = (at: number, those: number, all: number): boolean =>
  Math.floor(((at + 1) * those) / all) > Math.floor((at * those) / all)

/** What is under way: some wait to be handed out, of one nobody knows when it happened, one is nearly late, one person accepted help. */
function aroundNow(now: Date): readonly Told[] {
  const year = Number(dayIn(zone, now).slice(0, 4))
  const told = (hours: number | null, part: number, state: string, more: Partial<Told> = {}): Told => {
    const occurredAt = hours === null ? null : new Date(now.getTime() - hours * hour)
    const receivedAt = new Date(now.getTime() - (hours === null ? 3 : hours - 2) * hour)
    const nothing = {
      attempts: 0,
      isReached: false,
      isEngaged: false,
      isConnected: false,
      isLate: false,
      isFatal: false,
    }
    return { year, part: parts[part] ?? '', occurredAt, receivedAt, state, ...nothing, isRecent: true, ...more }
  }
  return [
    told(5, 0, 'received'),
    told(null, 1, 'received'),
    told(20, 0, 'assigned'),
    told(68, 2, 'assigned'),
    told(40, 0, 'attempting', { attempts: 1 }),
    told(110, 1, 'engaged', { attempts: 2, isReached: true, isEngaged: true }),
    told(30, 0, 'accepted', { isFatal: true }),
  ]
}

const dueOf = ({ occurredAt, receivedAt }: Told): Date => new Date((occurredAt ?? receivedAt).getTime() + 72 * hour)

const referralRow = (one: Told & { readonly id: string; readonly personId: string }) => ({
  id: one.id,
  person_id: one.personId,
  received_at: one.receivedAt,
  received_on: dayIn(zone, one.receivedAt),
  clock_from: one.occurredAt === null ? 'receipt' : 'event',
  due_at: dueOf(one),
  path: one.isFatal ? 'grief' : 'survivor',
  state: one.state,
  closed_reason: one.state !== 'closed' ? null : one.isReached ? 'path completed' : 'unable to reach',
  closed_on: one.state === 'closed' ? addDays(dayIn(zone, one.receivedAt), 30) : null,
  overdue_on: one.isLate ? dayIn(zone, dueOf(one)) : null,
  is_sample: true,
})

const sources = ['ems', 'ems', 'emergency department', 'ems', 'jail', 'emergency department', 'ems', '2-1-1']
const from = (at: number, ems: string) => {
  const source = sources[at % sources.length] ?? 'ems'
  return { source, partner_id: source === 'ems' ? ems : null }
}

const firstNames =
  `Ada Amos Beth Cal Cora Dale Dina Earl Edie Finn Gail Gus Hope Hugh Ines Ivan Jo Judd Kay Kirk Lena Lyle Mabel
  Milo Nell Nico Opal Otis Pia Quinn Rhea Rory Sada Theo Una Vern Willa Xena Yuri Zeb`.split(/\s+/)
const lastNames =
  `Abelwood Birchall Calder Dunmore Eastlake Farrow Glenfield Harlow Inglewood Jarrow Kestrel Larkfield Marlowe Northam
  Oakden Pinder Quillan Rowanby Sedgeley Thornhill Underhill Vale Westerly Yarrow Ashdown Bramley Cutler Drayton Elmore Fenwick
  Garland Hollis Ivory Judson Kimble Linwood Merton`.split(/\s+/)

/** Adds a person for each referral that is about somebody new; answers their ids by the place of that referral. */
async function addPeople(
  tx: Tx,
  told: readonly Told[],
  personOf: readonly number[],
  keys: Keys,
): Promise<ReadonlyMap<number, string>> {
  const places = told.map((_, at) => at).filter((at) => personOf[at] === at)
  const ids = newIds(places.length)
  await addRows(
    tx,
    'person_served',
    places.map((at, place) => {
      const id = ids[place] ?? ''
      const name = `${firstNames[at % firstNames.length]} ${lastNames[(at * 7) % lastNames.length]}`
      // Numbers from 555 0100 to 555 0199 are nobody's.
      const phone =
        at % 9 === 8
          ? ''
          : `+1${['252', '919', '910', '704', '336', '828'][at % 6]}55501${String(Math.floor(at / 6) % 100).padStart(2, '0')}`
      const born_on = `${1952 + ((at * 11) % 50)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`
      const number = normalPhone(phone)
      return {
        id,
        ...keys.sealEach('person_served', id, { name, phone, born_on }),
        phone_mark: keys.mark('phone', number.ok ? number.value : ''),
        person_mark: keys.mark('person', normalPerson(name, born_on)),
        language: at % 7 === 3 ? 'es' : 'en',
        prefers: at % 4 === 1 ? 'text' : 'phone',
        is_safe_to_text: at % 4 === 1 ? true : null,
        housing: at % 8 === 2 ? 'unhoused' : at % 3 === 0 ? 'unknown' : 'housed',
        zone: told[at]?.part ?? '',
        is_sample: true,
      }
    }),
  )
  return new Map(places.map((at, place) => [at, ids[place] ?? '']))
}

async function coachesOnTheTeam(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.sql
    .selectFrom('coach_standing')
    .select('coach_id')
    .where('org_id', '=', tx.org)
    .where('is_active', '=', true)
    .orderBy('coach_id')
    .execute()
  return rows.flatMap(({ coach_id }) => (coach_id === null ? [] : [coach_id]))
}
