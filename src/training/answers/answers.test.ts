import { expect, test } from 'vitest'
import { type ClassesTest, classesOfWilson } from '../test-classes.ts'

async function withSix(): Promise<ClassesTest & { id: string; links: string[] }> {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '12' })
  const links = []
  for (const name of ['Ana', 'Ben', 'Chi', 'Dee', 'Eli', 'Fay']) {
    await made.signUp(id, name)
    links.push(await made.linkOf(name))
  }
  return { ...made, id, links }
}

test('the one question is asked before the class and after it, and an answer is a number from 0 to 10', async () => {
  const made = await withSix()
  const [ana = ''] = made.links
  expect(await (await made.visit(ana)).text()).toContain('How sure are you, today')
  for (const score of ['11', '-1', '', '5.5']) {
    const wrong = await made.visit(`${ana}/answer`, { score })
    expect(wrong.status, score).toBe(422)
    expect(await wrong.text()).toContain('Choose a number from 0 to 10.')
  }
  expect((await made.visit(`${ana}/answer`, { score: '0' })).status).toBe(303)
  made.now('2025-03-04T15:00:00Z')
  expect((await made.visit(`${ana}/answer`, { score: '10' })).status).toBe(303)
  expect((await made.db.owner('select before, after from confidence')).rows).toEqual([{ before: 0, after: 10 }])
})

test('answers are shown from five on; before that only how many there are', async () => {
  const made = await withSix()
  made.now('2025-03-04T15:00:00Z')
  const say = (index: number) =>
    made.visit(`${made.links[index]}/feedback`, { rating: String((index % 5) + 1), words: `Words of ${index}` })
  for (const index of [0, 1, 2, 3]) expect((await say(index)).status).toBe(303)
  const few = await (await made.ask(`/training/sessions/${made.id}`)).text()
  expect(few).toContain('4 answers so far.')
  expect(few).not.toContain('Words of')
  await say(0) // a second answer of the same person counts for nothing
  expect(await (await made.ask(`/training/sessions/${made.id}`)).text()).toContain('4 answers so far.')
  await say(4)
  const enough = await (await made.ask(`/training/sessions/${made.id}`)).text()
  for (const index of [0, 1, 2, 3, 4]) expect(enough).toContain(`Words of ${index}`)
})

test('what was said has no name, no time and no line of history to go by', async () => {
  const made = await withSix()
  made.now('2025-03-04T15:00:00Z')
  await made.visit(`${made.links[0]}/feedback`, { rating: '5', words: 'Keep the coffee' })
  const { rows } = await made.db.owner('select * from class_feedback')
  expect(Object.keys(rows[0]).sort()).toEqual(['id', 'org_id', 'rating', 'session_id', 'words'])
  expect(rows[0].id[14]).toBe('4') // an id of chance: one of version 7 would tell the time
  expect((await made.db.owner(`select from history where kind like 'class_feedback%'`)).rowCount).toBe(0)
})

test('feedback is for after the class, and by who has a seat', async () => {
  const made = await withSix()
  expect((await made.visit(`${made.links[0]}/feedback`, { rating: '5', words: '' })).status).toBe(422)
  await made.visit(`${made.links[1]}/withdraw`, {})
  made.now('2025-03-04T15:00:00Z')
  expect((await made.visit(`${made.links[1]}/feedback`, { rating: '5', words: '' })).status).toBe(422)
  expect((await made.db.owner('select from class_feedback')).rowCount).toBe(0)
})

test('how it was, and how sure somebody is after, is asked once the last class has begun, not in the morning of its day', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.addEvening(id, '2025-03-10')
  await made.signUp(id, 'Ana')
  const link = await made.linkOf('Ana')
  const asked = async (): Promise<readonly [boolean, boolean, number]> => {
    const text = await (await made.visit(link)).text()
    const { status } = await made.visit(`${link}/answer`, { score: '7' })
    return [text.includes('How was it?'), text.includes('How sure are you'), status]
  }
  const early = async (query = ''): Promise<string> => {
    const answer = await made.visit(`${link}/feedback${query}`, { rating: '5', words: '' })
    expect(answer.status).toBe(422)
    return answer.text()
  }
  made.now('2025-03-10T12:00:00Z') // half past eight in the morning
  expect(await asked()).toEqual([false, false, 422])
  expect(await early()).toContain('You can say how it was once the class has begun.')
  expect(await early('?lang=es')).toContain('cuando la clase haya empezado')
  made.now('2025-03-10T21:29:59Z')
  expect(await asked()).toEqual([false, false, 422])
  expect((await made.db.owner('select from class_feedback')).rowCount).toBe(0)
  made.now('2025-03-10T21:30:00Z')
  expect(await asked()).toEqual([true, true, 303])
  expect((await made.visit(`${link}/feedback`, { rating: '5', words: '' })).status).toBe(303)
})

test('how sure coaches are is said on average once five have answered both', async () => {
  const made = await withSix()
  for (const [index, link] of made.links.entries()) await made.visit(`${link}/answer`, { score: String(index) })
  made.now('2025-03-04T15:00:00Z')
  for (const link of made.links.slice(0, 4)) await made.visit(`${link}/answer`, { score: '8' })
  expect(await (await made.ask(`/training/sessions/${made.id}`)).text()).not.toContain('on average')
  await made.visit(`${made.links[4]}/answer`, { score: '8' })
  expect(await (await made.ask(`/training/sessions/${made.id}`)).text()).toContain(
    '2.0 before and 8.0 after, on average of',
  )
})
