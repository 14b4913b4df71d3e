import { expect, test } from 'vitest'
import { sampleRoom } from '../test-room.ts'

test('a measure publishes no breakdown until somebody turns it on', async () => {
  const { team } = await sampleRoom()
  for (const start of ['fact=coach_trained', 'from=training-hours-delivered', 'kind=entered']) {
    const screen = await (await team.as('editor')(`/measures/new?${start}`)).text()
    expect(screen, start).toContain('Publish its breakdowns')
    expect(/<input[^>]*name="publishesSplits"[^>]*>/.exec(screen)?.[0], start).not.toContain('checked')
  }
})

test('a county that shows small groups of coaches says why, and the reason stands on the page and in the history', async () => {
  const { db, team, measure } = await sampleRoom()
  const path = `/measures/${measure('new-recovery-coaches-trained')}`
  const before = await (await team.as('editor')(`${path}/readings`)).text()
  expect(before).toContain('Not published: only the team sees them')
  const screen = await (await team.as('editor')(`${path}/settings`)).text()
  expect(screen).toContain('Why small groups in its breakdowns are published')
  const saved = await team.as('editor')(`${path}/settings`, {
    title: 'Coaches trained',
    slug: 'new-recovery-coaches-trained',
    asks: 'how much',
    better: 'higher',
    unit: 'coaches',
    decimals: '0',
    calendarKind: 'year',
    startMonth: '1',
    settlesAfterDays: '30',
    publishesSplits: 'yes',
    smallSplitsReason: 'All coaches agreed in writing.',
    version: '1',
  })
  expect(saved.status).toBe(303)
  const after = await (await team.as('viewer')(`${path}/readings`)).text()
  expect(after).toContain('Published with small groups, because: All coaches agreed in writing.')
  const { rows } = await db.owner(
    "select after ->> 'small_splits_reason' as reason from history where kind = 'measure' and act = 'measures.saveSettings'",
  )
  expect(rows).toEqual([{ reason: 'All coaches agreed in writing.' }])
})
