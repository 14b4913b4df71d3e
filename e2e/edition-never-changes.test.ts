import { expect, test } from 'vitest'
import { startProduct } from './browser.ts'
import {
  bytesAt,
  changesToPublish,
  enterTeam,
  lastingPath,
  measurePath,
  newcomer,
  publicReading,
  publish,
  recordCompletion,
} from './steps.ts'

// The promise: what was published stays as it was, byte for byte, whatever is recorded, written or published later.

const lasting = [
  '/wilson/editions/1',
  '/wilson/editions/1.json',
  '/embed/wilson/editions/1',
  lastingPath,
  `${lastingPath}.json`,
  `${lastingPath}.csv`,
  `${lastingPath}.svg`,
  `${lastingPath}.png`,
  `/embed${lastingPath}`,
]

test('the first edition says 12 byte for byte after two more editions, other words and a new start', async () => {
  const { page, product } = await newcomer()
  const before = new Map(await Promise.all(lasting.map(async (path) => [path, await bytesAt(product, path)] as const)))

  await enterTeam(page, product)
  await recordCompletion(page, 'Thelma Barnes', '2024-11-22')
  await changesToPublish(page)
  await publish(page, 2)
  expect(await publicReading(product, measurePath, '2024')).toEqual({ value: 13, status: 'restated' })

  await page.goto('/team/wilson/admin/organisation')
  await page.getByLabel('Name').fill('Wilson County, North Carolina')
  await page.getByRole('button', { name: /Save/ }).click()
  await page.getByText('Saved.').waitFor()
  await recordCompletion(page, 'Oscar Batts', '2024-12-13')
  await changesToPublish(page)
  await publish(page, 3)
  expect(await publicReading(product, measurePath, '2024')).toEqual({ value: 14, status: 'restated' })
  const second = lastingPath.replace('/1/', '/2/')
  expect(await publicReading(product, second, '2024')).toEqual({ value: 13, status: 'restated' })

  for (const [path, was] of before) expect(await bytesAt(product, path), path).toEqual(was)

  await product.stop()
  const again = await startProduct({ data: product.data })
  // Addresses inside a page are those it was made with; the bytes are the same wherever it runs.
  for (const [path, was] of before) expect(await bytesAt(again, path), path).toEqual(was)
})
