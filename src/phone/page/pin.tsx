import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { emptyVault, makeVault, mostTries, openByPasskey, openVault, type Vault, vaultStands } from './vault.ts'

/** Before the vault is open: setting the phone up, and the PIN. `say` puts a screen on the page, `opened` goes on. */
export type Gate = {
  readonly say: (screen: JSX.Element) => void
  readonly opened: (vault: Vault) => void
}

/** The first screen: the PIN where this phone is set up, else how it is. */
export async function enter(gate: Gate, problem = ''): Promise<void> {
  const stands = await vaultStands()
  gate.say(
    stands.isThere ? <Pin gate={gate} stands={stands} problem={problem} /> : <SetUp gate={gate} problem={problem} />,
  )
}

export const Alert = ({ children }: { children: string }): JSX.Element | null =>
  children === '' ? null : (
    <p class="problems" role="alert">
      {children}
    </p>
  )

/** What was typed, by the name of its field. */
export function fieldsOf(event: Event): (name: string) => string {
  event.preventDefault()
  const typed = new FormData(event.currentTarget as HTMLFormElement) // of a form's own submit
  return (name) => {
    const value = typed.get(name)
    return typeof value === 'string' ? value : ''
  }
}

export const PinField = ({ name, label }: { name: string; label: string }): JSX.Element => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      class="short"
      type="password"
      inputMode="numeric"
      autocomplete="off"
      minLength={6}
      required
    />
  </div>
)

function Pin({
  gate,
  stands: { triesLeft: left, unsent, hasPasskey },
  problem,
}: {
  gate: Gate
  stands: Awaited<ReturnType<typeof vaultStands>>
  problem: string
}): JSX.Element {
  const submit = async (event: Event): Promise<void> => {
    const pin = fieldsOf(event)('pin')
    const vault = await openVault(pin)
    if (vault) return gate.opened(vault)
    await enter(
      gate,
      left > 1 ? 'That is not the PIN.' : 'That was not the PIN, five times. Everything was taken off this phone.',
    )
  }
  const byPasskey = async (): Promise<void> => {
    const vault = await openByPasskey()
    if (vault) return gate.opened(vault)
    await enter(gate, 'That did not open it. Type the PIN.')
  }
  const empty = async (): Promise<void> => {
    if (!confirm('Take everything off this phone? What was not sent is lost for good.')) return
    await emptyVault()
    await enter(gate)
  }
  return (
    <>
      <h1>Locked</h1>
      {hasPasskey && (
        <p>
          <button class="button" type="button" onClick={() => void byPasskey()}>
            Open with fingerprint or face
          </button>
        </p>
      )}
      <form class="form" onSubmit={(event) => void submit(event)}>
        <Alert>{problem}</Alert>
        <PinField name="pin" label="PIN" />
        {left < mostTries && (
          <p>{counted(left, 'try', 'tries')} left. After the last one, everything is taken off this phone.</p>
        )}
        <div class="form-acts">
          <button class="button" type="submit">
            Open
          </button>
        </div>
      </form>
      {unsent > 0 && <p>{counted(unsent, 'item')} not sent yet.</p>}
      <p>
        <button class="link" type="button" onClick={() => void empty()}>
          Forgot the PIN
        </button>
      </p>
    </>
  )
}

function SetUp({
  gate,
  problem,
  choose = [],
}: {
  gate: Gate
  problem: string
  choose?: readonly { id: string; name: string }[]
}): JSX.Element {
  const submit = async (event: Event): Promise<void> => {
    const fields = fieldsOf(event)
    const again = (words: string, counties = choose): void =>
      gate.say(<SetUp gate={gate} problem={words} choose={counties} />)
    const pin = fields('pin')
    if (!/^\d{6,12}$/.test(pin)) return again('A PIN has 6 to 12 digits.')
    if (/^(\d)\1+$|^(?:0123456|123456|1234567|12345678|654321)/.test(pin))
      return again('That PIN is guessed first. Choose another.')
    if (pin !== fields('again')) return again('The two are not the same. Type the PIN twice.')
    if (!globalThis.crypto?.subtle)
      return again('This address is not safe enough for this: it has to begin with https.')
    const asked = await askForPhone(fields('org'))
    if (asked.choose) return again('Choose which team this phone is for.', asked.choose)
    if (asked.problem !== undefined) return again(asked.problem)
    const vault = await makeVault(pin)
    const me = { token: asked.token, phoneId: asked.id, county: asked.county, known: 0 }
    await vault.put([{ id: 'me', kind: 'me', value: me }])
    await navigator.storage?.persist?.()
    // From now on the PIN is the only way in on this phone.
    await fetch('/sign-out', { method: 'POST', body: new URLSearchParams(), redirect: 'manual' }).catch(() => undefined)
    const mine = await openVault(pin)
    if (mine) gate.opened(mine)
  }
  return (
    <>
      <h1>Work without a network</h1>
      <p>
        Set this phone up once, while you are signed in. Then you see who is in your hands and log what you did, also
        where there is no network.
      </p>
      <ul>
        <li>You choose a PIN. Nobody can open this phone’s page without it, and nobody can tell you what it was.</li>
        <li>You are signed out in this browser, so that whoever finds the phone finds nothing.</li>
        <li>Turn on your phone’s own screen lock too.</li>
      </ul>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <Alert>{problem}</Alert>
        {problem.includes('signed in') && (
          <p>
            <a href="/sign-in?returnTo=/phone">Sign in</a>
          </p>
        )}
        {choose.length > 0 && (
          <div class="field">
            <label for="org">Team</label>
            <select id="org" name="org">
              {choose.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <PinField name="pin" label="PIN, 6 digits or more" />
        <PinField name="again" label="The same PIN again" />
        <div class="form-acts">
          <button class="button" type="submit">
            Set this phone up
          </button>
        </div>
      </form>
    </>
  )
}

type Asked =
  | {
      readonly token: string
      readonly id: string
      readonly county: string
      readonly choose?: undefined
      readonly problem?: undefined
    }
  | { readonly choose: readonly { id: string; name: string }[]; readonly problem?: undefined }
  | { readonly problem: string; readonly choose?: undefined }

/** Asks the server to know this phone, as who is signed in. */
export async function askForPhone(org: string): Promise<Asked> {
  const answer = await fetch('/phone/set-up', { method: 'POST', body: new URLSearchParams({ org }) }).catch(() => null)
  if (!answer) return { problem: 'There is no network. Setting up needs one, once.' }
  if (answer.status === 401) return { problem: 'Nobody is signed in here. Sign in, then come back.' }
  const told = (await answer.json().catch(() => ({}))) as {
    token?: string
    id?: string
    county?: string
    choose?: readonly { id: string; name: string }[]
    problems?: readonly { message: string }[]
  }
  if (told.choose) return { choose: told.choose }
  if (told.token !== undefined && told.id !== undefined)
    return { token: told.token, id: told.id, county: told.county ?? '' }
  return { problem: told.problems?.[0]?.message ?? 'That did not work. Try again where there is a network.' }
}
