import { expect, test } from 'vitest'
import { openKept } from '../test-kept.ts'
import { desk, survived } from '../test-referrals.ts'
import { receiveReferral } from './actions.ts'
import { referralForm } from './model.ts'

test('a referral is kept with its clock, and who it is about is sealed', async () => {
  const at = await desk()
  const { id, personId } = await at.receive({ bornOn: '1990-05-01', sender: 'Medic 4', note: 'Was cold' })
  const { rows } = await at.db.owner('select * from referral where id = $1', [id])
  expect(rows[0]).toMatchObject({ clock_from: 'event', path: 'survivor', state: 'received' })
  expect(rows[0].due_at.toISOString()).toBe('2025-01-17T23:30:00.000Z')
  expect(await openKept(at, 'person_served', personId, ['name', 'phone', 'born_on'])).toEqual({
    name: 'Casey Rivers',
    phone: '+12525550142',
    born_on: '1990-05-01',
  })
  const { rows: all } = await at.db.owner(
    `select row_to_json(p)::text || row_to_json(r)::text || row_to_json(e)::text as said from person_served p
     join referral r on r.person_id = p.id join overdose_event e on e.id = r.event_id`,
  )
  const { rows: history } = await at.db.owner('select h::text as said from history h')
  for (const { said } of [...all, ...history])
    for (const words of ['Casey', 'Rivers', '5550142', 'Main Street', 'Medic', 'cold', '1990-05'])
      expect(said).not.toContain(words)
})

test('what cannot be is refused with a sentence, and nothing is kept', async () => {
  const at = await desk()
  const refused = async (form: Record<string, string>): Promise<string> => {
    const said = referralForm.safeParse({ ...survived, ...form })
    if (!said.success) return said.error.issues[0]?.message ?? ''
    const done = await receiveReferral(at.hand, { form: said.data, partnerId: null, needs: at.needs })
    return done.ok ? 'kept' : (done.problems[0]?.message ?? '')
  }
  expect(await refused({ bornOn: '2025-01-16' })).toBe('Date of birth is still to come: 16 Jan 2025. Check the year.')
  expect(await refused({ bornOn: '1903-01-16' })).toBe('Date of birth is more than 120 years ago. Check the year.')
  expect(await refused({ phone: '2'.repeat(40) })).toContain('Phone is not complete.')
  expect(await refused({ phone: 'none of yours' })).toContain('Phone is not complete.')
  expect(await refused({ occurredOn: '2025-01-16' })).toContain('still to come')
  expect(await refused({ occurredOn: '2025-01-15', occurredTime: '12:01' })).toContain('still to come')
  expect(await refused({ occurredOn: '' })).toContain('A time alone says nothing')
  expect(await refused({ occurredOn: '2024-11-03', occurredTime: '01:30' })).toContain('comes twice')
  expect(await refused({ name: ' ', phone: '', place: '' })).toContain('Nothing leads to this person')
  expect(await refused({ source: 'court' })).toContain('was not one of the list')
  expect(await refused({ warrant: 'yes' })).toContain('Unrecognized key')
  expect((await at.db.owner('select id from referral')).rows).toEqual([])
})

test('where the time is not known the clock runs from the receipt', async () => {
  const at = await desk()
  const { id } = await at.receive({ occurredTime: '' })
  const { rows } = await at.db.owner('select clock_from, due_at from referral where id = $1', [id])
  expect([rows[0].clock_from, rows[0].due_at.toISOString()]).toEqual(['receipt', '2025-01-18T17:00:00.000Z'])
})

test('the same number of the same partner is the same referral', async () => {
  const at = await desk()
  const [ems, hospital] = [await at.partner('EMS'), await at.partner('Hospital')]
  const first = await at.receive({ sourceRecord: '42' }, { partnerId: ems })
  expect(await at.receive({ sourceRecord: '42', name: 'Another' }, { partnerId: ems })).toEqual({
    ...first,
    isKnown: true,
  })
  expect((await at.receive({ sourceRecord: '42' }, { partnerId: hospital })).isKnown).toBe(false)
  expect((await at.receive({ sourceRecord: '43' }, { partnerId: ems })).isKnown).toBe(false)
  expect((await at.receive({ sourceRecord: '42' })).isKnown).toBe(false)
})

test('somebody who is here already is not joined to silently, and has the same marks', async () => {
  const at = await desk()
  const one = await at.receive({ bornOn: '1990-05-01' })
  const other = await at.receive({ name: 'RIVERS, Casey', phone: '252.555.0142', bornOn: '1990-05-01' })
  expect(other.personId).not.toBe(one.personId)
  const { rows } = await at.db.owner(
    'select count(distinct phone_mark)::int as phones, count(distinct person_mark)::int as names, count(*)::int as people from person_served',
  )
  expect(rows[0]).toEqual({ phones: 1, names: 1, people: 2 })
})

test('several people may be of one event, and one clock runs for each', async () => {
  const at = await desk()
  const one = await at.receive()
  const other = await at.receive(
    { name: 'Robin Lake', phone: '', occurredOn: '', occurredTime: '' },
    { eventId: one.eventId },
  )
  expect(other.eventId).toBe(one.eventId)
  const { rows } = await at.db.owner('select distinct due_at, clock_from from referral')
  expect(rows).toHaveLength(1)
  expect((await at.db.owner('select id from event_person')).rows).toHaveLength(2)
})

test('who asks for themselves need not tell of an overdose, and family who ask did not overdose', async () => {
  const at = await desk()
  const nothing = { occurredOn: '', occurredTime: '', place: '', eventZone: '', outcome: '' }
  expect((await at.receive({ ...nothing, source: 'self' })).eventId).toBe(null)
  expect((await at.receive({ source: 'family' })).eventId).not.toBe(null)
  expect((await at.db.owner('select id from event_person')).rows).toEqual([])
})

test('a partner of another county is none of ours', async () => {
  const at = await desk()
  const form = referralForm.parse(survived)
  const theirs = '00000000-0000-7000-8000-0000000000ff'
  const done = await receiveReferral(at.hand, { form, partnerId: theirs, needs: at.needs })
  expect(done).toMatchObject({ ok: false, problems: [{ code: 'referrals.no-partner', field: 'partnerId' }] })
})
