import type { ComponentChildren, JSX } from 'preact'
import { asset } from '../assets.ts'
import type { Actor, Refused } from '../http/route.ts'
import { typedFrom } from '../http/typed.ts'
import { Form, fresh, Hidden, Problems, TextField } from '../ui/form.tsx'
import { Instant, ZoneOfPage } from '../ui/instant.tsx'
import { Document } from '../ui/shell.tsx'
import type { Account } from './account.ts'
import type { AccountEvent, Passkey, Session, SignInMethod } from './model.ts'
import { shortestPassword } from './password-rule.ts'

/** Which form of the page came back with problems. */
export type AccountForm = 'name' | 'address' | 'password' | 'passkey' | 'sessions'

type AccountView = {
  readonly actor: Actor
  readonly account: Account
  readonly said: string | null
  readonly refused?: { readonly which: AccountForm; readonly form: Refused }
}

/** A page of a signed-in person outside of any organisation. */
function OwnPage({
  actor,
  title,
  children,
}: {
  actor: Actor
  title: string
  children: ComponentChildren
}): JSX.Element {
  const zone = actor.memberships[0]?.timeZone
  return (
    <Document title={`${title} – Better Off`}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="masthead">
        <a class="masthead-name" href="/team">
          Better Off
        </a>
        <nav class="masthead-account" aria-label="Account">
          <Places actor={actor} />
          <a href="/account">{actor.name}</a>
          <form method="post" action="/sign-out">
            <button class="link" type="submit">
              Sign out
            </button>
          </form>
        </nav>
      </header>
      <main id="content" class="own" tabindex={-1}>
        <div class="heading">
          <h1>{title}</h1>
        </div>
        {zone === undefined ? children : <ZoneOfPage.Provider value={zone}>{children}</ZoneOfPage.Provider>}
      </main>
    </Document>
  )
}

function Places({ actor }: { actor: Actor }): JSX.Element | null {
  const [only, second] = actor.memberships
  if (!only) return null
  return second ? <a href="/team">Organisations</a> : <a href={`/team/${only.slug}`}>{only.name}</a>
}

export function AccountPage({ actor, account, said, refused }: AccountView): JSX.Element {
  const formOf = (which: AccountForm, else_: Refused): Refused => (refused?.which === which ? refused.form : else_)
  return (
    <OwnPage actor={actor} title="Your account">
      {said && saidWords[said] && (
        <p class="said" role="status">
          {saidWords[said]}
        </p>
      )}
      <section aria-labelledby="who">
        <h2 id="who">Name</h2>
        <Form form={formOf('name', fresh(typedFrom({ name: actor.name })))} action="/account/name" save="Save name">
          <TextField
            form={formOf('name', fresh(typedFrom({ name: actor.name })))}
            name="name"
            label="Your name"
            help="It stands beside what you change."
            autoComplete="name"
            width="middle"
          />
        </Form>
      </section>
      <Address actor={actor} account={account} form={formOf('address', fresh())} />
      <Password account={account} form={formOf('password', fresh())} />
      <Passkeys account={account} form={formOf('passkey', fresh())} />
      <Sessions sessions={account.sessions} current={actor.sessionId} />
      <Events events={account.events} />
      <script type="module" src={asset('passkey.js')} />
    </OwnPage>
  )
}

const saidWords: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  'password-set': 'Your password is set. Every other session has ended.',
  'passkey-added': 'The passkey is added. It signs you in from now on.',
  'passkey-removed': 'The passkey is removed.',
  ended: 'Ended.',
  cleared:
    'Your address is confirmed by mail. A password and passkeys that were set before are removed, since nobody knew whose they were. Set them again below.',
}

function Address({ actor, account, form }: { actor: Actor; account: Account; form: Refused }): JSX.Element {
  return (
    <section aria-labelledby="address">
      <h2 id="address">Mail address</h2>
      {account.hasPlaceholder ? (
        <>
          <p class="note">
            {actor.email} is a stand-in that no mail reaches. Give your own address, then set a password: after that you
            can sign in without a link from the terminal.
          </p>
          <Form form={form} action="/account/address" save="Use this address">
            <TextField form={form} name="email" label="Mail address" type="email" autoComplete="email" width="middle" />
          </Form>
        </>
      ) : (
        <p>
          You sign in with <strong>{actor.email}</strong>.
        </p>
      )}
    </section>
  )
}

const SignInAgain = (): JSX.Element => (
  <p class="note">
    You signed in more than an hour ago. <a href="/sign-in?returnTo=/account">Sign in again</a> to change this.
  </p>
)

