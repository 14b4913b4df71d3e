import { expect, test } from 'vitest'
import { addSession, signUp } from '../coach-steps.ts'
import { faultsAt, noLinkLeadsNowhere, readingCounty } from './pages.ts'

/** Pages that the program answers at once, for anybody; each in both languages. */
const livePages = [
  '/wilson/here',
  '/wilson/classes',
  '/wilson/classes/:session',
  '/wilson/classes/mine/:key',
  `/wilson/classes/mine/${'x'.repeat(43)}`,
  '/wilson/apply/:program',
  '/wilson/certificate/:code',
  '/wilson/certificate/XXXX-XXXX-XXXX',
]

const reading = readingCounty()

test('what the program answers to anybody can be read by everyone, in English and in Spanish', async () => {
  const desk = await reading.member.newPage()
  const session = (await addSession(desk, { course: 'Recovery Coach Academy', seats: '1', startsIn: 180 }))
    .split('/')
    .at(-1)
  await desk.close()
  const { code } = await reading.county.row('select code from certificate where org_id = $1 and revoked_on is null', [
    reading.county.wilson,
  ])
  const { program } = await reading.county.row('select slug as program from opening where org_id = $1', [
    reading.county.wilson,
  ])
  const page = await reading.stranger.newPage()
  const place = await signUp(page, reading.product, {
    at: `/wilson/classes/${session}`,
    name: 'Prudence Vale',
    email: 'prudence@wilson.example',
    says: 'You have a seat',
  })
  await page.close()
  const there: Readonly<Record<string, string | undefined>> = { session, code, program, key: place.split('/').at(-1) }
  const faults: string[] = []
  for (const path of livePages)
    for (const language of ['en', 'es']) {
      const address = `${path.replace(/:(\w+)/g, (_, name: string) => there[name] ?? 'missing')}?lang=${language}`
      faults.push(...(await faultsAt(reading.stranger, address)))
      if (path.includes(':') && (await reading.stranger.request.get(address)).status() !== 200)
        faults.push(`${address} does not open`)
    }
  expect(faults).toEqual([])
})

noLinkLeadsNowhere()
