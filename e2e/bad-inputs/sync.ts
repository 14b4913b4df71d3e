import { newId } from '../../src/core/id.ts'
import type { SyncCase } from './cases.ts'
import { fetchDay, item, keep, keptFaults, newPhone, push, pushAll, pushAndLose, standingsOf } from './sync-phone.ts'
import { diskFull, killServer, restartDatabase, type Sync } from './sync-server.ts'
import { faultsIn, notPresent, type Verdict, verdictOf } from './verdict.ts'
import type { World } from './world.ts'

/** What phones, networks and servers do to what a coach kept, by the class of a case. */
export async function judgeSync(world: World, one: SyncCase): Promise<Verdict> {
  const judge = judges[one.class]
  if (!judge) return notPresent(`nothing here stands for the class ${one.class}`)
  const found = await judge(world, one)
  return Array.isArray(found) ? verdictOf(found) : (found as Verdict) // a list is of faults
}

const is = (got: readonly string[], wanted: readonly string[], what: string): readonly string[] =>
  JSON.stringify(got) === JSON.stringify(wanted) ? [] : [`${what}: ${[...new Set(got)].join(', ')}`]
const each = (count: number, standing: string): readonly string[] => Array.from({ length: count }, () => standing)
const numberIn = (words: string, usual: number): number => Number(/\d+/.exec(words)?.[0] ?? usual)

const duplicate: Sync = async (world, { fault }) => {
  const phone = await newPhone(world)
  const batch = keep(phone, numberIn(fault, 20))
  await push(world, phone)
  const first = standingsOf(phone, batch)
  await push(world, phone, batch)
  return [
    ...is(first, each(batch.length, 'kept'), 'sent first'),
    ...is(standingsOf(phone, batch), each(batch.length, 'already kept'), 'sent again'),
    ...(await keptFaults(world, [phone])),
  ]
}

const lostAnswer: Sync = async (world) => {
  const phone = await newPhone(world)
  const batch = keep(phone, 5)
  await pushAndLose(world, phone, batch)
  const held = standingsOf(phone, batch)
  keep(phone, 1)
  const isSent = await pushAll(world, phone)
  return [
    ...is(held, each(5, 'waits'), 'after the lost answer'),
    ...(isSent ? [] : ['something waits for ever']),
    ...(await keptFaults(world, [phone])),
  ]
}

const reorder: Sync = async (world) => {
  const phone = await newPhone(world)
  const [create] = keep(phone, 1)
  if (!create) return ['nothing is kept']
  const typed = { ...create.typed, outcome: 'reached', version: '1' }
  const update = { ...item(phone, typed, 'attempt'), act: 'correction', about: create.id } as never // a newer app sends it
  phone.items = [...phone.items, update]
  await push(world, phone, [update])
  const early = standingsOf(phone, [update])
  await push(world, phone, [update, create])
  const faults = is(standingsOf(phone, [create, update]), each(2, 'kept'), 'together')
  phone.items = [{ ...create, typed, standing: 'kept' }]
  return [...is(early, ['refused'], 'too early'), ...faults, ...(await keptFaults(world, [phone]))]
}

const poison: Sync = async (world, { fault }) => {
  const phone = await newPhone(world)
  const good = keep(phone, numberIn(fault.replace(/^\D*one/, ''), 50) - 1)
  const bad = item(phone, { mode: 'phone', outcome: 'no such outcome' })
  phone.items = phone.items.toSpliced(Math.floor(good.length / 2), 0, bad)
  await push(world, phone)
  const [answer] = phone.items.filter(({ id }) => id === bad.id)
  const faults = [
    ...is(standingsOf(phone, good), each(good.length, 'kept'), 'the others'),
    ...is(standingsOf(phone, [bad]), ['refused'], 'the wrong one'),
    ...(answer?.problems[0]?.field === 'outcome' ? [] : ['its reason names no field']),
  ]
  phone.items = phone.items.map((one) =>
    one.id === bad.id ? { ...bad, typed: { ...bad.typed, outcome: 'no answer', note: 'Mended' } } : one,
  )
  await push(world, phone)
  return [...faults, ...is(standingsOf(phone, [bad]), ['kept'], 'once mended'), ...(await keptFaults(world, [phone]))]
}

