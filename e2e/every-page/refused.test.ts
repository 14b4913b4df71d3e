import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { real } from '../../src/test-standing.ts'
import { doors } from '../behind.ts'
import { faultsAt, noLinkLeadsNowhere, readingCounty } from './pages.ts'

const reading = readingCounty()

test('a form that comes back with its problems can be read by everyone', async () => {
  const faults: string[] = []
  for (const path of doors.team.flatMap((door) => (door.method === 'GET' ? [door.path] : []))) {
    if (!/\/(add|new|record|import|invite|definition|settings|organisation|edit)$/.test(path)) continue
    const address = `/team/wilson${await real(reading.county, path)}`
    faults.push(...(await faultsAt(reading.member, address, emptied)))
  }
  expect(faults).toEqual([])
})

noLinkLeadsNowhere()

/** Empties the main form of a page and sends it. */
async function emptied(page: Page): Promise<void> {
  const form = page.locator('main form.form').first()
  if ((await form.count()) === 0) return
  for (const field of await form.locator('input[type=text], input[type=date], input[type=email], textarea').all())
    if (await field.isVisible()) await field.fill('')
  await Promise.all([page.waitForEvent('load'), form.locator('button[type=submit]').first().click()])
}
