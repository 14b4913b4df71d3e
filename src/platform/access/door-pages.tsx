import type { ComponentChildren, JSX } from 'preact'
import { asset } from '../assets.ts'
import type { Actor, Refused } from '../http/route.ts'
import { Hidden, Problems, TextField } from '../ui/form.tsx'
import { Document } from '../ui/shell.tsx'
import { shortestPassword } from './password-rule.ts'
import type { Offer } from './sign-in.ts'

/** The page around sign-in and invitations: nothing but the one thing to do. */
function DoorPage({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <Document title={`${title} – Better Off`}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <div class="door">
        <Why />
        <header>
          <a href="/">
            <Mark />
            Better Off
          </a>
        </header>
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <p>
            This is the team’s side. <a href="/">The public scorecards</a> need no account.
          </p>
        </footer>
      </div>
    </Document>
  )
}

/** What this is for, beside the door where there is room. The curve is drawn, not data. */
const Why = (): JSX.Element => (
  <aside class="door-why" aria-label="What this is">
    <p class="question">Is anyone better off?</p>
    <p>The work of recovery coaches, and the public page that is counted from it.</p>
    <svg viewBox="0 0 480 260" aria-hidden="true">
      <path class="ground" d="M0 240.5H480M0 160.5H480M0 80.5H480" />
      <path d="M-20 226 70 196 170 208 270 120 370 148 500 36" />
      <circle cx="70" cy="196" r="7" />
      <circle cx="170" cy="208" r="7" />
      <circle cx="270" cy="120" r="7" />
      <circle cx="370" cy="148" r="7" />
    </svg>
  </aside>
)

const Mark = (): JSX.Element => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path d="M4 24.5 11 17l6 4 9-12" />
    <circle cx="27" cy="8" r="3.5" />
  </svg>
)

/** For whoever signed in beside a page that kept what they typed. */
export const BackToTabPage = (): JSX.Element => (
  <DoorPage title="You are signed in">
    <p>
      Go back to the tab that kept what you typed, and send it again. Or <a href="/team">open the team’s side</a> here.
    </p>
  </DoorPage>
)

export type SignInView = {
  readonly form: Refused
  readonly returnTo: string
  readonly actor: Actor | null
}

export function SignInPage({ form, returnTo, actor }: SignInView): JSX.Element {
  return (
    <DoorPage title="Sign in">
      {actor && (
        <p class="note">
          You are signed in as {actor.email}. <a href={returnTo === '/' ? '/team' : returnTo}>Go on</a>, or sign in
          again below.
        </p>
      )}
      <form method="post" action="/sign-in" class="form" noValidate data-leave="freely">
        <Problems form={form} />
        <Hidden name="returnTo" value={returnTo} />
        <TextField form={form} name="email" label="Mail address" type="email" autoComplete="username" />
        <TextField form={form} name="password" label="Password" type="password" autoComplete="current-password" />
        <div class="stack">
          <button type="submit" class="button" name="way" value="password" data-working="Signing in…">
            Sign in
          </button>
          <p class="or">or without a password</p>
          <button type="submit" class="button second" name="way" value="link" data-working="Sending…">
            Send a link by mail
          </button>
          <button type="button" class="button second" data-passkey="sign-in" hidden>
            Use a passkey
          </button>
          <p class="problem" data-passkey-said role="status" />
        </div>
      </form>
      <script type="module" src={asset('passkey.js')} />
    </DoorPage>
  )
}

/** The same words whether or not somebody has the address. */
export function LinkSentPage({ email, isMailed }: { email: string; isMailed: boolean }): JSX.Element {
  return (
    <DoorPage title={isMailed ? 'Look into your mail' : 'No mail was sent'}>
      <div class="prose">
        {isMailed ? (
          <p>
            If someone here signs in with <strong>{email}</strong>, a link is on its way. It works once, within 30
            minutes.
          </p>
        ) : (
          <p class="note">
            This site has no mail server yet, so nothing was sent. If someone here signs in with{' '}
            <strong>{email}</strong>, the person who runs the site finds a link in its mail folder and can hand it over.
            It works once, within 30 minutes.
          </p>
        )}
        <p>
          <a href="/sign-in">Back to signing in</a>
        </p>
      </div>
    </DoorPage>
  )
}

export function LinkPage({ action }: { action: string }): JSX.Element {
  return (
    <DoorPage title="Sign in">
      <div class="prose">
        <p>This link signs you in on this device. It works once.</p>
        <form method="post" action={action}>
          <div class="stack">
            <button type="submit" class="button" data-working="Signing in…">
              Sign in
            </button>
          </div>
        </form>
      </div>
    </DoorPage>
  )
}

/** A link or an invitation that cannot be used: unknown, used, withdrawn and too old are one page. */
export function RefusedPage({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <DoorPage title={title}>
      <div class="prose">{children}</div>
    </DoorPage>
  )
}

export function InvitationPage({
  offer,
  form,
  action,
  actor,
}: {
  offer: Offer
  form: Refused
  action: string
  actor: Actor | null
}): JSX.Element {
  return (
    <DoorPage title={`Join ${offer.organisation}`}>
      <div class="prose">
        <p>
          You are invited as <strong>{offer.role}</strong>, with the mail address <strong>{offer.email}</strong>.
        </p>
        {actor && actor.email !== offer.email && (
          <p class="note">
            You are signed in as {actor.email} now. This invitation is for {offer.email}.
          </p>
        )}
        {offer.mustSignIn ? (
          <SignInFirst offer={offer} action={action} />
        ) : (
          <Accept offer={offer} form={form} action={action} />
        )}
      </div>
    </DoorPage>
  )
}

const SignInFirst = ({ offer, action }: { offer: Offer; action: string }): JSX.Element => (
  <>
    <p>This address has an account already. Sign in as {offer.email}, then accept.</p>
    <div class="stack">
      <a class="button" href={`/sign-in?returnTo=${encodeURIComponent(action)}`}>
        Sign in
      </a>
    </div>
  </>
)

const Accept = ({ offer, form, action }: { offer: Offer; form: Refused; action: string }): JSX.Element => (
  <form method="post" action={action} class="form" noValidate data-leave="freely">
    <Problems form={form} />
    {!offer.isKnown && (
      <>
        <TextField
          form={form}
          name="name"
          label="Your name"
          help="As your colleagues know you. It stands beside what you change."
          autoComplete="name"
        />
        <TextField
          form={form}
          name="password"
          label="Password"
          optional
          help={`At least ${shortestPassword} characters: three or four words do well. Left empty, you sign in by a link in your mail.`}
          type="password"
          autoComplete="new-password"
        />
      </>
    )}
    <div class="stack">
      <button type="submit" class="button" data-working="Joining…">
        Accept and join
      </button>
    </div>
  </form>
)
