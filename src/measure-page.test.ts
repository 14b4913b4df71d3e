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
