// Signing in with a passkey and adding one: what only a script can ask of the browser.
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

const signInButton = document.querySelector<HTMLButtonElement>('button[data-passkey="sign-in"]')
const adding = document.querySelector<HTMLElement>('[data-passkey="add"]')

if (browserSupportsWebAuthn()) {
  if (signInButton) offer(signInButton, signInButton, signIn)
  const addButton = adding?.querySelector('button')
  if (adding && addButton) offer(adding, addButton, add)
}

/** Shows what was hidden, and lets the button do its work once at a time. */
function offer(shown: HTMLElement, button: HTMLButtonElement, work: () => Promise<void>): void {
  shown.hidden = false
  button.addEventListener('click', () => {
    if (button.ariaDisabled === 'true') return
    button.ariaDisabled = 'true'
    say('')
    work()
      .catch((error: unknown) => say(wordsFor(error)))
      .finally(() => {
        button.ariaDisabled = null
      })
  })
}

async function signIn(): Promise<void> {
  const begun = await post<Begun<PublicKeyCredentialRequestOptionsJSON>>('/sign-in/passkey/options', {})
  const response = await startAuthentication({ optionsJSON: begun.options })
  const returnTo = document.querySelector<HTMLInputElement>('input[name="returnTo"]')?.value ?? ''
  const { challengeId } = begun
  await goOn(post('/sign-in/passkey/verify', { challengeId, response: JSON.stringify(response), returnTo }))
}

async function add(): Promise<void> {
  const begun = await post<Begun<PublicKeyCredentialCreationOptionsJSON>>('/account/passkeys/options', {})
  const response = await startRegistration({ optionsJSON: begun.options })
  const name = document.querySelector<HTMLInputElement>('#passkey-name')?.value ?? ''
  const { challengeId } = begun
  await goOn(post('/account/passkeys/verify', { challengeId, response: JSON.stringify(response), name }))
}

type Begun<T> = { readonly challengeId: string; readonly options: T }

const goOn = async (answer: Promise<{ readonly goTo: string }>): Promise<void> => location.assign((await answer).goTo)

class Refused extends Error {}

async function post<T>(path: string, fields: Readonly<Record<string, string>>): Promise<T> {
  const response = await fetch(path, { method: 'POST', body: new URLSearchParams(fields) })
  const isOurs = response.headers.get('content-type')?.startsWith('application/json') ?? false
  const answer = (isOurs ? await response.json() : {}) as { problems?: readonly { message: string }[] }
  if (!response.ok || !isOurs) throw new Refused(answer.problems?.[0]?.message)
  return answer as T
}

function wordsFor(error: unknown): string {
  if (error instanceof Refused && error.message) return error.message
  const { name, code } = error as { name?: string; code?: string }
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'This device has a passkey for you already.'
  if (name === 'NotAllowedError') return 'No passkey was used. Try again, or sign in another way.'
  return 'The passkey did not work. Try again, or sign in another way.'
}

function say(words: string): void {
  const place = document.querySelector('[data-passkey-said]')
  if (place) place.textContent = words
}
