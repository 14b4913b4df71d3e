import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { mayHavePasskey } from './passkey.ts'
import { Alert, fieldsOf, PinField } from './pin.tsx'
import { addPasskey, vaultStands } from './vault.ts'

const words = {
  no: '',
  added: '',
  'wrong PIN': 'That is not the PIN. After five wrong ones, everything is taken off this phone.',
  'not made': 'This phone cannot do it, or it was stopped. The PIN opens it as before.',
} as const

/** Opening the phone's page with the phone's own fingerprint or face, where it can; the PIN stays as the other way. */
export function PasskeyForm({ emptied }: { emptied: () => void }): JSX.Element | null {
  const [may, allow] = useState<'no' | 'yes' | 'has'>('no')
  const [said, say] = useState<keyof typeof words>('no')
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { hasPasskey } = await vaultStands()
      allow(hasPasskey ? 'has' : (await mayHavePasskey()) ? 'yes' : 'no')
    }
    void look()
  }, [said])
  const submit = async (event: Event): Promise<void> => {
    const done = await addPasskey(fieldsOf(event)('pin'))
    if (!(await vaultStands()).isThere) return emptied()
    say(done)
  }
  if (said === 'added')
    return <p role="status">From now on your fingerprint or face opens this page, and so does the PIN.</p>
  if (may !== 'yes') return null
  return (
    <details>
      <summary>Open it with fingerprint or face</summary>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <Alert>{words[said]}</Alert>
        <PinField name="pin" label="Your PIN" />
        <div class="form-acts">
          <button class="button second" type="submit">
            Use fingerprint or face
          </button>
        </div>
      </form>
    </details>
  )
}
