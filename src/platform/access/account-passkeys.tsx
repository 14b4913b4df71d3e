import type { JSX } from 'preact'
import type { Refused } from '../http/route.ts'
import { Hidden, Problems } from '../ui/form.tsx'
import { Instant } from '../ui/instant.tsx'
import type { Account } from './account.ts'
import type { Passkey } from './model.ts'

export function Passkeys({ account, form }: { account: Account; form: Refused }): JSX.Element {
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p class="lead">
        A passkey signs you in with your fingerprint, face or device code. It cannot be guessed or given away.
      </p>
      <Problems form={form} />
      {account.passkeys.length > 0 && (
        <ul class="things">
          {account.passkeys.map((passkey, index) => (
            <OnePasskey key={passkey.id} passkey={passkey} index={index} mayRemove={account.isFresh} />
          ))}
        </ul>
      )}
      {account.isFresh ? (
        <div class="form" data-passkey="add" hidden>
          <div class="field">
            <label for="passkey-name">Name of the new passkey</label>
            <div class="help" id="passkey-name-help">
              So that you know it again, such as “work laptop”.
            </div>
            <input
              id="passkey-name"
              class="middle"
              maxLength={120}
              autoComplete="off"
              aria-describedby="passkey-name-help"
            />
          </div>
          <div class="form-acts">
            <button type="button" class="button second">
              Add a passkey
            </button>
          </div>
          <p class="problem" data-passkey-said role="status" />
        </div>
      ) : (
        <SignInAgain />
      )}
      <noscript>
        <p class="quiet">Adding a passkey needs JavaScript.</p>
      </noscript>
    </section>
  )
}

const OnePasskey = ({
  passkey,
  index,
  mayRemove,
}: {
  passkey: Passkey
  index: number
  mayRemove: boolean
}): JSX.Element => (
  <li>
    <div>
      <strong>{passkey.name}</strong>
      <p class="quiet">
        Added <Instant at={passkey.createdAt} />
        {passkey.lastUsedAt ? (
          <>
            , last used <Instant at={passkey.lastUsedAt} />
          </>
        ) : (
          ', not used yet'
        )}
      </p>
    </div>
    <details>
      <summary>Rename{mayRemove ? ' or remove' : ''}</summary>
      <form method="post" action="/account/passkeys/rename" class="inline-form">
        <Hidden name="id" value={passkey.id} />
        <label for={`passkey-${index}`}>Name</label>
        <input id={`passkey-${index}`} name="name" value={passkey.name} maxLength={120} autoComplete="off" />
        <button type="submit" class="button second small">
          Save name
        </button>
      </form>
      {mayRemove && (
        <form method="post" action="/account/passkeys/remove">
          <Hidden name="id" value={passkey.id} />
          <button type="submit" class="button danger small" data-working="Removing…">
            Remove this passkey
          </button>
        </form>
      )}
    </details>
  </li>
)

export const SignInAgain = (): JSX.Element => (
  <p class="note">
    You signed in more than an hour ago. <a href="/sign-in?returnTo=/account">Sign in again</a> to change this.
  </p>
)
