import { expect, test } from 'vitest'
import { addressOf, classesOfWilson } from '../test-classes.ts'
import { marchSession, needs, type TrainingTest, wilson } from '../test-training.ts'

/** Puts coaches on the roster; answers their ids in order. */
async function onRoster(made: TrainingTest, ...coaches: readonly (readonly [name: string, email: string | null])[]) {
  const named = coaches.map(([name, email]) => ({ id: crypto.randomUUID(), name, email }))
  await made.write((tx) => needs.coaches.add(tx, null, named))
  return named.map(({ id }) => id)
}
const coachesIn = async ({ db }: TrainingTest) =>
  (
    await db.owner(
      'select h.name, count(e.id)::int as records from coach h left join enrolment e on e.coach_id = h.id group by h.org_id, h.id order by h.name, h.email nulls first',
    )
  ).rows.map(({ name, records }: { name: string; records: number }) => `${name}: ${records}`)

/** The two forms where the team types the name of a coach. */
const doorsOf = (made: TrainingTest, session: string) => ({
  record: (form: Record<string, string>) =>
    made.ask('/training/record', { hours: '30', on: '', classTaken: `session:${session}`, ...form }),
  enrol: (form: Record<string, string>) => made.ask(`/training/sessions/${session}/enrol`, form),
})

for (const door of ['record', 'enrol'] as const) {
  test(`${door}: a typed name that is another writing of a coach’s is that coach, or is asked about`, async () => {
    for (const name of ['Moss, Ida', 'MOSS Ida', 'Ida K. Moss', 'Ida Moss, CPSS', 'I. Moss']) {
      const made = await wilson()
      const [ida = ''] = await onRoster(made, ['Ida Moss', null])
      const ask = doorsOf(made, await marchSession(made))[door]
      for (const isNewCoach of ['yes', '']) {
        const first = await ask({ coachName: name, isNewCoach })
        if (first.status === 303) continue
        const html = await first.text()
        expect(html, name).toContain(`<option value="${ida}">Ida Moss`)
        expect(html, name).toContain('<option value="new">None of these: a new coach')
        expect(await coachesIn(made), name).toEqual(['Ida Moss: 0'])
      }
      await ask({ coachName: name, coachId: ida })
      expect(await coachesIn(made), name).toEqual(['Ida Moss: 1'])
    }
  })

  test(`${door}: a second person of a coach’s name is added when somebody says that it is none of these`, async () => {
    const made = await wilson()
    await onRoster(made, ['Robert Fox', null])
    const ask = doorsOf(made, await marchSession(made))[door]
    expect((await ask({ coachName: 'Bob Fox', isNewCoach: 'yes' })).status).toBe(422)
    expect((await ask({ coachName: 'Bob Fox', coachId: 'new' })).status).toBe(303)
    expect(await coachesIn(made)).toEqual(['Bob Fox: 1', 'Robert Fox: 0'])
  })
}

test('a sign-up with the address of a coach but another name takes nobody’s seat and history', async () => {
  const made = await classesOfWilson()
  await onRoster(made, ['Nora Vance', addressOf('Nils Berg')])
  const id = await made.openSession()
  await made.signUp(id, 'Nils Berg')
  await made.visit(await made.linkOf('Nils Berg'))
  expect(await coachesIn(made)).toEqual(['Nils Berg: 1', 'Nora Vance: 0'])
  const page = await (await made.ask(`/training/sessions/${id}`)).text()
  expect(page).toContain('signed up with the mail address of')
  expect(page).toContain('Nora Vance')
})

test('a sign-up under another writing of a coach’s name, with their address, is that coach', async () => {
  const made = await classesOfWilson()
  await onRoster(made, ['Vance, Nora K.', addressOf('Nora Vance')])
  const id = await made.openSession()
  await made.signUp(id, 'Nora Vance')
  expect(await coachesIn(made)).toEqual(['Vance, Nora K.: 1'])
})