const sameId: Sync = async (world) => {
  const phone = await newPhone(world)
  const [first] = keep(phone, 1)
  if (!first) return ['nothing is kept']
  await push(world, phone)
  const kept = phone.items
  const second = { ...first, typed: { ...first.typed, outcome: 'reached' } }
  const answer = await push(world, phone, [second])
  const standing = standingsOf(phone, [second])
  phone.items = [...kept, { ...second, id: newId() }]
  await push(world, phone)
  return [
    ...faultsIn(answer ? [answer] : []),
    ...is(standing, ['conflict'], 'other content under the same id'),
    ...(await keptFaults(world, [phone])),
    ...(await waits(world, 1)),
  ]
}

/** That a coordinator is told of what waits. */
async function waits(world: World, count: number): Promise<readonly string[]> {
  const today = (await world.ask('coordinator', '/team/wilson/today')).text
  const rows = await world.rows(`select id from phone_item where state in ('conflict', 'quarantine')`)
  return [
    ...(rows.length >= count ? [] : ['nothing waits for a person']),
    ...(/that phones sent wait/.test(today) ? [] : ['no coordinator is told']),
  ]
}

const restore: Sync = async (world) => {
  const phone = await newPhone(world)
  const [before, after] = [keep(phone, 10), keep(phone, 10)]
  await push(world, phone, before)
  await push(world, phone, after)
  const lost = after.map(({ id }) => id)
  await world.rows('delete from attempt where id = any($1)', [lost])
  await world.rows('delete from history where object_id = any($1)', [lost])
  await world.rows('delete from phone_item where sent_id = any($1)', [lost])
  const [anew] = [keep(phone, 1)]
  await pushAndLose(world, phone, anew)
  const isSent = await pushAll(world, phone)
  return [...(isSent ? [] : ['something waits for ever']), ...(await keptFaults(world, [phone]))]
}

const revoked: Sync = async (world) => {
  const phone = await newPhone(world)
  keep(phone, 1)
  await push(world, phone)
  await world.rows('update phone set ended_at = now() where id = $1', [phone.id])
  const more = keep(phone, 1)
  const pushed = await push(world, phone)
  const pulled = await fetchDay(world, phone)
  const told = `${pushed?.text}${pulled.text}`
  return [
    ...(pulled.status === 403 ? [] : [`the pull is answered with ${pulled.status}`]),
    ...is(standingsOf(phone, more), ['quarantine'], 'what it still sends'),
    ...(told.includes(phone.referralId) || /"referrals"|"people"/.test(told) ? ['it is told something'] : []),
    ...(await keptFaults(world, [phone])),
    ...(await waits(world, 1)),
  ]
}

const conflict: Sync = async (world, { fault }) => {
  const one = await newPhone(world)
  const two = await newPhone(world, one)
  const number = (phone: string) => item(one, { 'was-phone': '', phone }, 'contact')
  const first = number('252 555 0111')
  const isSame = /different values|both change|same field/i.test(fault)
  const second = isSame
    ? number('252 555 0122')
    : item(two, { mode: 'phone', outcome: 'engaged', note: 'They want help' })
  one.items = [first]
  two.items = [second]
  await push(world, one)
  await push(world, two)
  const page = (await world.ask('coordinator', `/team/wilson/referrals/${one.referralId}`)).text
  return [
    ...is(standingsOf(one, [first]), ['kept'], 'the first'),
    ...is(standingsOf(two, [second]), [isSame ? 'conflict' : 'kept'], 'the second'),
    ...(/555.?0111/.test(page) ? [] : ['the first is not what stands there']),
    ...(isSame ? await waits(world, 1) : await keptFaults(world, [two])),
  ]
}

const judges: Readonly<Record<string, Sync>> = {
  duplicate,
  'lost-answer': lostAnswer,
  reorder,
  poison,
  'kill-server': killServer,
  'disk-full': diskFull,
  'id-collision': sameId,
  restore,
  'revoked-device': revoked,
  conflict,
  'db-restart': restartDatabase,
  backup: async () => notPresent('the product makes no backup of its own, so there is nothing to restore'),
}
