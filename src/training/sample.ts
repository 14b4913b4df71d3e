// Longer than most because it is a list: the courses, sessions and seats of the sample county.
import { addDays, type Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { insertCourse, insertDefaultCourse } from './courses/store.ts'
import { insertNextAcademies } from './sample-next.ts'
import type { Outcome } from './sessions/model.ts'

type Organiser = 'ahec' | 'coalition' | 'rc3' | 'omdt'
type CourseName = 'academy' | 'ethics' | 'naloxone' | 'mental health'

/** A session of the sample county; coaches are numbered in the order of the cast, from 0. */
type SampleSession = {
  readonly course: CourseName
  readonly days: readonly [Day, Day]
  readonly place?: string
  readonly link?: string
  readonly capacity: number
  readonly instructor: string
  readonly organiser: Organiser
  readonly funder: string
  readonly completed: readonly number[]
  readonly noShow?: readonly number[]
  readonly withdrew?: readonly number[]
  readonly didNotComplete?: readonly number[]
  readonly isCancelled?: true
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
const every = (step: number, from: number, to: number): readonly number[] =>
  range(from, to).filter((number) => (number - from) % step === 0)

const settlement = 'Opioid settlement funds'
const grant = 'Prevention coalition grant'
const library = 'Wilson County Public Library'
const ahec = 'Area L AHEC, Rocky Mount'
const rc3 = 'RC3, Goldsboro Street'
const online = 'https://meet.example.org/academy'

// First-time completions of the academy: 5 in 2020, 14 in 2021, none in 2022, 39 in 2023, 12 in 2024, as on the real page.
// Records are complete to the end of 2024.
const sessions: readonly SampleSession[] = [
  {
    course: 'academy',
    days: ['2020-02-10', '2020-02-14'],
    place: library,
    capacity: 8,
    instructor: 'Dr. Lena Abernathy',
    organiser: 'coalition',
    funder: grant,
    completed: range(0, 4),
    noShow: [70],
    withdrew: [71],
  },
  {
    course: 'academy',
    days: ['2021-04-12', '2021-04-16'],
    place: library,
    link: online,
    capacity: 12,
    instructor: 'Dr. Lena Abernathy',
    organiser: 'ahec',
    funder: grant,
    completed: range(5, 12),
    didNotComplete: [19],
    noShow: [72],
  },
  {
    course: 'naloxone',
    days: ['2021-05-20', '2021-05-20'],
    place: rc3,
    capacity: 16,
    instructor: 'Sam Whitaker',
    organiser: 'rc3',
    funder: grant,
    completed: every(2, 0, 12),
    noShow: [3],
  },
  {
    course: 'academy',
    days: ['2021-10-04', '2021-10-08'],
    place: ahec,
    capacity: 10,
    instructor: 'Dr. Lena Abernathy',
    organiser: 'ahec',
    funder: grant,
    completed: range(13, 18),
    withdrew: [73],
    didNotComplete: [74],
  },
  {
    course: 'ethics',
    days: ['2021-11-18', '2021-11-19'],
    place: ahec,
    capacity: 14,
    instructor: 'Judge Olive Ransom',
    organiser: 'ahec',
    funder: grant,
    completed: every(2, 1, 15),
    noShow: [6],
  },
  {
    course: 'naloxone',
    days: ['2022-03-17', '2022-03-17'],
    place: rc3,
    capacity: 16,
    instructor: 'Sam Whitaker',
    organiser: 'rc3',
    funder: grant,
    completed: every(3, 1, 18),
    noShow: [9, 14],
  },
  {
    course: 'academy',
    days: ['2022-05-09', '2022-05-13'],
    place: library,
    capacity: 12,
    instructor: 'Dr. Lena Abernathy',
    organiser: 'coalition',
    funder: '',
    completed: [],
    isCancelled: true,
  },
  {
    course: 'ethics',
    days: ['2022-06-09', '2022-06-10'],
    place: library,
    capacity: 12,
    instructor: 'Judge Olive Ransom',
    organiser: 'coalition',
    funder: grant,
    completed: every(3, 0, 18),
    withdrew: [13],
  },
  {
    course: 'academy',
    days: ['2023-02-13', '2023-02-17'],
    place: library,
    capacity: 14,
    instructor: 'Nora Castellanos',
    organiser: 'ahec',
    funder: settlement,
    completed: range(19, 28),
    noShow: [75],
    didNotComplete: [76],
  },
  {
    course: 'academy',
    days: ['2023-05-08', '2023-05-12'],
    place: ahec,
    capacity: 14,
    instructor: 'Nora Castellanos',
    organiser: 'ahec',
    funder: settlement,
    completed: range(29, 40),
    withdrew: [77],
  },
  {
    course: 'naloxone',
    days: ['2023-06-22', '2023-06-22'],
    place: rc3,
    capacity: 16,
    instructor: 'Sam Whitaker',
    organiser: 'rc3',
    funder: settlement,
    completed: every(2, 19, 40),
    noShow: [22, 36],
  },
  {
    course: 'academy',
    days: ['2023-08-21', '2023-08-25'],
    link: online,
    capacity: 12,
    instructor: 'Nora Castellanos',
    organiser: 'omdt',
    funder: settlement,
    completed: range(41, 49),
    noShow: [78],
    didNotComplete: [79],
  },
  {
    course: 'ethics',
    days: ['2023-09-14', '2023-09-15'],
    place: ahec,
    capacity: 16,
    instructor: 'Judge Olive Ransom',
    organiser: 'ahec',
    funder: settlement,
    completed: every(2, 20, 46),
    noShow: [31],
  },
  {
    course: 'mental health',
    days: ['2023-10-19', '2023-10-19'],
    place: library,
    capacity: 15,
    instructor: 'Felix Grantham',
    organiser: 'coalition',
    funder: settlement,
    completed: every(4, 0, 48),
    noShow: [10],
  },
  {
    course: 'academy',
    days: ['2023-11-06', '2023-11-10'],
    place: library,
    capacity: 12,
    instructor: 'Nora Castellanos',
    organiser: 'coalition',
    funder: settlement,
    completed: [...range(50, 57), 2],
    noShow: [80],
  },
  {
    course: 'naloxone',
    days: ['2024-02-15', '2024-02-15'],
    place: rc3,
    capacity: 16,
    instructor: 'Sam Whitaker',
    organiser: 'rc3',
    funder: settlement,
    completed: every(2, 41, 57),
    withdrew: [42],
  },
  {
    course: 'academy',
    days: ['2024-03-04', '2024-03-08'],
    place: library,
    capacity: 12,
    instructor: 'Nora Castellanos',
    organiser: 'ahec',
    funder: settlement,
    completed: range(58, 64),
    noShow: [75, 81],
    withdrew: [72],
  },
  {
    course: 'ethics',
    days: ['2024-05-16', '2024-05-17'],
    place: ahec,
    capacity: 16,
    instructor: 'Judge Olive Ransom',
    organiser: 'ahec',
    funder: settlement,
    completed: every(2, 47, 63),
    didNotComplete: [60],
  },
  {
    course: 'mental health',
    days: ['2024-06-13', '2024-06-13'],
    link: 'https://meet.example.org/first-aid',
    capacity: 15,
    instructor: 'Felix Grantham',
    organiser: 'omdt',
    funder: settlement,
    completed: every(5, 2, 62),
    noShow: [33, 51],
  },
  {
    course: 'academy',
    days: ['2024-09-16', '2024-09-20'],
    place: ahec,
    link: online,
    capacity: 10,
    instructor: 'Nora Castellanos',
    organiser: 'ahec',
    funder: settlement,
    completed: range(65, 69),
    didNotComplete: [76],
    noShow: [79],
  },
  {
    course: 'naloxone',
    days: ['2024-10-24', '2024-10-24'],
    place: rc3,
    capacity: 16,
    instructor: 'Sam Whitaker',
    organiser: 'rc3',
    funder: settlement,
    completed: every(2, 58, 69),
    noShow: [61],
  },
]

// The peer support course is held by the state's approved trainers, so it is always taken elsewhere.
const peerSupport: readonly (readonly [coach: number, on: Day])[] = [
  [0, '2021-06-25'],
  [4, '2021-09-17'],
  [7, '2022-02-11'],
  [11, '2022-08-19'],
  [16, '2022-11-04'],
  [21, '2023-07-21'],
  [25, '2023-12-08'],
  [30, '2024-01-26'],
  [38, '2024-04-19'],
  [46, '2024-08-16'],
  [52, '2024-11-15'],
]

/** Adds the courses, sessions and records of the sample county. `coaches` are the ids of the cast in its order. */
export async function loadSample(
  tx: Tx,
  { partners, coaches, now }: { partners: Readonly<Record<Organiser, string>>; coaches: readonly string[]; now?: Date },
): Promise<void> {
  const courses = {
    academy: await insertDefaultCourse(tx),
    ethics: await insertCourse(tx, {
      title: 'Ethical considerations for recovery coaches',
      kind: 'ethics',
      isCoachCourse: false,
      requiredHours: 16,
    }),
    naloxone: await insertCourse(tx, {
      title: 'Naloxone and overdose response',
      kind: 'naloxone',
      isCoachCourse: false,
      requiredHours: 3,
    }),
    'mental health': await insertCourse(tx, {
      title: 'Mental health first aid',
      kind: 'mental health',
      isCoachCourse: false,
      requiredHours: 8,
    }),
  } satisfies Record<CourseName, string>
  const peer = await insertCourse(tx, {
    title: 'NC peer support specialist course',
    kind: 'peer support',
    isCoachCourse: false,
    requiredHours: 40,
  })
  const held = sessions.map((session) => ({ id: newId(), courseId: courses[session.course], ...session }))
  await insertSessions(tx, held, partners)
  const rows = held.flatMap((session) => rowsOf(session))
  const elsewhere = peerSupport.map(
    ([coach, on]): Row => ({
      coach,
      courseId: peer,
      sessionId: null,
      enrolledOn: null,
      hours: 40,
      outcome: 'completed',
      on,
    }),
  )
  await insertRows(tx, [...rows, ...elsewhere], coaches)
  // Without a moment to go by, the county has its past only.
  if (now) await insertNextAcademies(tx, { courseId: courses.academy, organiser: partners.ahec, coaches, now })
}

type Row = {
  readonly coach: number
  readonly courseId: string
  readonly sessionId: string | null
  readonly enrolledOn: Day | null
  readonly hours: number
  readonly outcome: Outcome
  readonly on: Day
}
type Held = SampleSession & { readonly id: string; readonly courseId: string }

const hoursOf: Readonly<Record<CourseName, number>> = { academy: 30, ethics: 16, naloxone: 3, 'mental health': 8 }

function rowsOf(session: Held): readonly Row[] {
  const [first, last] = session.days
  const full = hoursOf[session.course]
  const as =
    (outcome: Outcome, hours: number, on: Day) =>
    (coach: number): Row => ({
      coach,
      courseId: session.courseId,
      sessionId: session.id,
      enrolledOn: addDays(first, -(12 + ((coach * 5) % 27))), // two to six weeks ahead, as people do
      hours,
      outcome,
      on,
    })
  return [
    ...session.completed.map(as('completed', full, last)),
    ...(session.noShow ?? []).map(as('no-show', 0, first)),
    ...(session.withdrew ?? []).map(as('withdrawn', Math.round(full / 4), first)),
    ...(session.didNotComplete ?? []).map(as('did not complete', Math.round(full * 0.6), last)),
  ]
}

async function insertSessions(
  tx: Tx,
  held: readonly Held[],
  partners: Readonly<Record<Organiser, string>>,
): Promise<void> {
  await tx.client.query(
    `insert into training_session (org_id, id, course_id, course_version_id, starts_on, ends_on, place, link, capacity, instructor, organiser_id, funder, is_cancelled, is_sample)
     select $1, s.id, s.course_id, v.id, s.starts_on, s.ends_on, s.place, s.link, s.capacity, s.instructor, s.organiser_id, s.funder, s.is_cancelled, true
     from unnest($2::uuid[], $3::uuid[], $4::date[], $5::date[], $6::text[], $7::text[], $8::int[], $9::text[], $10::uuid[], $11::text[], $12::boolean[])
       as s (id, course_id, starts_on, ends_on, place, link, capacity, instructor, organiser_id, funder, is_cancelled)
     join course_version v on v.org_id = $1 and v.course_id = s.course_id`,
    [
      tx.org,
      held.map(({ id }) => id),
      held.map(({ courseId }) => courseId),
      held.map(({ days }) => days[0]),
      held.map(({ days }) => days[1]),
      held.map(({ place }) => place ?? ''),
      held.map(({ link }) => link ?? ''),
      held.map(({ capacity }) => capacity),
      held.map(({ instructor }) => instructor),
      held.map(({ organiser }) => partners[organiser]),
      held.map(({ funder }) => funder),
      held.map(({ isCancelled }) => isCancelled === true),
    ],
  )
}

async function insertRows(tx: Tx, rows: readonly Row[], coaches: readonly string[]): Promise<void> {
  await tx.client.query(
    `insert into enrolment (org_id, id, coach_id, course_id, session_id, enrolled_on, attended_hours, outcome, outcome_on)
     select $1, r.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::date[], $7::numeric[], $8::text[], $9::date[]) as r`,
    [
      tx.org,
      rows.map(() => newId()),
      rows.map(({ coach }) => coaches[coach]),
      rows.map(({ courseId }) => courseId),
      rows.map(({ sessionId }) => sessionId),
      rows.map(({ enrolledOn }) => enrolledOn),
      rows.map(({ hours }) => hours),
      rows.map(({ outcome }) => outcome),
      rows.map(({ on }) => on),
    ],
  )
}
