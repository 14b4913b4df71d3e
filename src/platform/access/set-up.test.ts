import { expect, test } from 'vitest'
import { linkAtStart, makeSignInLink } from './set-up.ts'
import { frontOf } from './test-front.ts'

const unmailed = { isMailed: false }

test('a start prints a link until the first administrator has a password', async () => {
  const front = await frontOf()
  const link = await linkAtStart(front.db, unmailed)
  const first = front.browser()
  expect((await first.post(`/sign-in/link/${link}`)).status).toBe(303)
  expect(await linkAtStart(front.db, unmailed)).not.toBeNull()
  await first.post('/account/password', { password: 'lantern gravel otter' })
  expect(await linkAtStart(front.db, unmailed)).toBeNull()
})

test('a start prints no link to somebody with a passkey', async () => {
  const front = await frontOf()
  await front.db.owner(
    `insert into passkey (id, person_id, name, public_key, counter) select 'key', id, 'Laptop', '', 0 from person where is_operator`,
  )
  expect(await linkAtStart(front.db, unmailed)).toBeNull()
})

test('a start prints no link to somebody whom mail has reached, as long as mail is sent', async () => {
  const front = await frontOf()
  expect(await linkAtStart(front.db, { isMailed: true })).not.toBeNull()
  await front.db.owner('update person set proven_at = now() where is_operator')
  expect(await linkAtStart(front.db, { isMailed: true })).toBeNull()
  expect(await linkAtStart(front.db, unmailed)).not.toBeNull()
})

test('a new link ends those made before, for the same person only', async () => {
  const front = await frontOf()
  const status = async (token: string | null) => (await front.browser().post(`/sign-in/link/${token}`)).status
  const [vic, first, second] = [
    await makeSignInLink(front.db, 'vic@wilson.example', 24),
    await linkAtStart(front.db, unmailed),
    await linkAtStart(front.db, unmailed),
  ]
  expect([await status(first), await status(second), await status(vic)]).toEqual([410, 303, 303])
  const [third, fourth] = [
    await makeSignInLink(front.db, 'vic@wilson.example', 24),
    await makeSignInLink(front.db, 'vic@wilson.example', 24),
  ]
  expect([await status(third), await status(fourth)]).toEqual([410, 303])
})
