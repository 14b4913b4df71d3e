import type { BrowserContext } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { whenFileIsOver } from '../../src/test-over.ts'
import { openBrowser, signIn, startProduct } from '../browser.ts'
import { faultsAt, noLinkLeadsNowhere } from './pages.ts'

const publicPages = [
  '/',
  '/wilson',
  '/wilson/m/new-recovery-coaches-trained',
  '/wilson/m/survivors-reached',
  '/wilson/money',
  '/wilson/editions',
  '/wilson/editions/1',
  '/wilson/editions/1/money',
  '/wilson/editions/1/m/new-recovery-coaches-trained',
  '/embed/wilson',
  '/embed/wilson/m/new-recovery-coaches-trained',
  '/no-such-county',
]
const doorPages = ['/sign-in', `/sign-in/link/${'x'.repeat(43)}`, `/invitations/${'x'.repeat(43)}`]
const ownPages = ['/account', '/team?choose', '/team/organisations', '/team/wilson/no-such-page']

let member: BrowserContext
let stranger: BrowserContext

// A first start: what is published names the address that it was published at.
beforeAll(async () => {
  const product = await startProduct({}, whenFileIsOver)
  const browser = await openBrowser(whenFileIsOver)
  member = await browser.newContext({ baseURL: product.url })
  stranger = await browser.newContext({ baseURL: product.url })
  await signIn(await member.newPage(), product)
})

test('every kind of public page, and the page of what is not there, can be read by everyone', async () => {
  const faults: string[] = []
  for (const path of publicPages) faults.push(...(await faultsAt(stranger, path)))
  expect(faults).toEqual([])
})

test('the door and one’s own pages can be read by everyone', async () => {
  const faults: string[] = []
  for (const path of doorPages) faults.push(...(await faultsAt(stranger, path)))
  for (const path of ownPages) faults.push(...(await faultsAt(member, path)))
  expect(faults).toEqual([])
})

noLinkLeadsNowhere()
