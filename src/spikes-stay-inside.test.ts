// What the team sees of spikes by day and week is for the team: no edition, page or file of the public side knows of it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from './core/day.ts'
import { readingsOf } from './measures/readings.ts'
import { listMeasures } from './measures/store.ts'
import { type House, houseWithTwoCounties } from './test-house.ts'

let house: House
beforeAll(async () => {
  house = await houseWithTwoCounties()
})

test('nothing of the public side looks at spikes, or at the days between rare events', () => {
  const files = readdirSync('src/publish', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => join('src/publish', file))
  expect(files.length).toBeGreaterThan(30)
  for (const file of files)
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/spikes\/|measures\/gaps|spike_|daily_count/)
})

test('what is published of a measure is the same with and without its daily counts, alerts and notes', async () => {
  const ask = house.as('administrator')
  const { id } = await house.row(`select id from measure where slug = 'overdose-emergency-visits'`)
  const published = () =>
    house.db.read({ org: house.wilson, person: null }, async (tx) =>
      readingsOf(tx, await listMeasures(tx), '2025-01-15'),
    )
  const before = await published()
  const spikes = `/team/wilson/measures/${id}/spikes`
  await ask(`${spikes}/watch`, { every: 'day', lagDays: '1', version: '0' })
  const quiet = Array.from({ length: 39 }, (_, i) => `${addDays('2024-12-05', i)} 3`).join('\n')
  await ask(`${spikes}/days`, { days: `${quiet}\n2025-01-13 90817\n2025-01-14 90816` })
  const look = { from: '2025-01-13', count: '90817', finding: 'chance', note: 'Zebrafinch family' }
  expect((await ask(`${spikes}/seen`, look)).status).toBe(303)
  expect(await (await ask('/team/wilson/today')).text()).toContain('90,816 on 14 Jan 2025')
  expect(await published()).toEqual(before)
  const outside = house.as('stranger')
  for (const end of ['', '.json', '.csv', '.svg']) {
    const answer = await outside(`/wilson/m/overdose-emergency-visits${end}`)
    expect(answer.status).toBe(200)
    expect(/90,?81[67]|Zebrafinch|not a finding|spike/i.exec(await answer.text())?.[0], end).toBeUndefined()
  }
})

test('the public’s own role of the database may read none of it', async () => {
  for (const table of ['spike_watch', 'spike_seen', 'daily_count']) {
    const { may } = await house.row(`select has_table_privilege('better_off_public', $1, 'select')::text as may`, [
      table,
    ])
    expect(may, table).toBe('false')
  }
})
