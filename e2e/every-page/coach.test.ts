import { expect, test } from 'vitest'
import { real } from '../../src/test-standing.ts'
import { doors } from '../behind.ts'
import { faultsAt, isFile, noLinkLeadsNowhere, readingCounty } from './pages.ts'

const reading = readingCounty()

test('every page of a signed-in coach opens and can be read by everyone', async () => {
  const faults: string[] = []
  for (const { method, path, may } of doors.team) {
    if (method !== 'GET' || path === '' || !may.includes('coach') || isFile(path)) continue
    const address = `/team/wilson${await real(reading.county, path)}`
    const answer = await reading.coach.request.get(address)
    if (answer.status() !== 200) faults.push(`${address}: answers ${answer.status()}`)
    else faults.push(...(await faultsAt(reading.coach, address)))
  }
  expect(faults).toEqual([])
})

noLinkLeadsNowhere()
