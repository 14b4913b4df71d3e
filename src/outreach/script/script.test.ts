import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../core/language.ts'
import { referralPaths } from '../../referrals/facts.ts'
import { field } from '../test-outreach.ts'
import { card, headings, isNeutral, scriptFor } from './words.ts'

const telling = ['overdose', 'naloxone', 'opioid', 'drug', 'substance', 'recovery', 'treatment']
const tellingToo = ['sobredosis', 'naloxona', 'opioide', 'droga', 'sustancia', 'recuperación', 'tratamiento']

test('no script and no card has a word that tells a bystander why somebody is looked for', () => {
  const said = languages.flatMap((language) => [
    ...referralPaths.flatMap((path) => Object.values(scriptFor(path, language)).flat()),
    ...Object.values(headings[language]),
    card[language].title,
    ...card[language].lines,
  ])
  expect(said.length).toBeGreaterThan(60)
  for (const line of said)
    for (const word of [...telling, ...tellingToo]) expect(line.toLowerCase(), line).not.toContain(word)
  for (const line of said) expect(isNeutral(line), line).toBe(true)
  for (const word of [...telling, ...tellingToo]) expect(isNeutral(`Our ${word} team`), word).toBe(false)
})

test('no title of a page of this room has such a word', () => {
  const sources = readdirSync('src/outreach', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.includes('.test.'))
    .map((file) => readFileSync(join('src/outreach', file), 'utf8'))
  const titles = sources.flatMap((source) =>
    [...source.matchAll(/title(?:=|: )(?:"([^"]*)"|'([^']*)'|.*`([^`]*)`)/g)].map((found) => found.slice(1).join('')),
  )
  expect(titles.length).toBeGreaterThan(4)
  for (const title of titles) for (const word of telling) expect(title.toLowerCase()).not.toContain(word)
})

test('what to say is in the language of whom it is for, and in the other one when asked', async () => {
  const { team, referral, act } = await field()
  const id = await referral()
  const ask = team.as('coordinator')
  expect(await (await ask(`/referrals/${id}/script`)).text()).toContain('with community outreach in the county')
  expect(await (await ask(`/referrals/${id}/script?lang=es`)).text()).toContain('apoyo comunitario del condado')
  await act((tx) => tx.sql.updateTable('person_served').set({ language: 'es' }).execute())
  expect(await (await ask(`/referrals/${id}/script`)).text()).toContain('apoyo comunitario del condado')
  expect(await (await ask(`/referrals/${id}/script?lang=xx`)).text()).toContain('with community outreach in the county')
})

test('who does not have a referral in hand does not learn what to say there; who does is written down', async () => {
  const { team, referral, one, coach } = await field()
  const id = await referral({ coachId: await coach('Ben') })
  await team.isCoach(await coach('Ana'))
  for (const who of ['coach', 'viewer', 'privacy officer', 'neighbour'] as const)
    expect((await team.as(who)(`/referrals/${id}/script`)).status, who).toBe(404)
  await team.as('coordinator')(`/referrals/${id}/script`)
  expect(await one('select what, by_right from person_read')).toEqual({ what: 'script', by_right: 'team' })
})

test('the card to leave is in both languages, with how to reach the county, and without what would tell', async () => {
  const { team, db, act } = await field()
  const contact = (text: string) =>
    act((tx) => tx.sql.updateTable('organisation').set({ contact: text }).where('org_id', '=', tx.org).execute())
  expect(await (await team.as('coach')('/outreach/card')).text()).toContain('No contact of the county is set.')
  await contact('252 555 0100')
  const card1 = await (await team.as('coach')('/outreach/card')).text()
  for (const words of ['Community outreach', 'Apoyo comunitario', '252 555 0100', 'Wilson County'])
    expect(card1).toContain(words)
  await contact('overdose@example.org')
  const card2 = await (await team.as('coordinator')('/outreach/card')).text()
  expect(card2).toContain('Left out, since it may tell a bystander why you came: overdose@example.org.')
  expect(card2.split('leave-behind')[1]).not.toContain('overdose')
  expect((await team.as('viewer')('/outreach/card')).status).toBe(404)
  expect(db).toBeDefined()
})
