import { expect, test } from 'vitest'
import { filled, formsIn } from './test-forms.ts'
import { type Ask, houseWithTwoCounties } from './test-house.ts'

const house = await houseWithTwoCounties()
const slug = 'new-recovery-coaches-trained'
const { id = '' } = await house.row('select id from measure where org_id = $1 and slug = $2', [house.wilson, slug])
const drawn = (page: string): string => /<svg class="curve" role="img".*?<\/svg>(?=<\/div>)/s.exec(page)?.[0] ?? ''
/** A page of the draft asks again by itself while its check is under way. */
async function settled(ask: Ask, path: string): Promise<Response> {
  const answer = await ask(path)
  return answer.headers.has('refresh') ? settled(ask, path) : answer
}
const read = async (ask: Ask, path: string): Promise<string> => (await settled(ask, path)).text()

test('the team sees the very curve that everybody sees, on the page of the measure and beside its story', async () => {
  const everybody = drawn(await read(house.as('stranger'), `/wilson/m/${slug}`))
  expect(everybody).toContain('2023: 39 coaches')
  for (const path of [`measures/${id}`, `scorecard/measures/${id}/stories/add`]) {
    const page = await read(house.as('editor'), `/team/wilson/${path}`)
    expect(drawn(page), path).toBe(everybody)
    expect(page.includes('<p class="curve-says">39 in 2023, after none in 2022'), path).toBe(true)
  }
})

const partsShown = (page: string): readonly string[] =>
  [...(/<ul class="tabs">.*?<\/ul>/s.exec(page)?.[0] ?? '').matchAll(/href="\/team\/wilson\/measures\/([^"]+)"/g)].map(
    ([, path = '']) => path.replace(id, ''),
  )

test('a measure has one page with one title, of which everybody sees the parts that are theirs', async () => {
  for (const part of ['', '/story', '/readings', '/settings']) {
    const page = await read(house.as('editor'), `/team/wilson/measures/${id}${part}`)
    expect(page.includes('<h1>Number of new recovery coaches trained</h1>'), part).toBe(true)
    expect(partsShown(page), part).toEqual(['', '/story', '/readings', '/settings'])
    expect(page.includes(`href="/team/wilson/measures/${id}${part}" aria-current="page"`), part).toBe(true)
  }
  for (const who of ['coordinator', 'viewer'] as const)
    expect(partsShown(await read(house.as(who), `/team/wilson/measures/${id}`))).toEqual(['', '/story', '/readings'])
})

test('a bookmark of the page that the story once had leads to the story, and tells a stranger to the county nothing', async () => {
  const old = `/team/wilson/scorecard/measures/${id}?arrange=yes`
  const answer = await house.as('viewer')(old)
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `/team/wilson/measures/${id}/story?arrange=yes`,
  ])
  expect((await house.as('neighbour')(old)).status).toBe(404)
})

test('each line of what will change leads to where it is changed, for whoever may change it there', async () => {
  const told = { body: 'A grant of the state ends in June.', writtenOn: '2025-01-15' }
  expect((await house.as('editor')(`/team/wilson/scorecard/measures/${id}/stories/add`, told)).status).toBe(303)
  const settings = `/team/wilson/measures/${id}/settings`
  const [form] = formsIn(await read(house.as('editor'), settings)).filter(({ action }) => action === settings)
  if (!form) throw new Error('an editor changes settings')
  expect((await house.as('editor')(settings, filled(form, { source: 'The certificates' }))).status).toBe(303)
  const changes = await read(house.as('editor'), '/team/wilson/publish')
  expect(changes.includes(`<a class="row-link" href="/team/wilson/measures/${id}/story#story">`)).toBe(true)
  expect(changes.includes(`<a class="row-link" href="${settings}">`)).toBe(true)
  const toCoordinator = await read(house.as('coordinator'), '/team/wilson/publish')
  expect(toCoordinator.includes('The certificates')).toBe(true)
  expect(toCoordinator.includes(settings)).toBe(false)
})

test('the team reads the draft as everybody would, and nobody else does', async () => {
  const path = `/team/wilson/publish/preview?measure=${slug}`
  const answer = await settled(house.as('viewer'), path)
  const page = await answer.text()
  expect(page.includes('<strong>Preview:</strong> this is how edition 2 would read if it were published today.')).toBe(
    true,
  )
  expect(page.includes('A grant of the state ends in June.')).toBe(true)
  expect(page.includes('<meta name="robots" content="noindex"/>')).toBe(true)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-robots-tag')).toBe('noindex')
  expect((await read(house.as('stranger'), `/wilson/m/${slug}`)).includes('A grant of the state')).toBe(false)
  const all = await read(house.as('viewer'), '/team/wilson/publish/preview')
  expect(all.includes(`href="/team/wilson/publish/preview?measure=${slug}"`)).toBe(true)
  for (const who of ['coach', 'partner', 'privacy officer', 'neighbour'] as const)
    expect((await house.as(who)(path)).status, who).toBe(404)
  expect((await settled(house.as('viewer'), `${path}-of-none`)).status).toBe(404)
})
