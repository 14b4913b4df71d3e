import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { killPostgres } from '../product.ts'
import { fillDisk, smallDisk, smallDiskFault } from '../small-disk.ts'
import type { SyncCase } from './cases.ts'
import { fullPhoneFaults } from './sync-full-phone.ts'
import { type CasePhone, keep, keptFaults, newPhone, push, pushAll } from './sync-phone.ts'
import { notPresent, type Verdict } from './verdict.ts'
import type { World } from './world.ts'

// What is done to the server while phones send.

/** Judges a case of phones: what is wrong, or a verdict. */
export type Sync = (world: World, one: SyncCase) => Promise<readonly string[] | Verdict>

/** Eight phones send on and on while something is done to the server again and again. */
async function whileEightPush(world: World, times: number, strike: () => Promise<void>): Promise<readonly string[]> {
  const phones: CasePhone[] = []
  while (phones.length < 8) phones.push(await newPhone(world))
  let isOver = false
  const sending = phones.map(async (phone) => {
    while (!isOver) {
      keep(phone, 1 + Math.floor(Math.random() * 3))
      await push(world, phone)
      await pause(200)
    }
  })
  for (let at = 0; at < times; at++) {
    await pause(50 + Math.random() * 400)
    await strike()
  }
  isOver = true
  await Promise.all(sending)
  await world.rows('delete from rate_limit') // a phone waits a minute instead
  const sent = await Promise.all(phones.map((phone) => pushAll(world, phone)))
  const log = world.newLog() // that the database was gone stands there, and rightly
  return [
    ...(sent.every(Boolean) ? [] : ['a phone could not send all']),
    ...(log.includes('Note of') ? ['the log has a note'] : []),
    ...(await keptFaults(world, phones)),
  ]
}

const setTo = (name: string, usual: number): number => Number(process.env[name] ?? usual)

export const killServer: Sync = (world) => whileEightPush(world, setTo('KILLS', 5), () => world.restart())

export const restartDatabase: Sync = async (world) => {
  if (world.product.data.databaseUrl) return notPresent('the database is elsewhere, and not ours to stop')
  return whileEightPush(world, setTo('RESTARTS', 3), async () => {
    await killPostgres(world.product.data)
    while ((await world.rows('select 1').catch(() => [])).length === 0) await pause(50)
  })
}

export const diskFull: Sync = async (world, { fault }) => {
  if (/phone|quota|browser/i.test(fault)) return fullPhoneFaults(world)
  const why = world.product.data.databaseUrl ? 'the database is elsewhere' : smallDiskFault()
  if (why) return notPresent(why)
  const dataDir = smallDisk(world.whenOver)
  const data = { dataDir, databaseUrl: undefined }
  world.whenOver(() => killPostgres(data))
  const small = await world.another(data)
  const phone = await newPhone(small)
  keep(phone, 5)
  await push(small, phone)
  const ballast = join(dataDir, 'ballast')
  fillDisk(ballast)
  let answer = await push(small, phone)
  for (let tries = 0; tries < 400 && answer?.status === 200; tries++) {
    keep(phone, 50, { note: 'x'.repeat(1_900) })
    answer = await push(small, phone)
  }
  const ready = await small.send('/readyz')
  rmSync(ballast)
  const isSent = await pushAll(small, phone)
  small.newLog() // that the disk was full stands there, and rightly
  return [
    ...(answer?.status === 503 && /disk of this site is full/.test(answer.text)
      ? []
      : [`a full disk is answered with ${answer?.status}`]),
    ...(/disk .*full/.test(ready.text) ? [] : [`/readyz says: ${ready.text}`]),
    ...(isSent ? [] : ['what waited does not arrive once there is room']),
    ...(await keptFaults(small, [phone])),
  ]
}
