import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { handOut } from '../handout/actions.ts'
import { type Handover, handoverCounty } from '../handover/test-handover.ts'
import { sayWhetherAlive } from '../one/actions.ts'
import { referralRows } from '../store.ts'
import { el, emsDocument, medication, naloxone, nil, record, type Written } from './test-documents.ts'

const uuidOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Somebody invented, on the evening of 14 January 2025. */
const person = (number: number, name: string, written: Written = {}): string =>
  record({
    uuid: uuidOf(number),
    id: `0${number}`,
    times: el('eTimes.01', '2025-01-14T18:30:00-05:00') + el('eTimes.03', '2025-01-14T18:31:00-05:00'),
    patient:
      el('ePatient.PatientNameGroup', el('ePatient.02', 'Rivers') + el('ePatient.03', name)) +
      el('ePatient.05', '12 Main Street') +
      el('ePatient.09', '27893') +
      el('ePatient.17', '1990-02-28') +
      el('ePatient.18', '252-555-0142') +
      el('ePatient.24', 'spa'),
    situation: el('eSituation.11', 'F11.20'),
    ...written,
  })

const ask = (here: Handover) => here.team.as('coordinator')

function send(here: Handover, content: string, name = 'export.xml'): Promise<Response> {
  const form = new FormData()
  form.set('partnerId', here.ems)
  form.set('file', new File([content], name))
  return ask(here)('/referrals/import', form)
}

const whereOf = (answer: Response): string =>
  (answer.headers.get('location') ?? '').replace(/^\/team\/wilson|\?.*$/g, '')

async function preview(here: Handover, content: string): Promise<{ readonly path: string; readonly html: string }> {
  const answer = await send(here, content)
  expect(answer.status, await answer.clone().text()).toBe(303)
  const path = whereOf(answer)
  return { path, html: await (await ask(here)(path)).text() }
}

const accept = (here: Handover, path: string, expected: string, form: Readonly<Record<string, string>> = {}) =>
  ask(here)(path, { expected, ...form })

test('an export is previewed with the reason of each record, becomes referrals by the rules of all, and is taken back whole', async () => {
  const here = await handoverCounty()
  const given = naloxone + el('eMedications.10', '9905045')
  const { path, html } = await preview(
    here,
    emsDocument([
      person(1, 'Casey', { medications: medication(given, el('eMedications.07', '9916001')) }),
      person(2, 'Robin', { situation: el('eSituation.11', 'R07.9') }),
      person(3, 'Lee', { disposition: nil('eDisposition.19') }),
      person(1, 'Casey', { medications: medication(given, el('eMedications.07', '9916001')) }),
      person(4, 'Sam', { situation: el('eSituation.11', 'T42.4X1A') }),
    ]),
  )
  for (const said of [
    '<strong>5 records</strong> in the file',
    '<strong>2 records</strong> suspected: impression F11.20',
    '<strong>1 record</strong> suspected: improved after naloxone 7242',
    '<strong>1 record</strong> suspected, and not known whether the person lives: ask before anybody visits',
    '<strong>2 records</strong> not suspected, and not kept',
    '<strong>1 record</strong> of these would be suspected by another rule set',
    '<strong>1 record</strong> said again, passed over',
    '<strong>2 referrals</strong> would be added',
    'Ask the ambulance service whether this person lives before anybody visits.',
  ])
    expect(html).toContain(said)
  for (const unsaid of ['Robin', 'Sam', 'How the file is read']) expect(html).not.toContain(unsaid)

  const file = whereOf(await accept(here, path, '2'))
  const { rows } = await here.db.owner(
    `select r.source, r.source_record, r.path, r.due_at, p.language, e.outcome, e.naloxone_by from referral r
     join person_served p on p.id = r.person_id join overdose_event e on e.id = r.event_id order by source_record`,
  )
  const same = { source: 'ems', path: 'survivor', due_at: new Date('2025-01-17T23:30:00Z'), language: 'es' }
  expect(rows).toEqual([
    { ...same, source_record: uuidOf(1), outcome: 'nonfatal', naloxone_by: 'bystander' },
    { ...same, source_record: uuidOf(3), outcome: 'unknown', naloxone_by: 'unknown' },
  ])
  expect(await here.count('referral_sheet')).toBe(0)
  expect(await here.count('referral_mapping')).toBe(0) // what this partner's tables look like is remembered of tables alone

  // The same records in another file are here already, by their UUID.
  expect(
    (await preview(here, emsDocument([person(3, 'Lee', { disposition: nil('eDisposition.19') })]))).html,
  ).toContain('<strong>1 row</strong> here already, by its number')
  expect((await ask(here)(`${file}/undo`, {})).status).toBe(303)
  for (const table of ['referral', 'person_served', 'overdose_event']) expect(await here.count(table), table).toBe(0)
})