function Password({ account, form }: { account: Account; form: Refused }): JSX.Element {
  const isOpen = account.hasPassword || account.isFresh
  return (
    <section aria-labelledby="password-heading">
      <h2 id="password-heading">Password</h2>
      {!account.hasPassword && <p class="lead">You have no password. Mailed links and passkeys do without one.</p>}
      {isOpen ? (
        <Form form={form} action="/account/password" save={account.hasPassword ? 'Change password' : 'Set password'}>
          {account.hasPassword && (
            <TextField
              form={form}
              name="current"
              label="Current password"
              type="password"
              autoComplete="current-password"
              width="middle"
            />
          )}
          <TextField
            form={form}
            name="password"
            label="New password"
            help={`At least ${shortestPassword} characters: three or four words do well. Your other sessions end.`}
            type="password"
            autoComplete="new-password"
            width="middle"
          />
        </Form>
      ) : (
        <SignInAgain />
      )}
    </section>
  )
}

function Passkeys({ account, form }: { account: Account; form: Refused }): JSX.Element {
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

const methodWords: Readonly<Record<SignInMethod, string>> = {
  link: 'by a link',
  password: 'with the password',
  passkey: 'with a passkey',
  invitation: 'by an invitation',
}

function Sessions({ sessions, current }: { sessions: readonly Session[]; current: string }): JSX.Element {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul class="things">
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <strong>{session.device}</strong>
              {session.id === current && <span class="tag">this one</span>}
              <p class="quiet">
                Signed in {methodWords[session.method]} <Instant at={session.createdAt} />, last seen{' '}
                <Instant at={session.lastSeenAt} />
              </p>
            </div>
            {session.id !== current && (
              <form method="post" action="/account/sessions/end">
                <Hidden name="id" value={session.id} />
                <button type="submit" class="button second small" data-working="Ending…">
                  End<span class="visually-hidden"> the session on {session.device}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions/end" class="after-things">
          <Hidden name="id" value="others" />
          <button type="submit" class="button second small" data-working="Ending…">
            End all other sessions
          </button>
        </form>
      )}
    </section>
  )
}

const eventWords: Readonly<Record<string, string>> = {
  'signed-in-link': 'Signed in by a link',
  'signed-in-password': 'Signed in with the password',
  'signed-in-passkey': 'Signed in with a passkey',
  'signed-in-invitation': 'Signed in by an invitation',
  'password-set': 'Password set',
  'address-changed': 'Mail address changed',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'sessions-ended': 'Sessions ended',
  proven: 'Address confirmed by mail',
  'proven-and-cleared': 'Address confirmed by mail; earlier password and passkeys removed',
}

const Events = ({ events }: { events: readonly AccountEvent[] }): JSX.Element => (
  <section aria-labelledby="events">
    <h2 id="events">What happened to your account</h2>
    <ol class="things">
      {events.map((event) => (
        <li key={event.id}>
          <div>
            {eventWords[event.what] ?? event.what}
            <p class="quiet">
              <Instant at={event.at} />, {event.device}
            </p>
          </div>
        </li>
      ))}
    </ol>
  </section>
)

/** Choosing where to work, for those who belong to several organisations or to none. */
export function ChoosePage({ actor }: { actor: Actor }): JSX.Element {
  return (
    <OwnPage actor={actor} title={actor.memberships.length === 0 ? 'No organisation yet' : 'Where do you work today?'}>
      {actor.memberships.length === 0 && (
        <p>
          You are signed in as {actor.email} and belong to no organisation. Ask an administrator of yours to invite this
          address.
        </p>
      )}
      <ul class="choices">
        {actor.memberships.map(({ slug, name, role }) => (
          <li key={slug}>
            <a href={`/team/${slug}`}>
              <strong>{name}</strong>
              <span class="quiet">as {role}</span>
            </a>
          </li>
        ))}
      </ul>
      {actor.isOperator && (
        <p>
          <a href="/team/organisations">Add an organisation</a>
        </p>
      )}
    </OwnPage>
  )
}

export const AddOrganisationPage = ({
  actor,
  form,
  host,
}: {
  actor: Actor
  form: Refused
  host: string
}): JSX.Element => (
  <OwnPage actor={actor} title="Add an organisation">
    <Form form={form} action="/team/organisations" save="Add organisation" cancel="/team?choose">
      <TextField
        form={form}
        name="name"
        label="Name"
        help="As it stands above its public page, such as “Wilson County”."
        width="middle"
      />
      <TextField
        form={form}
        name="slug"
        label="Address"
        help={
          <>
            The last part of its public address, such as <strong>wilson</strong> in {host}/wilson. It stays as it is,
            since people link to it.
          </>
        }
        width="middle"
      />
    </Form>
  </OwnPage>
)
