import { expect, test } from 'vitest'
import { type Ask, houseWithTwoCounties } from './test-house.ts'

const house = await houseWithTwoCounties()
const slug = 'new-recovery-coaches-trained'
const { id = '' } = await house.row('select id from measure where org_id = $1 and slug = $2', [house.wilson, slug])
const drawn = (page: string): string => /<svg class="curve" role="img".*?<\/svg>(?=<\/div>)/s.exec(page)?.[0] ?? ''
const read = async (ask: Ask, path: string): Promise<string> => (await ask(path)).text()

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
