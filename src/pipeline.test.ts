import { expect, test } from 'vitest'
import { mayStep } from './coaches/path/rules.ts'
import { loadPaths } from './coaches/path/sample.ts'
import { recordedSteps } from './coaches/path/store.ts'
import { coachesRoutes } from './coaches/routes.tsx'
import { loadSample } from './coaches/sample.ts'
import { coachNeeds, testNow } from './coaches/test-room.ts'
import { ok } from './core/result.ts'
import { loadSample as loadPartners } from './partners/sample.ts'
import { freshDb } from './platform/db/test-db.ts'
import { teamOn } from './platform/http/test-team.ts'
import { loadSample as loadTraining } from './training/sample.ts'

async function sampleTeam() {
  const db = await freshDb()
  const team = await teamOn(db, coachesRoutes(coachNeeds))
  await db.act(team.scope, 'sample.load', async (tx) => {
    const coaches = await loadSample(tx)
    await loadTraining(tx, { partners: await loadPartners(tx), coaches, now: testNow })
    await loadPaths(tx, coaches)
    return ok(null)
  })
  return { db, team }
}

test('a coordinator sees that of 39 trained in 2023, 11 came on board, 8 still work, and where the others are', async () => {
  const { team } = await sampleTeam()
  const ask = team.as('coordinator')
  const all = await (await ask('/coaches/pipeline')).text()
  for (const [year, count] of [
    ['2020', 5],
    ['2021', 14],
    ['2023', 39],
    ['2024', 12],
  ])
    expect(all).toMatch(new RegExp(`cohort=${year}"[^>]*>${year}</a></td><td[^>]*>${count}<`))
  expect(all).not.toContain('cohort=2022')
  const most = 'Of 70 trained since 2020, 24 left before they came on board, 17 of them trained in 2023.'
  expect(all).toContain(`<p class="lead">${most}</p>`)
  expect(all).toMatch(new RegExp(`<svg[^>]* aria-label="[^"]*${most}" aria-details="cohorts-table"`))
  expect(all).toContain('<table id="cohorts-table"')
  const html = await (await ask('/coaches/pipeline?cohort=2023')).text()
  expect(html).toContain('Of 39 trained in 2023, 11 came on board and 8 still work.')
  for (const words of ['On leave: 1', 'Stopped after coming on board: 2', 'Left before coming on board: 17'])
    expect(html).toContain(words)
  expect(html).toContain('95% interval')
})

test('a county that trained nobody yet has no picture, and is told so', async () => {
  const team = await teamOn(await freshDb(), coachesRoutes(coachNeeds))
  const html = await (await team.as('viewer')('/coaches/pipeline')).text()
  expect(html).toContain('Nobody has passed an approved coach course yet.')
  expect(html).not.toContain('<figure')
})

test('a year that nobody was trained in, and what is no year, are not there', async () => {
  const { team } = await sampleTeam()
  expect((await team.as('viewer')('/coaches/pipeline?cohort=2022')).status).toBe(404)
  expect((await team.as('viewer')('/coaches/pipeline?cohort=%27')).status).toBe(400)
  for (const who of ['coach', 'neighbour'] as const)
    expect((await team.as(who)('/coaches/pipeline')).status, who).toBe(404)
})

test('every step of the sample cast is one that the rules allow', async () => {
  const { db, team } = await sampleTeam()
  const { rows } = await db.owner('select key as id, trained_on::text as on from coach_trained_fact')
  expect(rows).toHaveLength(70)
  for (const { id, on } of rows) {
    const steps = await db.read(team.scope, (tx) => recordedSteps(tx, id))
    for (const [at, { stage, fromOn, reason }] of steps.entries()) {
      const known = on <= fromOn ? on : null
      const may = mayStep(
        { recorded: steps.slice(0, at), trainedOn: known, today: '2026-01-01' },
        { stage, on: fromOn, reason },
      )
      expect(may.ok ? 'ok' : may.problems[0]?.message, `${stage} ${fromOn}`).toBe('ok')
    }
  }
})

test('each number of who stands where opens exactly these coaches on the roster', async () => {
  const { team } = await sampleTeam()
  const ask = team.as('viewer')
  const html = await (await ask('/coaches/pipeline')).text()
  const links = [...html.matchAll(/href="[^"]*(\/coaches\?stands=[^"]+)"[^>]*>[^<]*<\/a><\/td><td[^>]*>(\d+)</g)]
  expect(links.length).toBeGreaterThan(4)
  for (const [, path = '', count] of links)
    expect(await (await ask(path)).text(), path).toMatch(new RegExp(`role="status">${count} coach(es)?<?[^<]*:`))
})
