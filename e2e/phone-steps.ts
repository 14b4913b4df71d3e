import type { Page } from 'playwright-core'
import { rowsOf } from './behind.ts'
import type { Product } from './browser.ts'
import { anotherPhone, coachOfRoster } from './coach-steps.ts'
import { enterTeam, newcomer } from './steps.ts'

// What a coach does with a phone, as a person does it.

export const pin = '582913'

/** A coordinator at a desk, and a coach of theirs on a phone of 360 pixels, signed in and with nothing set up yet. */
export type Outreach = {
  readonly product: Product
  readonly team: Page
  readonly coach: Page
  readonly coachId: string
  readonly rows: ReturnType<typeof rowsOf>
}

export async function outreach(): Promise<Outreach> {
  const { product, page: team } = await newcomer()
  await enterTeam(team, product)
  const coach = await anotherPhone(team, product)
  const who = { name: 'Delphine Okafor-Reyes', email: 'delphine@wilson.example' }
  const coachId = await coachOfRoster(team, coach, product, who)
  return { product, team, coach, coachId, rows: rowsOf(product) }
}

/** Takes a referral in at the desk and hands it to the coach; answers its id. */
export async function handOver({ team, coachId, rows }: Outreach, survivor: string): Promise<string> {
  await team.goto('/team/wilson/referrals/add')
  await team.getByLabel('Who tells of it').selectOption('ems')
  await team.getByLabel('Name of the person').fill(survivor)
  await team.getByLabel('Phone', { exact: false }).first().fill('252 555 0142')
  await team
    .getByRole('button', { name: /^(Add|Take)/ })
    .first()
    .click()
  await team.getByText(survivor).first().waitFor()
  const referralId = new URL(team.url()).pathname.split('/').at(-1) ?? ''
  await assign({ rows, coachId }, referralId)
  return referralId
}

/** Gives a referral into the hands of a coach. */
export const assign = ({ rows, coachId }: Pick<Outreach, 'rows' | 'coachId'>, referralId: string): Promise<unknown> =>
  rows(
    `with act as (select set_config('app.act', 'test.handOut', false)),
     handed as (insert into referral_assignment (org_id, id, referral_id, coach_id, from_at)
       select org_id, gen_random_uuid(), id, $2, now() from referral, act where id = $1)
     update referral set state = 'assigned' where id = $1`,
    [referralId, coachId],
  )

/** Sets the phone up on which the coach is signed in, and waits until it works without a network. */
export async function setUpPhone(page: Page): Promise<void> {
  await page.goto('/phone')
  await page.getByLabel('PIN, 6 digits or more').fill(pin)
  await page.getByLabel('The same PIN again').fill(pin)
  await page.getByRole('button', { name: 'Set this phone up' }).click()
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
}

export const openWith = async (page: Page, typed = pin): Promise<void> => {
  await page.getByLabel('PIN', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

/** All bytes that the browser keeps of the page, as letters. */
export const onDisk = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('better-off-phone')
      asked.onsuccess = () => done(asked.result)
    })
    const rows = await new Promise<Record<string, unknown>[]>((done) => {
      const asked = db.transaction('rows').objectStore('rows').getAll()
      asked.onsuccess = () => done(asked.result)
    })
    return rows
      .map((row) => JSON.stringify(row) + new TextDecoder('latin1').decode(row.sealed as ArrayBuffer))
      .join('\n')
  })
