import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { el, emsDocument, record } from '../src/referrals/ems/test-documents.ts'
import { findingsOf } from './browser.ts'
import { anotherPhone, inMinutes, letterTo, linkIn, pressOnce } from './coach-steps.ts'
import { handOver, onDisk, openWith, outreach, pin, setUpPhone } from './phone-steps.ts'
import { draw } from './steps.ts'

// The promises of a phone that is out all night: what is done without a network arrives once, whoever finds it learns nothing, and
// what nobody opens empties itself. All at 360 pixels.

const survivors = ['Casey', 'Robin', 'Lee'] as const

/** What the ambulance hands over at 6 pm: three people who were revived today. */
const export_ = (): string => {
  const { day } = inMinutes(-30)
  return emsDocument(
    survivors.map((name, at) =>
      record({
        uuid: `00000000-0000-4000-8000-00000000000${at}`,
        id: `0${at}`,
        times: el('eTimes.01', `${day}T00:0${at}:00-05:00`),
        patient:
          el('ePatient.PatientNameGroup', el('ePatient.02', 'Lantern') + el('ePatient.03', name)) +
          el('ePatient.05', '12 Main Street') +
          el('ePatient.09', '27893') +
          el('ePatient.18', `252-555-014${at}`),
        situation: el('eSituation.11', 'F11.20'),
      }),
    ),
  )
}

