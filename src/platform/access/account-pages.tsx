import type { ComponentChildren, JSX } from 'preact'
import { asset } from '../assets.ts'
import type { Actor, Refused } from '../http/route.ts'
import { typedFrom } from '../http/typed.ts'
import { Form, fresh, TextField } from '../ui/form.tsx'
import { ZoneOfPage } from '../ui/instant.tsx'
import { Document } from '../ui/shell.tsx'
import type { Account } from './account.ts'
import { Passkeys, SignInAgain } from './account-passkeys.tsx'
import { Events, Phones, Sessions } from './account-sessions.tsx'
import { shortestPassword } from './password-rule.ts'
import type { OwnPhone } from './phones.ts'

/** Which form of the page came back with problems. */
export type AccountForm = 'name' | 'address' | 'password' | 'passkey' | 'sessions'

type AccountView = {
  readonly actor: Actor
  readonly account: Account
  readonly phones: readonly OwnPhone[]
  readonly said: string | null
  readonly refused?: { readonly which: AccountForm; readonly form: Refused }
}

/** A page of a signed-in person outside of any organisation. */
export function OwnPage({
  actor,
  title,
  children,
}: {
  actor: Actor
  title: string
  children: ComponentChildren
}): JSX.Element {
  const [first] = actor.memberships
  return (
    <Document title={`${title} – Better Off`}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="masthead">
        <a class="masthead-name" href="/team">
          Better Off
        </a>
        {first && (
          <a class="masthead-help" href={`/team/${first.slug}/help`}>
            Help
          </a>
        )}
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
        {first ? <ZoneOfPage.Provider value={first.timeZone}>{children}</ZoneOfPage.Provider> : children}
      </main>
    </Document>
  )
}

function Places({ actor }: { actor: Actor }): JSX.Element | null {
  const [only, second] = actor.memberships
  if (!only) return null
  return second ? <a href="/team">Organizations</a> : <a href={`/team/${only.slug}`}>{only.name}</a>
}

export function AccountPage({ actor, account, phones, said, refused }: AccountView): JSX.Element {
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
      <Phones phones={phones} />
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
