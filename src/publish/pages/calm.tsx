import type { Calm } from '../../platform/http/calm.ts'
import { type Assets, documentOf, type Made } from './document.tsx'

/**
 * The page a person reads when another cannot be had: what happened, what it means, what to do. It needs nothing but
 * itself, so it can be read while everything else is down.
 */
export function calmPage({ status, title, message, reference, again, signIn }: Calm, assets: Assets): Made {
  const head = {
    title,
    description: message,
    canonical: null,
    picture: null,
    dataset: null,
    brand: '',
    hasCurve: false,
    hasForm: again !== undefined,
    isFramed: false,
    isNewest: true,
  }
  return documentOf(
    head,
    assets,
    <>
      <header class="top">
        <a class="name" href="/">
          Better Off
        </a>
      </header>
      <main class="calm">
        <h1>{title}</h1>
        <p>{message}</p>
        {signIn !== undefined && (
          <p>
            <a href={`/sign-in?returnTo=${encodeURIComponent(signIn)}`} target={again && '_blank'} rel="noopener">
              {again ? 'Sign in in a new tab' : 'Sign in'}
            </a>
          </p>
        )}
        {again && (
          <form method="post" action={again.path}>
            {again.typed.entries().map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button type="submit">Send it again</button>
          </form>
        )}
        {reference && <p class="quiet">Reference {reference}</p>}
        {status === 404 && (
          <p>
            <a href="/">Go to the front page</a>
          </p>
        )}
      </main>
    </>,
  )
}
