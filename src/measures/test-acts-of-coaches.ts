// Longer than most because it is a list: every act of coaches and shifts as one step of a property.
import { sql } from 'kysely'
import { apply, bringBack, decide, discard, takeUp } from '../coaches/applications/actions.ts'
import { decisions } from '../coaches/applications/model.ts'
import { usual } from '../coaches/applications/rules.ts'
import { insertOpening, readOpenings } from '../coaches/applications/store.ts'
import { addKind, addRule, beginCredential, setRequired, takeStep } from '../coaches/credentials/actions.ts'
import { steps } from '../coaches/credentials/model.ts'
import type { CredentialNeeds } from '../coaches/credentials/needs.ts'
import { credentialRound } from '../coaches/credentials/round.ts'
import { heldOn } from '../coaches/credentials/store.ts'
import { mergeCoaches, unmergeCoaches } from '../coaches/merging/actions.ts'
import { sides } from '../coaches/merging/model.ts'
import type { PathNeeds } from '../coaches/path/actions.ts'
import { trainedOn } from '../coaches/store.ts'
import { newId } from '../core/id.ts'
import { ok, type Result } from '../core/result.ts'
import { mergeNeeds } from '../merge-needs.ts'
import { addShift } from '../shifts/cover/actions.ts'
import { shiftRound } from '../shifts/gaps/round.ts'
import { cancelShift, confirmSaid, sayHours, settlePlace } from '../shifts/hours/actions.ts'
import { modes, type PlaceState } from '../shifts/model.ts'
import type { ShiftsNeeds } from '../shifts/needs.ts'
import { confirmPlace, offerPlace, releasePlace, startShift, takeOffer, takePlace } from '../shifts/taking/actions.ts'
import { correctVirtualSession, recordVirtualSession, removeVirtualSession } from '../shifts/virtual/actions.ts'
import { trainedCoaches } from '../training/store.ts'
import { countFacts } from './cells.ts'
import { of, picked, pickedOf, type Random, type World } from './test-acts.ts'

const today = '2025-01-15'
const zone = 'America/New_York'
const now = new Date('2025-01-15T17:00:00Z')
const hour = 3_600_000
const shiftDays = ['2024-12-20', '2024-12-31', '2025-01-02', '2025-01-14', '2025-01-15', '2025-01-20']
const days = ['2024-06-30', '2024-12-01', '2024-12-31', '2025-01-14', '2025-01-15']

const credentialNeeds: CredentialNeeds = {
  counted: countFacts,
  clock: () => now,
  baseUrl: 'http://localhost',
  classes: async () => [],
  courseKinds: [],
}
const pathNeeds: PathNeeds = {
  counted: countFacts,
  trainedOn: (tx, one) => trainedOn(tx, trainedCoaches, one),
}
/** The needs of shifts at an instant: people act before a shift begins, and after it is over. */
const shiftsAt = (at: Date): ShiftsNeeds => ({
  counted: countFacts,
  clock: () => at,
  baseUrl: 'http://localhost',
  credentials: heldOn,
})

/** Whoever acts in a world, on its day. */
const handOf = ({ db, scope }: World) => ({ db, scope, today })

/** A program that takes applications. */
export const openDoors = ({ db, scope }: World): Promise<Result<unknown>> =>
  db.act(scope, 'test.openDoors', async (tx) => {
    const programId = newId()
    await tx.sql.insertInto('program').values({ org_id: tx.org, id: programId, title: 'Team' }).execute()
    return ok(await insertOpening(tx, { programId, slug: 'team', form: { ...usual, isOpen: true, referenceCount: 0 } }))
  })

type PlaceRow = {
  readonly id: string
  readonly version: number
  readonly shiftId: string
  readonly coachId: string | null
  readonly startsAt: Date
  readonly endsAt: Date
}

/** Picks a place in one of some states. */
async function place(
  { db, scope }: World,
  at: number,
  states: readonly PlaceState[],
  act: (row: PlaceRow) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const { rows } = await db.read(scope, (tx) =>
    sql<PlaceRow>`
      select p.id, p.version, p.shift_id as "shiftId", p.coach_id as "coachId", s.starts_at as "startsAt", s.ends_at as "endsAt"
      from shift_place p join shift s on s.org_id = p.org_id and s.id = p.shift_id
      where p.org_id = ${tx.org} and p.state = any(${states}) order by p.id`.execute(tx.sql),
  )
  return pickedOf(rows, at, act)
}
const before = ({ startsAt }: PlaceRow) => shiftsAt(new Date(startsAt.getTime() - hour))
const afterwards = ({ endsAt }: PlaceRow) => shiftsAt(new Date(endsAt.getTime() + hour))
const by = (coachId: string | null) => ({ coachId: coachId ?? '', as: 'coach' as const, zone })

