import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freshDb } from '../db/test-db.ts'
import { readTexts } from './body.ts'
import type { Calm } from './calm.ts'
import { doors } from './doors.tsx'
import type { Actor, Membership } from './route.ts'
import { uploadRoom } from './upload-room.ts'

const sizes = { most: 20, waiting: 3, each: 4, patience: 50 }

test('uploads come in as long as there is room, and the others in the order of arrival as room is made', async () => {
  const room = uploadRoom({ ...sizes, patience: 60_000 })
  const leaves = [await room.enter('ana', 10), await room.enter('ben', 10)]
  const seen: string[] = []
  const third = room.enter('chi', 10).then((leave) => (seen.push('chi'), leave))
  const fourth = room.enter('dee', 10).then((leave) => (seen.push('dee'), leave))
  await pause(5)
  expect(seen).toEqual([])
  leaves[0]?.()
  leaves[0]?.() // leaving twice makes no room twice
  await third
  expect(seen).toEqual(['chi'])
  leaves[1]?.()
  expect(await fourth).not.toBeNull()
})

test('what is larger than the room comes in alone', async () => {
  const room = uploadRoom({ ...sizes, patience: 60_000 })
  const leave = await room.enter('ana', 10)
  const large = room.enter('ben', 90)
  leave?.()
  expect(await large).not.toBeNull()
})

test('who waits too long goes, and makes way for who stands behind', async () => {
  const room = uploadRoom(sizes)
  await room.enter('ana', 15)
  const large = room.enter('ben', 15)
  await pause(30)
  const small = room.enter('chi', 5)
  expect(await large).toBeNull()
  expect(await small).not.toBeNull()
})

test('so many wait and no more, and nobody alone fills the room', async () => {
  const room = uploadRoom({ ...sizes, patience: 60_000 })
  for (let at = 0; at < 4; at++) void room.enter('ana', 20)
  expect(await room.enter('ana', 1), 'four of Ana are there or wait').toBeNull()
  expect(await room.enter('ben', 1), 'three wait').toBeNull()
})

const partOf = (form: FormData): Request => new Request('http://localhost/', { method: 'POST', body: form })

test('the fields of an upload are read and its files are let go, wherever they stand and whatever is in them', async () => {
  const form = new FormData()
  form.append('title', 'Ethics \u00e9 \u65e5\u672c')
  form.append(
    'file',
    new Blob([Buffer.from('%PDF\r\n--not a boundary\r\n\r\n'), Buffer.alloc(3_000_000, '\r\n-')]),
    'scan.pdf',
  )
  form.append('hours', '12')
  form.append('second', new Blob([]), 'empty.pdf')
  form.append('words', 'a\r\nb; filename="c"')
  const typed = await readTexts(partOf(form), 5_000_000)
  expect(typed.values()).toEqual({ title: 'Ethics \u00e9 \u65e5\u672c', hours: '12', words: 'a\nb; filename="c"' })
})

test('the fields of an upload are read the same however the bytes come in', async () => {
  const form = new FormData()
  form.append('one', '1')
  form.append('file', new Blob(['x\r\n--x\r\n--']), 'a.txt')
  form.append('two', '2')
  const whole = partOf(form)
  const kind = whole.headers.get('content-type') ?? ''
  const bytes = new Uint8Array(await whole.arrayBuffer())
  for (const step of [1, 2, 7, 1_000]) {
    const body = new ReadableStream<Uint8Array>({
      start(out) {
        for (let at = 0; at < bytes.length; at += step) out.enqueue(bytes.slice(at, at + step))
        out.close()
      },
    })
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': kind },
      body,
      duplex: 'half',
    } as RequestInit)
    expect((await readTexts(request, 10_000)).values(), `${step} at a time`).toEqual({ one: '1', two: '2' })
  }
})

/** One door for uploads, which holds each as long as `release` is not called. */
async function house() {
  const db = await freshDb()
  const shown: Calm[] = []
  let release = (): void => undefined
  const held = new Promise<void>((done) => {
    release = done
  })
  const membership = {
    org: 1,
    slug: 'wilson',
    role: 'coach',
    timeZone: 'America/New_York',
    coachId: null,
  } as unknown as Membership
  const actor = { id: '00000000-0000-7000-8000-000000000001', memberships: [membership] } as unknown as Actor
  const answer = doors({
    team: [
      {
        method: 'POST',
        path: '/papers',
        may: ['coach'],
        limit: 1_000,
        answer: async (visit) => {
          const file = await visit.file('file')
          await held
          return new Response(`kept ${file?.bytes.length}`)
        },
      },
    ],
    open: [],
    db,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: () => new Date(),
    baseUrl: 'http://localhost',
    actorOf: async () => actor,
    calm: (page) => {
      shown.push(page)
      return new Response(page.title, { status: page.status })
    },
    uploads: uploadRoom({ most: 1_500, waiting: 1, each: 10, patience: 200 }),
  })
  const send = (name: string): Promise<Response> => {
    const form = new FormData()
    form.append('title', name)
    form.append('file', new Blob(['x'.repeat(500)]), 'scan.pdf')
    return answer(new Request('http://localhost/team/wilson/papers', { method: 'POST', body: form }), '192.0.2.1')
  }
  return { send, shown, release }
}

test('an upload that there is no room for is answered calmly, and what was typed with it is kept', async () => {
  const { send, shown, release } = await house()
  const [first, second, third] = [send('First'), send('Second'), send('Third')]
  expect((await third).status).toBe(503)
  expect((await second).status, 'waited in vain').toBe(503)
  expect(shown.map(({ title }) => title)).toEqual(Array(2).fill('Many files are being sent at once'))
  const kept = shown.map(({ again }) => again?.typed.values())
  expect(kept).toEqual([{ title: 'Third' }, { title: 'Second' }])
  release()
  expect(await (await first).text()).toBe('kept 500')
  expect(await (await send('Fourth')).text()).toBe('kept 500')
})
