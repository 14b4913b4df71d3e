import { expect, test } from 'vitest'
import { county } from '../test-support.ts'

test('a peer group meets, and who came is counted; a second roster takes the place of the first once that was shown', async () => {
  const here = await county()
  const ask = here.team.as('coordinator')
  const [amos, bettina] = [await here.coach('Amos Hinnant'), await here.coach('Bettina Lucas')]
  expect((await ask('/support/groups/start', { title: 'Tuesday group', about: 'Tuesdays, 6 pm' })).status).toBe(303)
  const { rows } = await here.db.owner('select id from peer_group')
  const at = `/support/groups/${rows[0].id}`
  for (const coachId of [amos, bettina]) expect((await ask(`${at}/join`, { coachId })).status).toBe(303)
  expect((await ask(`${at}/join`, { coachId: amos })).status, 'twice').toBe(422)
  const roster = (came: readonly string[], heldOn = '2025-01-14', version = '') => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ heldOn, minutes: '60', version })) form.append(name, value)
    for (const one of came) form.append('came', one)
    return ask(`${at}/roster`, form)
  }
  expect((await roster([amos, bettina])).status).toBe(303)
  const there = await roster([bettina])
  expect(there.status).toBe(422)
  const shown = await there.text()
  expect(shown).toContain('Somebody saved a roster of that day after you opened it.')
  const version = /name="version" value="([^"]+)"/.exec(shown)?.[1]
  expect((await roster([bettina], '2025-01-14', version)).status).toBe(303)
  expect((await roster([], '2025-01-07')).status, 'nobody came').toBe(422)
  expect((await roster([amos], '2025-01-16')).status, 'a day to come').toBe(422)
  expect((await ask(`${at}/leave`, { coachId: amos })).status).toBe(303)
  expect((await roster([amos], '2025-01-07')).status, 'left the group').toBe(422)
  const html = await (await ask(at)).text()
  expect(html).toContain('1 coach: Bettina Lucas')
  expect(html).not.toContain('Amos')
  const { rows: kept } = await here.db.owner('select count(*) from peer_attendance')
  expect(Number(kept[0].count)).toBe(1)
})

test('a coach leads from a day to a day, and the steps that lead there are dated', async () => {
  const here = await county()
  const ask = here.team.as('coordinator')
  const amos = await here.coach('Amos Hinnant')
  const at = `/support/coaches/${amos}`
  expect((await ask(`${at}/lead`, { title: 'Leads the Tuesday group', fromOn: '2025-01-02' })).status).toBe(303)
  expect((await ask(`${at}/step`, { what: 'Led a first meeting', takenOn: '2024-12-03' })).status).toBe(303)
  expect((await ask(`${at}/step`, { what: 'Trains others', takenOn: '2025-01-16' })).status, 'to come').toBe(422)
  const { rows } = await here.db.owner('select id from leadership_role')
  await ask(`${at}/lead/end`, { roleId: rows[0].id })
  const html = await (await ask(at)).text()
  expect(html).toContain('Leads the Tuesday group, 2 Jan 2025 to 15 Jan 2025')
  expect(html).toContain('3 Dec 2024: Led a first meeting')
})