type ApplicationRow = { readonly id: string }
async function application(
  { db, scope }: World,
  at: number,
  act: (row: ApplicationRow) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const rows = await db.read(scope, (tx) =>
    tx.sql.selectFrom('application').select('id').where('org_id', '=', tx.org).orderBy('id').execute(),
  )
  return pickedOf(rows, at, act)
}

const rule = {
  courseHours: 0,
  courseKind: 'academy',
  courseMonths: 0,
  furtherHours: 0,
  referenceCount: 0,
  renewalMonths: 6,
  continuingHours: 0,
  ethicsHours: 0,
  noticeDays: 90,
  lateDays: 30,
}

/** Every act of applications, credentials and shifts that moves a number. */
export const ofCoaches = {
  applyToCoach: async (world: World, { a, b }: Random) => {
    const [opening] = await world.db.read(world.scope, readOpenings)
    if (!opening) throw new Error('no opening')
    const form = {
      sentAs: newId(),
      pageLanguage: 'en' as const,
      name: `Applicant ${world.turn} ${a}`,
      email: `applicant${a % 3}@example.org`,
      phone: '',
      zone: '',
      language: 'English',
      reasons: '',
      livedExperience: '',
      isAdult: true,
      website: '',
      referenceName1: '',
      referenceContact1: '',
      referenceName2: '',
      referenceContact2: '',
      referenceName3: '',
      referenceContact3: '',
    }
    return apply({ ...world, today: of(days, b) }, { opening, form, counted: countFacts })
  },
  takeUp: (world: World, { a }: Random) =>
    application(world, a, ({ id }) => takeUp(world, { id, who: 'new', needs: pathNeeds })),
  discard: (world: World, { a, b }: Random) =>
    application(world, a, ({ id }) => (b % 2 === 0 ? discard : bringBack)(world, { id, counted: countFacts })),
  decide: (world: World, { a, b }: Random) =>
    application(world, a, ({ id }) =>
      decide(world, {
        id,
        form: { decision: of(decisions, b), on: today, reason: 'Moved away', who: 'new' },
        needs: pathNeeds,
      }),
    ),

  mergeCoaches: (world: World, { a, b, c }: Random) =>
    picked(world, 'coach', a, (kept) =>
      picked(world, 'coach', b, async (gone) => {
        const pair = { kept: kept.id, gone: gone.id }
        const side = of(sides, c)
        const asked = await mergeCoaches(world, { pair, choices: {}, needs: mergeNeeds })
        if (asked.ok) return asked
        const choices = Object.fromEntries(asked.problems.map(({ field }) => [field, side]))
        return mergeCoaches(world, { pair, choices, needs: mergeNeeds })
      }),
    ),
  unmergeCoaches: async (world: World, { a }: Random) => {
    const rows = await world.db.read(world.scope, (tx) =>
      tx.sql.selectFrom('coach_merge').select('id').where('org_id', '=', tx.org).orderBy('id').execute(),
    )
    return pickedOf(rows, a, ({ id }) => unmergeCoaches(world, { mergeId: id, needs: mergeNeeds }))
  },

  addKind: (world: World, { a, b }: Random) =>
    addKind(world, {
      name: a % 2 === 0 ? 'NC CPSS' : `Kind ${a}`,
      about: '',
      ...rule,
      renewalMonths: b % 2 === 0 ? 6 : 0,
      effectiveOn: '2020-01-01',
    }),
  addRule: (world: World, { a, b }: Random) =>
    picked(world, 'credential_kind', a, ({ id }) =>
      addRule(world, { kindId: id, form: { ...rule, effectiveOn: of(days, b), renewalMonths: 12 } }),
    ),
  setRequired: (world: World, { a, b }: Random) =>
    picked(world, 'credential_kind', a, ({ id }) =>
      setRequired(world, { kindId: id, from: b % 3 === 0 ? null : of(days, b), counted: countFacts }),
    ),
  beginCredential: (world: World, { a, b, c, d }: Random) =>
    picked(world, 'credential_kind', a, ({ id: kindId }) =>
      picked(world, 'coach', b, ({ id }) => {
        const way = c % 3 === 0 ? ('begins now' as const) : ('holds it' as const)
        const expiresOn = way === 'holds it' && d % 2 === 0 ? '2025-01-10' : ''
        return beginCredential(world, {
          coachId: id,
          form: { kindId, way, on: of(days, c), expiresOn, number: '' },
          counted: countFacts,
        })
      }),
    ),
  takeCredentialStep: (world: World, { a, b, c }: Random) =>
    picked(world, 'credential', a, ({ id }) =>
      takeStep(world, {
        id,
        form: { step: of(steps, b), on: of(days, 4 - (c % 2)), number: '' },
        needs: credentialNeeds,
      }),
    ),
  credentialRound: async ({ db }: World) => ok(await credentialRound(db, credentialNeeds)),

  addShift: (world: World, { a, b, c, d }: Random) =>
    addShift(handOf(world), {
      zone,
      form: {
        day: of(shiftDays, a),
        starts: of(['08:00', '13:00', '22:00'], b),
        ends: of(['12:00', '17:30', '06:00'], b),
        mode: of(modes, c),
        coaches: (d % 2) + 1,
        isFirstVisit: d % 3 === 1,
        credential: '',
        place: 'Library',
        link: '',
      },
    }),
  takePlace: (world: World, { a, b }: Random) =>
    place(world, a, ['open'], (row) =>
      picked(world, 'coach', b, ({ id }) =>
        takePlace(handOf(world), { shiftId: row.shiftId, by: by(id), needs: before(row) }),
      ),
    ),
  confirmPlace: (world: World, { a }: Random) =>
    place(world, a, ['claimed'], (row) => confirmPlace(handOf(world), { placeId: row.id, needs: before(row) })),
  releasePlace: (world: World, { a }: Random) =>
    place(world, a, ['claimed', 'confirmed'], (row) =>
      releasePlace(handOf(world), {
        placeId: row.id,
        coachId: row.coachId,
        note: 'Ill',
        needs: before(row),
        tellLate: async () => {},
      }),
    ),
  startShift: (world: World, { a }: Random) =>
    place(world, a, ['claimed', 'confirmed'], (row) =>
      startShift(handOf(world), { placeId: row.id, by: by(row.coachId), needs: shiftsAt(row.startsAt) }),
    ),
  swapShift: (world: World, { a, b }: Random) =>
    place(world, a, ['claimed', 'confirmed'], async (row) => {
      const offered = await offerPlace(handOf(world), {
        placeId: row.id,
        by: by(row.coachId),
        form: { toCoachId: '', returnPlaceId: '', note: '' },
        needs: before(row),
      })
      if (!offered.ok) return offered
      return picked(world, 'coach', b, ({ id }) =>
        takeOffer(handOf(world), { offerId: offered.value, by: by(id), needs: before(row) }),
      )
    }),
  sayHours: (world: World, { a, b }: Random) =>
    place(world, a, ['claimed', 'confirmed', 'in progress', 'completed'], (row) =>
      sayHours(handOf(world), {
        placeId: row.id,
        coachId: row.coachId ?? '',
        hours: (b % 4) + 0.5,
        note: '',
        needs: afterwards(row),
      }),
    ),
  settlePlace: (world: World, { a, b }: Random) =>
    place(world, a, ['claimed', 'confirmed', 'in progress', 'completed', 'missed'], (row) =>
      settlePlace(handOf(world), {
        placeId: row.id,
        version: row.version,
        outcome: b % 3 === 0 ? 'missed' : 'completed',
        hours: (b % 4) + 1,
        note: '',
        needs: afterwards(row),
      }),
    ),
  confirmSaid: (world: World, { a }: Random) =>
    place(world, a, ['completed'], (row) =>
      confirmSaid(handOf(world), { read: [{ placeId: row.id, version: row.version }], needs: afterwards(row) }),
    ),
  cancelShift: (world: World, { a }: Random) =>
    place(world, a, ['open', 'claimed', 'confirmed'], (row) =>
      cancelShift(handOf(world), { shiftId: row.shiftId, needs: before(row) }),
    ),
  shiftRound: async ({ db }: World) => ok(await shiftRound(db, shiftsAt(now))),
  recordVirtualSession: (world: World, { a, b, c }: Random) =>
    picked(world, 'coach', a, ({ id }) =>
      recordVirtualSession(handOf(world), {
        form: { coachId: id, heldOn: of(days, b), minutes: (c % 60) + 1, kind: c % 2 === 0 ? 'video' : 'phone' },
        needs: shiftsAt(now),
      }),
    ),
  correctVirtualSession: (world: World, { a, b, c, d }: Random) =>
    picked(world, 'virtual_session', a, ({ id, version }) =>
      picked(world, 'coach', d, (coach) =>
        correctVirtualSession(handOf(world), {
          id,
          version,
          ownerId: null,
          form: {
            coachId: coach.id,
            heldOn: of(days, b),
            minutes: (c % 60) + 1,
            kind: c % 2 === 0 ? 'phone' : 'video',
          },
          needs: shiftsAt(now),
        }),
      ),
    ),
  removeVirtualSession: (world: World, { a }: Random) =>
    picked(world, 'virtual_session', a, ({ id }) =>
      removeVirtualSession(handOf(world), { id, ownerId: null, needs: shiftsAt(now) }),
    ),
}
