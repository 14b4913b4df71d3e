import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { newBackupKey } from '../../platform/backup/key.ts'
import { makeBackup } from '../../platform/backup/make.ts'
import { restoreBackup } from '../../platform/backup/restore.ts'
import { freshDb } from '../../platform/db/test-db.ts'
import { quietPool } from '../../platform/db/test-pool.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { mergeCoaches } from '../merging/actions.ts'
import { recordStep } from '../path/actions.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds, counted } from '../test-room.ts'
import { apply, decide, discard, takeUp } from './actions.ts'
import type { Decision } from './model.ts'
import { emptyApplications } from './old.ts'
import { applicationRound } from './round.ts'
import { usual } from './rules.ts'
import { insertOpening, readOpening } from './store.ts'

/** A program that keeps applications for 12 months, and who applied on 10 January 2024. */
async function county() {
  const db = await freshDb()
  const team = await teamOn(db, coachesRoutes(coachNeeds))
  const programId = newId()
  await db.act(team.scope, 'test.setUp', async (tx) => {
    await tx.sql.insertInto('program').values({ org_id: tx.org, id: programId, title: 'Team' }).execute()
    const form = { ...usual, isOpen: true, steps: '', isChecked: false, keepMonths: 12, referenceCount: 1 }
    return ok(await insertOpening(tx, { programId, slug: 'team', form }))
  })
  const hand = { db, scope: team.scope, today: '2024-03-01' }
  const needs = { counted, trainedOn: async () => null }
  const applied = async (name: string): Promise<string> => {
    const opening = await db.read(team.scope, (tx) => readOpening(tx, { slug: 'team' }))
    if (!opening) throw new Error('no opening')
    const sentAs = newId()
    const form = {
      sentAs,
      pageLanguage: 'en' as const,
      name: `${name} Secret`,
      email: `${name.toLowerCase()}.secret@example.org`,
      phone: '+12525550142',
      zone: 'Elm City',
      language: 'Spanish',
      reasons: 'A secret reason',
      livedExperience: 'A secret of mine',
      isAdult: true,
      website: '',
      referenceName1: 'Rosa Secret',
      referenceContact1: 'rosa.secret@example.org',
      referenceName2: '',
      referenceContact2: '',
      referenceName3: '',
      referenceContact3: '',
    }
    await apply({ ...hand, today: '2024-01-10' }, { opening, form, counted })
    return (await db.owner('select id from application where sent_as = $1', [sentAs])).rows[0].id as string
  }
  const decided = async (name: string, decision: Decision, on: string): Promise<string> => {
    const id = await applied(name)
    const done = await decide(hand, { id, form: { decision, on, reason: 'Because of a secret' }, needs })
    if (!done.ok) throw new Error(done.problems[0]?.message)
    return id
  }
  const at = (instant: string) => applicationRound(db, { clock: () => new Date(instant) })
  /** In how many rows a word stands: those of applications, of who is around them, and of their history. */
  const secrets = async () => {
    const tables = [
      'application',
      'reference',
      'lived_experience',
      'coach',
      'coach_stage',
      'coach_merge',
      'coach_merge_row',
      'history',
    ]
    const counts = []
    for (const table of tables) {
      const { rows } = await db.owner(`select count(*)::int from ${table} t where t::text ~* 'secret|2525550142'`)
      counts.push([table, rows[0].count])
    }
    return Object.fromEntries(counts)
  }
  return { db, team, hand, needs, ask: team.as('coordinator'), applied, decided, at, secrets }
}

const nothing = {
  application: 0,
  reference: 0,
  lived_experience: 0,
  coach: 0,
  coach_stage: 0,
  coach_merge: 0,
  coach_merge_row: 0,
  history: 0,
}

test('a declined application is emptied a year after the decision and not a day before, with roster and history', async () => {
  const { db, ask, decided, at, secrets } = await county()
  const id = await decided('Ana', 'declined', '2024-02-01')
  const before = await secrets()
  await at('2025-01-31T17:00:00Z')
  expect(await secrets()).toEqual(before)
  await at('2025-02-01T17:00:00Z')
  expect(await secrets()).toEqual(nothing)
  const lines = (await db.owner('select count(*)::int from history')).rows
  await at('2025-02-02T17:00:00Z')
  expect((await db.owner('select count(*)::int from history')).rows, 'asking again changes nothing').toEqual(lines)
  const { rows } = await db.owner(
    'select submitted_on::text, decided_on::text, outcome, language from application_fact',
  )
  expect(rows).toEqual([
    { submitted_on: '2024-01-10', decided_on: '2024-02-01', outcome: 'declined', language: 'Spanish' },
  ])
  expect((await db.owner('select stage, from_on::text from coach_stage order by position')).rows).toEqual([
    { stage: 'applicant', from_on: '2024-01-10' },
    { stage: 'declined', from_on: '2024-02-01' },
  ])
  const shown = await (await ask(`/coaches/applications/${id}`)).text()
  expect(shown).toContain('was removed on 1 Feb 2025')
  expect(await (await ask('/coaches/applications?show=decided')).text()).toContain('Former applicant')
})

