import { expect, test } from 'vitest'
import { figureInWords } from './figures.ts'
import type { EditionContent } from './model.ts'
import { changesSince } from './rules.ts'
import { sampleEdition, withMeasure, yearly } from './sample-edition.ts'

/** As PostgreSQL gives a document back: the same values, their names in another order. */
const keptAndRead = (content: EditionContent): EditionContent =>
  JSON.parse(JSON.stringify(content), (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part,
  )

test('nothing has changed right after an edition was published', () => {
  expect(changesSince(keptAndRead(sampleEdition), sampleEdition, figureInWords)).toEqual([])
})

test('a value that moved is named with its year, as it was and as it will be', () => {
  const [before, after] = [12, 13].map((value) =>
    withMeasure({ title: 'Coaches trained', readings: yearly([5, value]) }),
  )
  if (!before || !after) throw new Error('two editions were asked for')
  expect(changesSince(keptAndRead(before), after, figureInWords)).toEqual([
    { measure: 'Coaches trained', what: '2021', before: '12 coaches, final', after: '13 coaches, final' },
  ])
})

test('everything is new in a first edition', () => {
  const measures = changesSince(null, sampleEdition, figureInWords).filter(({ what }) => what === 'Measure')
  expect(measures).toHaveLength(sampleEdition.measures.length)
  expect(measures[0]).toMatchObject({ before: '', after: 'new on the scorecard' })
})
