import { sql } from 'kysely'
import { test } from 'vitest'
import { instantAt } from '../core/clock.ts'
import { newId } from '../core/id.ts'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { catalogue } from './catalogue.ts'
import { countFacts } from './cells.ts'
import { collected, goldenTable, holdsGolden } from './test-golden.ts'

const windows = [
  'referral',
  'attempt',
  'participant',
  'fiscal_participant',
  'supply',
  'onward_referral',
  'follow_up',
  'repeat_overdose',
]

test('the readings of the response are those worked out by hand, counted along the way or computed anew', () =>
  holdsGolden('response', {
    today: '2025-02-10',
    measures: catalogue
      .filter(({ definition }) => windows.includes(definition.fact))
      .map((measure) => ({
        ...measure,
        ...collected,
        collectedFrom: '2024-01-01',
        collectedThrough: null,
        isPersonLevel: true,
        ...(measure.definition.fact === 'fiscal_participant' && {
          calendar: { kind: 'fiscal year', startMonth: 7 } as const,
        }),
      })),
    write,
  }))

const rows = (heading: string) => goldenTable('response', heading)
const zone = 'America/New_York'
const at = (text = ''): Date => instantAt(zone, text.slice(0, 10), text.slice(11))

/** Each line as the program writes it: with all that it may move told to the counters. */
async function write(tx: Tx): Promise<void> {
  const ids = new Map<string, string>()
  const id = (name: string): string => {
    const known = ids.get(name) ?? newId()
    ids.set(name, known)
    return known
  }
  const add = (table: string, name: string, values: Readonly<Record<string, unknown>>, touched: Touched = {}) =>
    countFacts(tx, touched, () =>
      tx.sql
        .insertInto(table as 'referral')
        .values({ org_id: tx.org, id: id(name), ...values } as never) // any table of the response
        .execute(),
    )
  const of = (prefix: string, held: (name: string) => boolean = () => true): string[] =>
    [...ids].filter(([name]) => name.startsWith(prefix) && held(name)).map(([, value]) => value)
  const ofEverybody = (): Touched => ({
    participant: of('attempt '),
    fiscal_participant: of('attempt '),
    onward_referral: of('onward '),
  })

  await add('partner', 'clinic', { name: 'A clinic', sector: 'health' })
  for (const person of ['Ida', 'Ben', 'Cyn', 'Dov', 'Eli', 'Fay']) await add('person_served', person, {})
  await add('person_served', 'Ida K.', { merged_into: id('Ida') })
  for (const row of rows('Referrals')) {
    const { referral: number = '', person = '', overdose = '', received = '' } = row
    const event = `event ${person} ${overdose}`
    if (!ids.has(event)) {
      const isKnown = overdose !== ''
      await add('overdose_event', event, {
        occurred_on: isKnown ? overdose.slice(0, 10) : null,
        occurred_at: isKnown ? at(overdose) : null,
        outcome: row.outcome,
      })
      await add(
        'event_person',
        `in ${event}`,
        { event_id: id(event), person_id: id(person) },
        { repeat_overdose: [...of('in '), id(`in ${event}`)] },
      )
    }
    const start = overdose === '' ? at(received) : at(overdose)
    await add(
      'referral',
      `referral ${number}`,
      {
        person_id: id(person),
        event_id: id(event),
        source: row.source,
        received_at: at(received),
        received_on: received.slice(0, 10),
        clock_from: overdose === '' ? 'receipt' : 'event',
        due_at: new Date(start.getTime() + 72 * 3_600_000),
        path: row.path,
        overdue_on: row.late || null,
        same_as: row['same as'] ? id(`referral ${row['same as']}`) : null,
      },
      { referral: [id(`referral ${number}`)] },
    )
  }
  for (const row of rows('Attempts')) {
    const name = `attempt ${row.attempt}`
    const referral = id(`referral ${row.referral}`)
    await add(
      'attempt',
      name,
      {
        referral_id: referral,
        attempted_at: at(row.at),
        attempted_on: row.at?.slice(0, 10),
        mode: row.mode,
        outcome: row.outcome,
        has_naloxone: row['naloxone in hand'] ? row['naloxone in hand'] === 'yes' : null,
        is_trained: row.trained === 'yes',
      },
      {
        ...ofEverybody(),
        attempt: [id(name)],
        participant: [...of('attempt '), id(name)],
        fiscal_participant: [...of('attempt '), id(name)],
        referral: [referral],
      },
    )
  }
  const items = new Set(rows('Supplies').map(({ kind = '' }) => kind))
  for (const kind of items) await add('supply_item', kind, { name: kind, kind })
  for (const [index, row] of rows('Supplies').entries()) {
    if (!ids.has(`lot ${row.lot}`))
      await add('supply_lot', `lot ${row.lot}`, { item_id: id(row.kind ?? ''), lot: row.lot })
    const attempt = rows('Attempts').find(({ attempt: name }) => name === row.attempt)
    await add(
      'supply_move',
      `given ${index}`,
      {
        lot_id: id(`lot ${row.lot}`),
        place: 'Bag',
        quantity: -Number(row.quantity),
        why: 'given',
        moved_on: attempt?.at?.slice(0, 10),
        attempt_id: id(`attempt ${row.attempt}`),
      },
      { ...ofEverybody(), supply: [...of('given '), id(`given ${index}`)] },
    )
  }
  for (const row of rows('Onward referrals')) {
    const name = `onward ${row.onward}`
    if (!ids.has(`to ${row.need}`))
      await add('service', `to ${row.need}`, { partner_id: id('clinic'), name: `For ${row.need}`, need: row.need })
    const { rows: found } = await sql<{ person_id: string }>`
      select person_id from referral where id = ${id(`referral ${row.referral}`)}`.execute(tx.sql)
    await add(
      'onward_referral',
      name,
      {
        referral_id: id(`referral ${row.referral}`),
        person_id: found[0]?.person_id,
        service_id: id(`to ${row.need}`),
        state: row.state,
        is_warm: row.warm === 'yes',
        offered_on: row.offered,
        accepted_on: row.accepted || null,
        attended_on: row.attended || null,
      },
      { ...ofEverybody(), onward_referral: [...of('onward '), id(name)] },
    )
  }
  for (const [index, row] of rows('Follow-ups').entries()) {
    const { rows: found } = await sql<{ person_id: string }>`
      select person_id from referral where id = ${id(`referral ${row.referral}`)}`.execute(tx.sql)
    const said = (text = ''): boolean | null => (text === '' ? null : text === 'yes')
    await add(
      'follow_up',
      `follow-up ${index}`,
      {
        referral_id: id(`referral ${row.referral}`),
        person_id: found[0]?.person_id,
        onward_id: row.onward ? id(`onward ${row.onward}`) : null,
        days: Number(row.days),
        due_on: row.due,
        state: row.state,
        done_on: row.state === 'done' ? row.due : null,
        is_kept: said(row.kept),
        has_housing: said(row.housing),
        has_work: said(row.work),
        is_supported: said(row.support),
        is_satisfied: said(row.satisfied),
      },
      { follow_up: [id(`follow-up ${index}`)] },
    )
  }
}