test('an application that was emptied after a backup is emptied again when that is restored, in roster and history too', async () => {
  const { db, decided, at, secrets } = await county()
  await decided('Ana', 'declined', '2024-02-01')
  const folder = mkdtempSync(join(tmpdir(), 'better-off-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const owner = quietPool({ ...db.connection, max: 3 })
  onTestFinished(() => owner.end())
  const backup = { owner, keyFile: join(folder, 'k'), backupKey: newBackupKey(), file: join(folder, 'a.backup') }
  await makeBackup(backup)
  await at('2025-02-01T17:00:00Z')
  const restored = { ...backup, isReplacing: true }
  await restoreBackup({ ...restored, eraseAgain: async () => undefined })
  expect(await secrets(), 'the backup holds who it was').not.toEqual(nothing)
  await at('2025-02-01T17:00:00Z')
  await restoreBackup({
    ...restored,
    eraseAgain: (tx, { applications }) => emptyApplications(tx, applications, '2025-02-03'),
  })
  expect(await secrets()).toEqual(nothing)
})

test('what was withdrawn or put aside is emptied too; what waits, and who came on board, is not', async () => {
  const { hand, needs, applied, decided, at, secrets, ask } = await county()
  await decided('Ben', 'withdrawn', '2024-02-01')
  const aside = await applied('Chi')
  await discard({ ...hand, today: '2024-02-01' }, { id: aside, counted })
  await at('2025-03-01T17:00:00Z')
  expect(await secrets()).toEqual(nothing)
  const back = await ask(`/coaches/applications/${aside}/bring-back`, {})
  expect(back.status, 'nothing is left to bring back').toBe(422)

  await applied('Dee')
  const eve = await applied('Eve')
  await takeUp(hand, { id: eve, needs })
  await at('2030-03-01T17:00:00Z')
  expect((await secrets()).application).toBe(2)
})

test('of two applicants who were merged into one nothing is left either, of the one who went and of what was set aside', async () => {
  const { db, hand, decided, at, secrets } = await county()
  for (const name of ['Ana', 'Ben']) await decided(name, 'declined', '2024-02-01')
  const { rows } = await db.owner('select coach_id from application order by name')
  const pair = { kept: rows[0].coach_id, gone: rows[1].coach_id }
  const choices = {
    name: 'gone',
    email: 'kept',
    phone: 'kept',
    zone: 'kept',
    language: 'kept',
    'stays-coach_stage': 'kept',
  }
  const merged = await mergeCoaches({ ...hand, today: '2025-01-15' }, { pair, choices, needs: coachNeeds.merging })
  expect(merged).toMatchObject({ ok: true })
  expect((await secrets()).coach_merge_row).toBeGreaterThan(0)
  await at('2025-02-01T17:00:00Z')
  expect(await secrets()).toEqual(nothing)
})

test('who applied before and coaches now keeps their place on the roster; the application is emptied alone', async () => {
  const { db, hand, needs, decided, at, secrets } = await county()
  await decided('Ana', 'withdrawn', '2024-01-20')
  const [coach] = (await db.owner('select id from coach')).rows
  for (const stage of ['applicant', 'screened', 'accepted'] as const)
    expect(
      (await recordStep(hand, { coachId: coach.id, form: { stage, on: '2024-02-20', reason: '' }, needs })).ok,
    ).toBe(true)
  await at('2025-03-01T17:00:00Z')
  expect((await db.owner('select name, email from coach')).rows).toEqual([
    { name: 'Ana Secret', email: 'ana.secret@example.org' },
  ])
  expect(await secrets()).toMatchObject({ application: 0, reference: 0, lived_experience: 0, coach: 1 })
})

test('the months are set with the opening and said on the public page; what cannot be is refused at its field', async () => {
  const { ask, db } = await county()
  const [{ program_id: programId }] = (await db.owner('select program_id from opening')).rows
  const at = `/coaches/openings/${programId}`
  expect(await (await ask(at)).text()).toContain('Months for which applications are kept')
  const form = {
    doesEn: 'a',
    doesNotEn: 'b',
    doesEs: 'c',
    doesNotEs: 'd',
    steps: '',
    referenceCount: '1',
    version: '1',
  }
  expect((await ask(at, { ...form, keepMonths: '5' })).status).toBe(422)
  expect((await ask(at, { ...form, keepMonths: '36' })).status).toBe(303)
  expect((await db.owner('select keep_months from opening')).rows).toEqual([{ keep_months: 36 }])
})

test('no other role changes a line of history, and the one that may is nobody’s to become', async () => {
  const { db } = await county()
  const { rows } = await db.owner(
    `select grantee, privilege_type from information_schema.column_privileges
     where table_name = 'history' and privilege_type = 'UPDATE' and grantee like 'better_off%' and grantee <> current_user
     group by 1, 2`,
  )
  expect(rows).toEqual([{ grantee: 'better_off_eraser', privilege_type: 'UPDATE' }])
})
