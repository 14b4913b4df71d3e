// The shared cases of sync, each bound to what it asks of the server; e2e/bad-inputs does the same to the running product.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { attemptItem, type Phones, phones, standingsIn } from './test-phones.ts'

const kept = (count: number): readonly string[] => Array.from({ length: count }, () => 'kept')
const again = (count: number): readonly string[] => Array.from({ length: count }, () => 'already kept')
const some = (made: Phones, count: number) => Array.from({ length: count }, () => attemptItem(made.referralId))
const isOnceEach = async (made: Phones, ids: readonly string[]): Promise<void> =>
  expect((await made.attempts()).map(({ id }) => id)).toEqual([...ids].sort())

const cases: Readonly<Record<string, (made: Phones) => Promise<void>>> = {
  async 'BI-S01'(made) {
    const [phone, batch] = [await made.phone(), some(made, 20)]
    expect(standingsIn(await made.push(phone, batch))).toEqual(kept(20))
    expect(standingsIn(await made.push(phone, batch))).toEqual(again(20))
    await isOnceEach(
      made,
      batch.map(({ id }) => id),
    )
  },

  async 'BI-S03'(made) {
    const [phone, batch] = [await made.phone(), some(made, 5)]
    await made.push(phone, batch) // the answer is lost: the phone holds them still, and one more since
    const more = [...batch, attemptItem(made.referralId)]
    const answer = await made.push(phone, more)
    expect(standingsIn(answer)).toEqual([...again(5), 'kept'])
    await isOnceEach(
      made,
      more.map(({ id }) => id),
    )
  },

  async 'BI-S06'(made) {
    const phone = await made.phone()
    const create = attemptItem(made.referralId)
    const update = { ...attemptItem(create.id, { outcome: 'engaged', version: '1' }), act: 'correction' }
    const early = await made.push(phone, [update])
    expect(early.answers).toMatchObject([{ standing: 'refused', problems: [{ code: 'outreach.no-attempt' }] }])
    expect(standingsIn(await made.push(phone, [update, create]))).toEqual(kept(2))
    expect(await made.attempts()).toMatchObject([{ id: create.id, outcome: 'engaged' }])
  },

  async 'BI-S07'(made) {
    const phone = await made.phone()
    const batch = some(made, 50)
    batch[25] = attemptItem(made.referralId, { on: '2025-02-30' })
    const answer = await made.push(phone, batch)
    expect(answer.answers.filter(({ standing }) => standing === 'kept').length).toBe(49)
    expect(answer.answers[25]).toMatchObject({ standing: 'refused', problems: [{ field: 'on' }] })
    expect(await made.one('select unsent, refused from phone')).toEqual({ unsent: 0, refused: 1 })
  },

  async 'BI-S16'(made) {
    const phone = await made.phone()
    const first = attemptItem(made.referralId)
    await made.push(phone, [first])
    const second = { ...attemptItem(made.referralId, { outcome: 'engaged' }), id: first.id }
    expect(standingsIn(await made.push(phone, [second]))).toEqual(['conflict'])
    expect(await made.attempts()).toMatchObject([{ id: first.id, outcome: 'reached' }])
    const anew = { ...second, id: newId() }
    expect(standingsIn(await made.push(phone, [anew, second]))).toEqual(['kept', 'conflict'])
    expect((await made.items()).map(({ state }) => state)).toEqual(['kept', 'conflict', 'kept'])
  },

  async 'BI-S22'(made) {
    const phone = await made.phone()
    const all = some(made, 20)
    const told = [await made.push(phone, all.slice(0, 10)), await made.push(phone, all.slice(10))]
    const lost = all.slice(10).map(({ id }) => id)
    await made.act(async (tx) => {
      await tx.sql.deleteFrom('attempt').where('id', 'in', lost).execute()
    })
    await made.db.owner('delete from phone_item where sent_id = any($1)', [lost])
    const next = await made.push(phone, [])
    expect(next.knew, 'less than it said before: an older backup').toBeLessThan(told[1]?.knows ?? 0)
    expect(standingsIn(await made.push(phone, all))).toEqual([...again(10), ...kept(10)])
    await isOnceEach(
      made,
      all.map(({ id }) => id),
    )
  },

  async 'BI-S25'(made) {
    const [phone, batch] = [await made.phone(), some(made, 2)]
    await made.push(phone, batch.slice(0, 1))
    await made.db.owner('update phone set ended_at = now()')
    expect(standingsIn(await made.push(phone, batch))).toEqual(['already kept', 'quarantine'])
    const day = await made.ask(phone, '/phone/day')
    expect([day.status, (await day.text()).includes('Ida')]).toEqual([403, false])
    expect((await made.attempts()).length).toBe(1)
  },

  async 'BI-S27'(made) {
    const [one, two] = [await made.phone(), await made.phone()]
    const number = { 'was-phone': '2525550101', phone: '252 555 0199' }
    const change = { id: newId(), act: 'contact', about: made.referralId, payload: JSON.stringify(number) }
    expect(standingsIn(await made.push(one, [change]))).toEqual(['kept'])
    expect(standingsIn(await made.push(two, [attemptItem(made.referralId, { outcome: 'engaged' })]))).toEqual(['kept'])
    expect(await made.one('select state from referral')).toEqual({ state: 'engaged' })
  },

  async 'BI-S28'(made) {
    const [one, two] = [await made.phone(), await made.phone()]
    const change = (phone: string) => ({
      id: newId(),
      act: 'contact',
      about: made.referralId,
      payload: JSON.stringify({ 'was-phone': '2525550101', phone }),
    })
    expect(standingsIn(await made.push(one, [change('252 555 0111')]))).toEqual(['kept'])
    expect(standingsIn(await made.push(two, [change('252 555 0122')]))).toEqual(['conflict'])
    const day = (await (await made.ask(one, '/phone/day')).json()) as { people: unknown[] }
    expect(day.people).toMatchObject([{ phone: '+12525550111' }])
    expect((await made.items()).at(-1)).toMatchObject({ state: 'conflict', isEmpty: false })
  },

  async 'BI-S35'(made) {
    const [phone, batch] = [await made.phone(), some(made, 5)]
    await made.db.owner(`create sequence struck`)
    await made.db.owner(`grant usage on sequence struck to public`)
    await made.db.owner(`create function strike() returns trigger language plpgsql as $$ begin
      if nextval('struck') in (3, 7) then raise exception 'again' using errcode = '40001'; end if; return new; end $$`)
    await made.db.owner(`create trigger strike before insert on attempt for each row execute function strike()`)
    for (const _ of [1, 2]) {
      await expect(made.push(phone, batch)).rejects.toThrow('503')
      expect(await made.attempts(), 'nothing of a batch that broke').toEqual([])
    }
    expect(standingsIn(await made.push(phone, batch))).toEqual(kept(5))
    await isOnceEach(
      made,
      batch.map(({ id }) => id),
    )
  },
}

/** Proven where the whole product runs, or of something that is not there; each with where. */
const elsewhere: Readonly<Record<string, string>> = {
  'BI-S08': 'e2e/bad-inputs kills the server while eight phones send',
  'BI-S12': 'e2e/bad-inputs fills a disk of its own',
  'BI-S13': 'e2e/bad-inputs: a browser’s quota',
  'BI-S40': 'the product has no backup of its own yet, so there is nothing to restore: not present',
}

const shared = readFileSync('e2e/bad-inputs/sync.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; fault: string })

test('every shared case of sync is bound', () => {
  expect([...Object.keys(cases), ...Object.keys(elsewhere)].sort()).toEqual(shared.map(({ id }) => id).sort())
})

for (const { id, fault } of shared.filter((one) => one.id in cases))
  test(`${id}: ${fault}`, async () => cases[id]?.(await phones()))
