import { expect, test } from 'vitest'
import { classDaysOf } from '../days/store.ts'
import { idIn, type TrainingTest, wilson } from '../test-training.ts'
import { daysInWords } from '../words.ts'
import { session } from './store.ts'

const monday = { startsOn: '2025-03-03', startsAt: '17:30', endsAt: '20:30', place: 'Wilson Library', capacity: '12' }

const schedule = (made: TrainingTest, more: Readonly<Record<string, string>>) =>
  made.ask('/training/sessions/add', { courseId: made.academy, ...monday, ...more })

/** Its days in words, and each class: `2025-03-03 17:30-20:30`. */
const standing = (made: TrainingTest, id: string) =>
  made.write(async (tx) => {
    const held = await session(tx, id)
    const classes = (await classDaysOf(tx, id)).map((one) => `${one.heldOn} ${one.startsAt}-${one.endsAt}`)
    return { days: held && daysInWords(held), classes }
  })

const refusal = async (made: TrainingTest, more: Readonly<Record<string, string>>): Promise<string> => {
  const answer = await schedule(made, more)
  expect(answer.status).toBe(422)
  expect((await made.db.owner('select from training_session')).rowCount).toBe(0)
  return answer.text()
}

test('one form schedules an evening class, on the day that was typed, a Sunday too', async () => {
  const made = await wilson()
  const added = await schedule(made, { startsOn: '2025-03-02', instructor: 'Cy Dow' })
  expect(added.headers.get('location')).toContain('said=added')
  expect(await standing(made, idIn(added))).toEqual({ days: '2 Mar 2025', classes: ['2025-03-02 17:30-20:30'] })
  const page = await (await made.ask(`/training/sessions/${idIn(added)}`)).text()
  expect(page).toContain('5:30 pm to 8:30 pm')
  expect(page).toContain('Cy Dow')
  expect(
    (await made.db.owner('select distinct act from history where kind in ($1, $2)', ['training_session', 'class_day']))
      .rows,
  ).toEqual([{ act: 'training.addSession' }])
})

test('a class of several days runs to its last day: each week, or from Monday to Friday', async () => {
  const made = await wilson()
  const weekly = idIn(await schedule(made, { endsOn: '2025-03-17', every: 'week' }))
  expect(await standing(made, weekly)).toEqual({
    days: '3 to 17 Mar 2025',
    classes: ['2025-03-03 17:30-20:30', '2025-03-10 17:30-20:30', '2025-03-17 17:30-20:30'],
  })
  const weekdays = idIn(await schedule(made, { startsOn: '2025-03-06', endsOn: '2025-03-10', every: 'weekday' }))
  expect((await standing(made, weekdays)).classes.map((one) => one.slice(0, 10))).toEqual([
    '2025-03-06',
    '2025-03-07',
    '2025-03-10',
  ])
})

test('while its times are not known a class has its days alone', async () => {
  const made = await wilson()
  const id = idIn(await schedule(made, { startsAt: '', endsAt: '', endsOn: '2025-03-07' }))
  expect(await standing(made, id)).toEqual({ days: '3 to 7 Mar 2025', classes: [] })
})

test('a time that the clock skips, half a time and a class that never ends are refused at their field, and nothing is kept', async () => {
  const made = await wilson()
  const skipped = await refusal(made, { startsOn: '2025-03-09', startsAt: '02:30', endsAt: '04:30', place: '' })
  expect(skipped).toContain('href="#startsAt"')
  expect(skipped).toContain('Type a place, a link, or both.')
  expect(await refusal(made, { startsAt: '' })).toContain('Start is missing. Type both times, or leave both empty.')
  const backwards = await refusal(made, { startsAt: '20:30', endsAt: '17:30' })
  expect(backwards).toContain('href="#endsAt"')
  expect(backwards).toContain('This class would last 21 h.')
})

test('days that do not fit each other are refused at their field, and no day is moved', async () => {
  const made = await wilson()
  expect(await refusal(made, { endsOn: '2025-03-17' })).toContain('Choose how far apart its days are.')
  const missed = await refusal(made, { endsOn: '2025-03-19', every: 'week' })
  expect(missed).toContain('href="#endsOn"')
  expect(missed).toContain('Wed 19 Mar 2025 is not one of its days. The last one before it is Mon 17 Mar 2025.')
  expect(missed).toContain('<details class="more-fields" open')
  const sunday = await refusal(made, { startsOn: '2025-03-02', endsOn: '2025-03-07', every: 'weekday' })
  expect(sunday).toContain('href="#startsOn"')
  expect(await refusal(made, { endsOn: '2025-06-03', every: 'day' })).toContain('more than 60 classes')
  expect(await refusal(made, { endsOn: '2025-03-01', every: 'day' })).toContain('The last day is before the first')
})
