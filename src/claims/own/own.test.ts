import { expect, test } from 'vitest'
import { claimsCounty, idIn, photo, textOf } from '../test-claims.ts'

const miles = { drivenOn: '2025-01-14', miles: '23', fromPlace: 'Library', toPlace: 'Hospital' }

test('a coach claims a trip with one press, once, and not that of another', async () => {
  const { team, tripId, otherTripId } = await claimsCounty()
  const ask = team.as('coach')
  const page = await textOf(ask('/mine/claims'))
  expect(page).toContain('$3.22 , trip on 13 Jan 2025')
  const press = (happenedId: string) => ask('/mine/claims/happened', { source: 'trip', happenedId })
  expect((await press(tripId)).status).toBe(303)
  expect(await textOf(press(tripId))).toContain('The trip on 13 Jan 2025 is claimed already.')
  expect((await press(otherTripId)).status).not.toBe(303)
  expect(await textOf(ask('/mine/claims'))).toContain('23 miles')
})

test('a stipend is for a shift that was worked and a class that was completed, by the rate of its day, once', async () => {
  const { db, team, shiftPlaceId, enrolmentId } = await claimsCounty()
  const ask = team.as('coach')
  expect((await ask('/mine/claims/happened', { source: 'shift', happenedId: shiftPlaceId })).status).toBe(303)
  expect((await ask('/mine/claims/happened', { source: 'class', happenedId: enrolmentId })).status).toBe(303)
  expect((await ask('/mine/claims/happened', { source: 'class', happenedId: shiftPlaceId })).status).not.toBe(303)
  const { rows } = await db.owner('select amount_cents::int as cents, state from claim order by amount_cents')
  expect(rows).toEqual([
    { cents: 4000, state: 'sent' },
    { cents: 6000, state: 'sent' },
  ])
  const columns = await db.owner(
    `select column_name as name from information_schema.columns where table_name = 'claim' and data_type in ('integer', 'numeric', 'bigint') order by 1`,
  )
  expect(columns.rows.map(({ name }) => name)).toEqual([
    'amount_cents',
    'miles',
    'odometer_end',
    'odometer_start',
    'org_id',
    'tenths_a_mile',
    'version',
  ])
})

test('miles are refused at nothing, below nothing, too fine, too far, too late, ahead, and without places', async () => {
  const { team } = await claimsCounty()
  const ask = team.as('coach')
  const said = async (form: object) => textOf(ask('/mine/claims/miles', { ...miles, ...form }))
  expect(await said({ miles: '0' })).toContain('Miles')
  expect((await ask('/mine/claims/miles', { ...miles, miles: '-3' })).status).toBe(422)
  expect((await ask('/mine/claims/miles', { ...miles, miles: '3.125' })).status).toBe(422)
  expect(await said({ miles: '501' })).toContain('more than 500 miles')
  expect(await said({ drivenOn: '2025-01-16' })).toContain('still to come')
  expect(await said({ drivenOn: '2024-11-15' })).toContain('could be sent through 14 Jan 2025')
  expect(await said({ toPlace: '' })).toContain('Say from where to where')
  expect((await ask('/mine/claims/miles', { ...miles, drivenOn: '2024-11-16' })).status).toBe(303)
})

test('the rate is that of the day of travel, also when the claim is sent in another year', async () => {
  const { db, team, coachId } = await claimsCounty()
  await db.owner(`update coach_engagement set kind = 'contractor' where coach_id = '${coachId}'`)
  const ask = team.as('coach')
  for (const drivenOn of ['2024-12-31', '2025-01-01'])
    expect((await ask('/mine/claims/miles', { ...miles, miles: '10', drivenOn })).status).toBe(303)
  const { rows } = await db.owner(
    'select amount_cents::int as cents, tenths_a_mile as tenths from claim order by happened_on',
  )
  expect(rows).toEqual([
    { cents: 670, tenths: 670 },
    { cents: 700, tenths: 700 },
  ])
})

test('supplies from 75 dollars ask for a receipt, which is a photo or a PDF inside, and is seen by its coach and who pays', async () => {
  const { db, team } = await claimsCounty()
  const ask = team.as('coach')
  const buy = (amountCents: string, file?: Uint8Array<ArrayBuffer>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ happenedOn: '2025-01-14', amountCents, what: 'Bus passes' }))
      form.set(name, value)
    if (file) form.set('file', new File([file], 'receipt.jpg'))
    return ask('/mine/claims/supplies', form)
  }
  expect((await buy('74.99')).status).toBe(303)
  expect(await textOf(buy('75'))).toContain('From $75.00 a receipt is asked.')
  for (const amount of ['0', '-5', '1.005', '1000000000']) expect((await buy(amount)).status, amount).toBe(422)
  const program = new Uint8Array(600)
  program.set([0x4d, 0x5a])
  expect(await textOf(buy('75', program))).toContain('not a PDF, a PNG or a JPEG inside')
  expect((await buy('75', new Uint8Array(40 * 1024 * 1024))).status).not.toBe(303)
  const claimId = idIn(await buy('75', photo()))
  const { rows } = await db.owner('select id from claim_receipt')
  expect(rows).toHaveLength(1)
  expect((await ask(`/mine/claims/${claimId}/receipts/${rows[0].id}`)).status).toBe(200)
  expect((await team.as('finance officer')(`/claims/${claimId}/receipts/${rows[0].id}`)).status).toBe(200)
  expect((await team.as('viewer')(`/claims/${claimId}/receipts/${rows[0].id}`)).status).toBe(404)
})

test('tuition is of a course the coach is in, once; a draft is changed, sent, and then stays', async () => {
  const { team, enrolmentId, tripId } = await claimsCounty()
  const ask = team.as('coach')
  const form = { enrolmentId, happenedOn: '2025-01-05', amountCents: '50', what: 'Fee', isDraft: 'yes' }
  const claimId = idIn(await ask('/mine/claims/tuition', form))
  expect(await textOf(ask('/mine/claims/tuition', form))).toContain('is claimed already')
  expect((await ask('/mine/claims/tuition', { ...form, enrolmentId: tripId })).status).toBe(422)
  expect((await team.as('coordinator')(`/claims/${claimId}`)).status).toBe(404)
  const changed = { enrolmentId, happenedOn: '2025-01-05', amountCents: '55', what: 'Fee', version: '1' }
  expect((await ask(`/mine/claims/${claimId}/change`, changed)).status).toBe(303)
  expect(await textOf(ask(`/mine/claims/${claimId}`))).toContain('$55.00')
  expect((await ask(`/mine/claims/${claimId}/change`, { ...changed, version: '3' })).status).toBe(422)
  expect(await textOf(ask(`/mine/claims/${claimId}/remove`, {}))).toContain('under way')
  expect((await team.as('coordinator')(`/claims/${claimId}`)).status).toBe(200)
})