test('whether somebody lives is asked before anybody visits, and answered once', async () => {
  const here = await handoverCounty()
  const unsaid = { disposition: nil('eDisposition.19') }
  const { path } = await preview(
    here,
    emsDocument([person(1, 'Casey', unsaid), person(2, 'Robin', unsaid), person(3, 'Lee')]),
  )
  expect((await accept(here, path, '3')).status).toBe(303)
  const { db } = here
  const { scope } = here.team
  const hand = { db, scope, today: '2025-01-15' } as const
  const rowOf = (number: number) =>
    db.read(scope, async (tx) => {
      const [row] = await referralRows(tx, sql`r.source_record = ${uuidOf(number)}`)
      if (!row) throw new Error('there is no such referral')
      return row
    })
  const refusedFor = async (number: number): Promise<readonly string[]> => {
    const { id, version } = await rowOf(number)
    const done = await handOut(hand, { id, version, coachId: id, needs: here.needs })
    return done.ok ? [] : done.problems.map(({ code }) => code)
  }
  expect(await refusedFor(1)).toEqual(['referrals.ask-first'])
  expect(await refusedFor(3), 'only the coach is not there').toEqual(['referrals.no-candidate'])

  const say = async (number: number, answer: 'nonfatal' | 'fatal' | 'nobody knows') =>
    sayWhetherAlive(hand, { id: (await rowOf(number)).id, answer, needs: here.needs })
  expect((await say(1, 'fatal')).ok).toBe(true)
  expect(await rowOf(1)).toMatchObject({ path: 'grief', asksLife: false })
  expect((await say(2, 'nobody knows')).ok).toBe(true)
  expect(await rowOf(2)).toMatchObject({ path: 'survivor', asksLife: false })
  expect(await refusedFor(2)).toEqual(['referrals.no-candidate'])
  for (const number of [1, 2, 3]) expect((await say(number, 'nonfatal')).ok, `${number}`).toBe(false)
})

test('of a file that is cut the whole records are offered and the cut is said; one that says nothing is refused at its field', async () => {
  const here = await handoverCounty()
  const whole = emsDocument([person(1, 'Casey'), person(2, 'Robin')])
  const { html } = await preview(here, whole.slice(0, whole.lastIndexOf('<eDisposition')))
  expect(html).toContain('It ends too early, after 1 whole record.')
  expect(html).toContain('<strong>1 referral</strong> would be added')
  for (const [content, sentence] of [
    ['<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'document type (DTD)'],
    ['Run,Name', 'no XML document'],
    [
      emsDocument([person(1, 'Casey', { situation: el('eSituation.11', 'I10') })]),
      '1 record in it, and none is a suspected overdose.',
    ],
  ] as const) {
    const answer = await send(here, content)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
  }
  expect((await send(here, 'PK\x03\x04', 'export.zip')).status).toBe(422)
})

test('by the rules of the team another rule set holds from a day on, and records of another county or agency are at fault', async () => {
  const here = await handoverCounty()
  const choose = (fromOn: string, more: Readonly<Record<string, string>>) =>
    here.db.owner(
      `with act as (select set_config('app.act', 'test.choose', true))
       insert into ems_rule (org_id, id, rule_set, counties, agencies, from_on)
       select $1, gen_random_uuid(), 'any-drug', $2, $3, $4 from act`,
      [here.team.org, more.counties ?? '', more.agencies ?? '', fromOn],
    )
  await choose('2025-01-14', { counties: '37195\n37127' })
  const ofDay = (number: number, at: string, written: Written = {}) =>
    person(number, 'Casey', { situation: el('eSituation.11', 'T42.4X1A'), times: el('eTimes.01', at), ...written })
  const records = [
    ofDay(1, '2025-01-13T23:59:59-05:00'),
    ofDay(2, '2025-01-14T00:00:00-05:00'),
    ofDay(3, '2025-01-14T10:00:00-05:00', { scene: el('eScene.21', '37183') }),
    ofDay(4, '2025-01-14T11:00:00-05:00', { scene: el('eScene.21', '37127') }),
  ]
  const { path, html } = await preview(here, emsDocument(records))
  expect(html).toContain('<strong>3 records</strong> suspected: impression T42.4X1A')
  expect(html).toContain('eScene.21 is 37183: a record of another county.')
  expect((await accept(here, path, '2')).status).toBe(422)
  expect((await accept(here, path, '2', { withoutFaults: 'yes' })).status).toBe(303)
  expect(await here.count('referral')).toBe(2)
  await choose('2025-01-10', { agencies: '0043' })
  expect((await preview(here, emsDocument([ofDay(1, '2025-01-13T23:59:59-05:00')]))).html).toContain(
    'dAgency.02 is 0042: a record of another agency.',
  )
})
