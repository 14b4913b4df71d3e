import { expect, test } from 'vitest'
import { addressOf, guide, guideFor, helpAt } from './help/guide.ts'
import { accessRoutes } from './platform/access/routes.tsx'
import { roles } from './platform/http/route.ts'
import { testSeals } from './platform/sealed/test-seals.ts'
import { rooms } from './rooms.ts'

// Each page leads to the help for it, and each page of the guide to where its job begins.

const clock = (): Date => new Date('2025-01-15T17:00:00Z')
const config = { baseUrl: 'http://localhost', mail: undefined }
const { all } = rooms({ pages: async () => [], published: () => undefined, clock, config, seals: testSeals })
const doors = [...all.flatMap((room) => room.doors), ...accessRoutes({ config, clock })]

test('where a job begins is a page that opens for whoever has the job', () => {
  for (const { slug, start, whose } of guide.filter((one) => one.start)) {
    const door = doors.find(({ method, path }) => method === 'GET' && path === start?.path)
    expect(
      whose.filter((role) => !door?.may.includes(role)),
      slug,
    ).toEqual([])
  }
})

test('each page of a room leads to the help for it, and each beginning is that of a page', () => {
  const opened = doors.filter(({ method }) => method === 'GET')
  const isWithout = (path: string): boolean => /^(|\/today|\/help.*)$/.test(path)
  const withoutHelp = opened.filter(({ path, may }) =>
    may.some((role) => (helpAt(path, role) === '/help') !== isWithout(path)),
  )
  expect(withoutHelp.map(({ path }) => path)).toEqual([])
  for (const at of guide.flatMap(({ helpsAt }) => helpsAt))
    expect(
      opened.some(({ path }) => path === at || path.startsWith(`${at}/`)),
      at,
    ).toBe(true)
})

test('the help of a page is for who looks at it: the coordinator hands out, the coach logs an attempt', () => {
  expect(helpAt('/today', 'administrator')).toBe('/help')
  expect(helpAt('/shifts/settings', 'coordinator')).toBe('/help/gap')
  expect(helpAt('/shiftsandmore', 'coordinator')).toBe('/help')
  expect(helpAt('/referrals/1', 'coordinator')).toBe('/help/referral')
  expect(helpAt('/referrals/1', 'coach')).toBe('/help/attempt')
  expect(helpAt('/referrals/1/attempts/add', 'coordinator')).toBe('/help/attempt')
  expect(helpAt('/admin/mail', 'administrator')).toBe('/help/host')
})

test('every role finds the jobs of its own first, and every page of the guide is found by everybody', () => {
  for (const role of roles) {
    const { own, others } = guideFor(role)
    if (role !== 'viewer') expect(own.length, role).toBeGreaterThan(0)
    expect([...own, ...others].map(addressOf).sort()).toEqual(guide.map(addressOf).sort())
  }
})
