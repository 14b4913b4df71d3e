import type { ComponentChildren, JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { editionInWords } from '../figures.ts'
import type { EditionContent } from '../model.ts'
import { type Addresses, newestAddresses } from './addresses.ts'
import { licence } from './data.ts'
import { joined } from './document.tsx'
import { Doors } from './doors.tsx'

/** The page around the content of a county: its name above, how to reach it below. */
export function Frame({
  content,
  at,
  trail,
  printed,
  children,
}: {
  content: EditionContent
  at: Addresses
  /** Where the page stands below the scorecard. */
  trail: readonly { readonly words: string; readonly href?: string }[]
  /** Addresses that paper cannot follow, for the foot of a print. */
  printed: readonly { readonly words: string; readonly url: string }[]
  children: ComponentChildren
}): JSX.Element {
  const { organisation } = content
  return (
    <>
      <a class="skip unseen" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <a class="name ahead-of-click" href={at.scorecard}>
          {organisation.name}
        </a>
        {at.isNewest && <Doors organisation={organisation} isRoomy={trail.length > 0} />}
        {trail.length > 0 && (
          <nav aria-label="You are here">
            <a class="ahead-of-click" href={at.scorecard}>
              Scorecard
            </a>
            {trail.map(({ words, href }) => (
              <span class="roomy">
                <span aria-hidden="true"> › </span>
                {href ? <a href={href}>{words}</a> : words}
              </span>
            ))}
          </nav>
        )}
      </header>
      <main id="main">
        <EditionNotice content={content} at={at} />
        {organisation.isSample && (
          <p class="notice">
            <strong>Sample county:</strong> what is marked “sample” is made up.
          </p>
        )}
        {children}
      </main>
      <footer class="foot">
        <p>
          {editionInWords(content)}. Data as of {dayInWords(content.asOf)}.{' '}
          {joined([
            content.money && <a href={at.money}>Money received and spent</a>,
            at.publish === undefined && <a href={at.editions}>All editions</a>,
          ])}
        </p>
        <p>
          {safeUrl(organisation.website) ? <a href={organisation.website}>{organisation.name}</a> : organisation.name}
          {organisation.contact && <> · {contactOf(organisation.contact)}</>} · Figures and words:{' '}
          <a href={licence.url} rel="license">
            {licence.name}
          </a>
        </p>
        <p class="quiet">Published with Better Off, open software for county scorecards.</p>
        {printed.length > 0 && (
          <div class="paper-only">
            <p>Addresses on this page</p>
            <ul>
              {printed.map(({ words, url }) => (
                <li>
                  {words}: {url}
                </li>
              ))}
            </ul>
          </div>
        )}
      </footer>
    </>
  )
}

function EditionNotice({ content, at }: { content: EditionContent; at: Addresses }): JSX.Element | null {
  if (at.publish !== undefined)
    return (
      <p class="notice">
        <strong>Preview:</strong> this is how edition {content.number} would read if it were published today. Only the
        team sees this page. <a href={at.publish}>Back to Publish</a>
      </p>
    )
  if (at.isNewest) return null
  return (
    <p class="notice">
      <strong>This is edition {content.number}</strong>, as published on {dayInWords(content.publishedOn)}. It stays as
      it was. <a href={newestAddresses(content).scorecard}>See the newest edition</a>
    </p>
  )
}

/** A mail address or an address of a page becomes a link; a telephone number or a name stays words. */
export function contactOf(contact: string): JSX.Element | string {
  if (/^[^\s@<>"]+@[^\s@<>"]+$/.test(contact)) return <a href={`mailto:${contact}`}>{contact}</a>
  return /^https?:\/\/\S+$/.test(contact) ? <a href={contact}>{contact.replace(/^https?:\/\//, '')}</a> : contact
}

/** An address from an editor: a link only to where a browser may safely go. */
export const safeUrl = (url: string): string | null => (/^https?:\/\/[^\s"<>]+$/i.test(url) ? url : null)
