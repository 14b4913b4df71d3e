import { expect, test } from 'vitest'
import { doors } from '../behind.ts'
import { faultsAt, isFile, noLinkLeadsNowhere, readingCounty } from './pages.ts'

const reading = readingCounty()

test('a county that has nothing yet can be read by everyone', async () => {
  const added = await reading.county.as('administrator')('/team/organisations', { name: 'Pitt County', slug: 'pitt' })
  expect(added.headers.get('location')).toBe('/team/pitt/today')
  const faults: string[] = []
  for (const { method, path } of doors.team)
    if (method === 'GET' && !path.includes(':') && !isFile(path))
      faults.push(...(await faultsAt(reading.member, `/team/pitt${path}`)))
  expect(faults).toEqual([])
})

noLinkLeadsNowhere()