const listed = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const back = (page: Page): Promise<void> => page.getByRole('button', { name: 'Back to the list' }).click()
const isWhole = async (page: Page): Promise<void> => {
  expect(await findingsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
}

test('the ambulance hands over three people at six; a coach without signal reaches one, gives a kit and gets a signed release; at nine all arrives once; the lost phone tells nothing', {
  timeout: 600_000,
}, async () => {
  const all = await outreach()
  const { team, coach, coachId, rows } = all
  const count = async (statement: string): Promise<number> =>
    Number((await rows(`select count(*) as count from ${statement}`))[0]?.count)

  await team.goto('/team/wilson/referrals/import')
  await team.locator('#partnerId').selectOption({ label: 'Wilson County EMS' })
  await team.locator('input[type="file"]').setInputFiles({
    name: 'export.xml',
    mimeType: 'application/xml',
    buffer: Buffer.from(export_()),
  })
  await pressOnce(team, 'Check the rows')
  await pressOnce(team, 'Import 3')
  const brought = await rows(`select id from referral where source_record like '00000000-%' order by source_record`)
  for (const { id = '' } of brought) {
    await team.goto(`/team/wilson/referrals/${id}/hand-out`)
    await team.getByLabel('Delphine Okafor-Reyes').check()
    await team.getByLabel('Hand it out now').check()
    await pressOnce(team, 'Hand out')
  }
  const [kit] = await rows(
    `with act as (select set_config('app.act', 'test.setUp', false))
     insert into supply_move (org_id, id, lot_id, place, coach_id, quantity, why, moved_on)
     select l.org_id, gen_random_uuid(), l.id, 'bag', $1, 3, 'received', current_date - 1
     from act, supply_lot l join supply_item i on i.org_id = l.org_id and i.id = l.item_id
     where i.kind = 'naloxone kit' and l.recalled_on is null order by l.expires_on desc nulls last limit 1 returning lot_id`,
    [coachId],
  )

  await setUpPhone(coach)
  for (const name of survivors) await listed(coach, `${name} Lantern`).waitFor()
  await coach.context().setOffline(true)
  await coach.reload()
  await openWith(coach)

  // One person is reached, and has a kit now.
  await coach.getByRole('button', { name: 'Log an attempt for Casey Lantern' }).click()
  await coach.getByLabel('In person', { exact: true }).check()
  await coach.getByLabel('They asked for a visit').check()
  await coach.getByLabel('Somebody of EMS or another partner').check()
  await coach.getByLabel('Talked with them, and they want help').check()
  await coach
    .getByLabel(/two doses each|kit/i)
    .first()
    .fill('1')
  await coach.getByRole('button', { name: 'Log the attempt' }).click()
  await coach.getByText('Kept on this phone.').waitFor()

  // They sign with a finger, after a look at the Spanish text, for which nothing stays signed.
  await coach.getByRole('button', { name: 'Sign a release' }).click()
  await coach.getByRole('heading', { name: 'Sign a release' }).waitFor()
  await isWhole(coach)
  await coach.getByLabel('Name and birth date').check()
  await coach.getByLabel('What help they ask for').check()
  await coach.getByLabel('Who receives it').selectOption('RC3')
  await coach.getByLabel('What for').selectOption('getting help')
  await coach.getByLabel('Ends on').fill(inMinutes(90 * 24 * 60).day)
  await coach.getByLabel('Name of who signs').fill('Casey Lantern')
  await draw(coach)
  await coach.getByLabel('Language of the text').selectOption('es')
  await coach.getByText('Permito que el equipo').waitFor()
  expect(await coach.locator('input[name="drawn"]').inputValue()).toBe('')
  expect(await coach.getByLabel('Nombre y fecha de nacimiento').isChecked()).toBe(true)
  await coach.getByLabel('Language of the text').selectOption('en')
  expect(await coach.locator('input[name="drawn"]').inputValue(), 'this text is signed').toMatch(/^M/)
  await coach.getByRole('button', { name: 'Clear the signature' }).click()
  await coach.getByRole('button', { name: 'Save the signed release' }).click()
  await coach.getByText('Sign on the screen, or check that the typed name signs.').first().waitFor()
  await isWhole(coach)
  await draw(coach)
  await coach.getByRole('button', { name: 'Save the signed release' }).press('Enter')
  await coach.getByText('Kept on this phone.').waitFor()
  await coach.getByRole('button', { name: 'Write down miles' }).click()
  await coach.getByLabel('Odometer at the start').fill('48210.3')
  await coach.getByLabel('Odometer at the end').fill('48201')
  await coach.getByRole('button', { name: 'Save the trip' }).click()
  await coach.getByText('The odometer shows more at the end').first().waitFor()
  await isWhole(coach)
  await coach.getByLabel('Odometer at the end').fill('48222.8')
  await coach.getByRole('button', { name: 'Save the trip' }).click()
  await coach.getByText('Kept on this phone.').waitFor()
  await back(coach)
  await coach.getByText('3 items kept on this phone, not sent yet.').waitFor()
  expect(await onDisk(coach)).not.toMatch(/Lantern|L\d+ \d+L|48222/)
  expect(await count('phone_item')).toBe(0)

  // Meanwhile another wording takes the place of the one that was signed. Back in coverage the first answer is lost on the way.
  await team.goto('/team/wilson/linkage/texts/add')
  await team.getByLabel('What it is for').selectOption('release')
  await team.getByLabel('Language').selectOption('en')
  await team.getByLabel('Text', { exact: true }).fill('A new wording that says how it is taken back.')
  await pressOnce(team, 'Save text')
  let isLost = false
  await coach.route('**/phone/items', async (route) => {
    if (isLost) return route.continue()
    isLost = true
    await route.fetch()
    await route.abort()
  })
  await coach.context().setOffline(false)
  await coach.getByText('Not accepted: mend it').waitFor()
  expect(isLost).toBe(true)
  await isWhole(coach)
  await coach.getByText('The text that was signed was not in force on that day any more', { exact: false }).waitFor()
  await coach.getByRole('button', { name: 'Mend it' }).click()
  await coach.getByText('A new wording that says how').waitFor()
  expect(await coach.getByLabel('Name of who signs').inputValue()).toBe('Casey Lantern')
  await coach.getByLabel('I sign by typing my name').check()
  await coach.getByRole('button', { name: 'Save the signed release' }).click()
  await coach.getByText('Kept on this phone.').waitFor()
  await expect.poll(() => count(`consent where kind = 'release' and not is_sample`)).toBe(1)
  const logged = 'attempt t join phone_item i on i.sent_id = t.id'
  expect(await count(logged)).toBe(1)
  expect(await count(`supply_move where why = 'given' and coach_id = '${coachId}' and quantity = -1`)).toBe(1)
  expect(await rows('select miles::text from trip where not is_sample')).toEqual([{ miles: '12.5' }])
  expect(kit).toBeDefined()
  await team.goto('/team/wilson/outreach/trips')
  expect(await team.getByRole('table').innerText()).toContain('12.5')
  expect(await findingsOf(team)).toEqual([])
  await back(coach)
  await coach.getByText('All that was sent has arrived.').waitFor()

  // Lost in a taxi: ended by a coordinator. Whoever finds it has five tries, and then nothing is there.
  await coach.context().setOffline(true)
  await coach.reload()
  await coach.getByRole('heading', { name: 'Locked' }).waitFor()
  expect(await coach.locator('body').innerText()).not.toMatch(/Lantern|Main Street|overdose/i)
  await coach.context().setOffline(false)
  await team.goto('/team/wilson/phones')
  await team.getByRole('button', { name: /^End/ }).click()
  await team.getByText('Ended.').waitFor()
  for (let left = 4; left >= 0; left--) {
    await openWith(coach, `00000${left}`)
    await coach
      .getByText(left === 0 ? 'Everything was taken off this phone.' : left === 1 ? '1 try left' : `${left} tries left`)
      .waitFor()
  }
  expect(await onDisk(coach)).toBe('')
})

test('a phone locks after five minutes, opens by fingerprint, forgets its list after two days and all but unsent work after seven', {
  timeout: 600_000,
}, async () => {
  const all = await outreach()
  const { product, team, coach, rows } = all
  const referralId = await handOver(all, 'Casey Lantern')
  const email = 'delphine@wilson.example'
  const attempts = async (): Promise<number> =>
    Number((await rows('select count(*) as count from attempt where referral_id = $1', [referralId]))[0]?.count)
  const logs = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Log an attempt for Casey Lantern' }).click()
    await page.getByLabel('Phone call').check()
    await page.getByLabel('No answer').check()
    await page.getByRole('button', { name: 'Log the attempt' }).click()
    await page.getByText('Kept on this phone.').waitFor()
    await back(page)
  }
  await coach.clock.install()
  const devTools = await coach.context().newCDPSession(coach)
  await devTools.send('WebAuthn.enable')
  const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
    },
  })
  await setUpPhone(coach)
  await listed(coach, 'Casey Lantern').waitFor()

  // A passkey beside the PIN; who the phone does not know is asked for the PIN.
  await coach.getByText('Open it with fingerprint or face').click()
  await coach.getByLabel('Your PIN').fill('000111')
  await coach.getByRole('button', { name: 'Use fingerprint or face' }).click()
  await coach.getByText('That is not the PIN.').waitFor()
  await coach.getByLabel('Your PIN').fill(pin)
  await coach.getByRole('button', { name: 'Use fingerprint or face' }).click()
  await coach.getByText('From now on your fingerprint or face opens this page').waitFor()
  await coach.getByRole('button', { name: 'Lock now' }).press('Enter')
  await isWhole(coach)
  await coach.context().setOffline(true)
  await coach.getByRole('button', { name: 'Open with fingerprint or face' }).click()
  await listed(coach, 'Casey Lantern').waitFor()

  await coach.clock.fastForward(4 * 60_000)
  expect(await listed(coach, 'Casey Lantern').isVisible()).toBe(true)
  await coach.clock.fastForward(70_000)
  await coach.getByRole('heading', { name: 'Locked' }).waitFor()
  expect(await coach.locator('body').innerText()).not.toContain('Lantern')
  await devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await coach.getByRole('button', { name: 'Open with fingerprint or face' }).click()
  await coach.getByText('That did not open it. Type the PIN.').waitFor()
  await openWith(coach)
  await logs(coach)

  const later = async (hours: number): Promise<void> => {
    await coach.clock.setSystemTime(Date.now() + hours * 3_600_000)
    await coach.reload()
    await coach.getByText('1 item not sent yet.').waitFor()
    await openWith(coach)
    await coach.getByText('1 item kept on this phone, not sent yet.').waitFor()
  }
  await later(47)
  await listed(coach, 'Casey Lantern').waitFor()
  await later(49)
  await coach.getByText('No list is on this phone.').waitFor()
  await isWhole(coach)
  await later(8 * 24)
  expect(await coach.getByRole('listitem').count(), 'what was not sent is kept').toBe(1)
  await coach.clock.setSystemTime(Date.now())
  await coach.context().setOffline(false)
  await coach.reload()
  await openWith(coach)
  await coach.getByText('All that was sent has arrived.').waitFor()
  expect(await attempts()).toBe(1)

  // A second phone of the same coach; the same number changed on both is a conflict that a person decides.
  const second = await anotherPhone(team, product)
  await second.goto('/sign-in')
  await second.getByRole('textbox', { name: 'Mail address' }).fill(email)
  await second.getByRole('button', { name: 'Send a link by mail' }).click()
  await second.goto(linkIn(await letterTo(product, email, '/sign-in/link/'), '/sign-in/link/'))
  await second
    .getByRole('button', { name: /sign in/i })
    .first()
    .click()
  await second.waitForURL(/\/team/)
  await setUpPhone(second)
  const changes = async (page: Page, number: string): Promise<void> => {
    await listed(page, 'Casey Lantern').click()
    await page.getByRole('button', { name: 'Change how to reach them' }).click()
    await page.getByLabel('Phone').fill(number)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Kept on this phone.').waitFor()
    await back(page)
  }
  for (const page of [coach, second]) await page.context().setOffline(true)
  await logs(second)
  await changes(second, '252 555 0177')
  await changes(coach, '252 555 0188')
  await second.context().setOffline(false)
  await second.getByText('All that was sent has arrived.').waitFor()
  await coach.context().setOffline(false)
  await coach.getByText('Sent: differs from what is there').waitFor()
  for (const words of ['Yours: 252 555 0188', 'Kept there now: +12525550177']) await coach.getByText(words).waitFor()
  await isWhole(coach)
  expect(await attempts()).toBe(2)
  await team.goto('/team/wilson/phones')
  await team.getByRole('link', { name: 'How somebody is reached' }).click()
  for (const words of ['252 555 0188', '+12525550177'])
    expect(await team.getByRole('table', { name: 'Both versions' }).innerText()).toContain(words)
  expect(await findingsOf(team)).toEqual([])

  // They leave the team: nothing is given to their phones, and what those still send waits for a coordinator.
  await second.context().setOffline(true)
  await logs(second)
  await rows(
    `with act as (select set_config('app.act', 'test.setUp', false))
     delete from membership using act where person_id = (select id from person where email = $1)`,
    [email],
  )
  await second.context().setOffline(false)
  await second.getByText('This phone was ended, or you are no coach').waitFor()
  await second.getByText('Sent: waits for a coordinator').waitFor()
  expect(await listed(second, 'Casey Lantern').count()).toBe(0)
  expect(await attempts()).toBe(2)
  await team.goto('/team/wilson/phones')
  await team.getByText('Sent from a phone that was ended, or by somebody who is no coach').waitFor()
})
