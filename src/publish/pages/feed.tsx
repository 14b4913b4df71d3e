import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Day, dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { EditionContent, EditionNamed } from '../model.ts'
import { lastingAddresses, newestAddresses } from './addresses.ts'

/**
 * What a county has published, for programs that follow it (Atom, RFC 4287): each edition an entry, newest first, at most fifty. The
 * newest says what each number says now.
 */
export function feedOf(content: EditionContent, earlier: readonly EditionNamed[], baseUrl: string): string {
  const { organisation, publishedOn } = content
  const at = newestAddresses(content)
  const [self, home] = [`${baseUrl}${at.feed}`, `${baseUrl}${at.scorecard}`]
  const feed = h(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en' },
    h('id', null, self),
    h('title', null, `${organisation.name}: scorecard`),
    organisation.about && h('subtitle', null, organisation.about),
    h('updated', null, noonOf(publishedOn)),
    h('author', null, h('name', null, organisation.name)),
    <link rel="self" type="application/atom+xml" href={self} />,
    <link rel="alternate" type="text/html" href={home} />,
    h('rights', null, 'CC BY 4.0'),
    [content, ...earlier].slice(0, mostEntries).map((edition) => entryOf(content, edition, baseUrl)),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToString(feed)}\n`
}

const mostEntries = 50

function entryOf(newest: EditionContent, edition: EditionNamed, baseUrl: string) {
  const url = `${baseUrl}${lastingAddresses({ ...newest, number: edition.number }).scorecard}`
  const day = `Data as of ${dayInWords(edition.asOf)}.`
  return h(
    'entry',
    null,
    h('id', null, url),
    h('title', null, `Edition ${edition.number}`),
    h('updated', null, noonOf(edition.publishedOn)),
    <link rel="alternate" type="text/html" href={url} />,
    h('summary', null, edition.note ? `${stopped(edition.note)} ${day}` : day),
    edition === newest && h('content', { type: 'html' }, saidNow(newest, baseUrl)),
  )
}

/** Each number and what it says, as a list with the way to its page. */
const saidNow = (content: EditionContent, baseUrl: string): string =>
  renderToString(
    <ul>
      {content.measures.map(({ slug, title, sentence }) => (
        <li>
          <a href={`${baseUrl}${newestAddresses(content).measure(slug)}`}>{title}</a>: {sentence}
        </li>
      ))}
    </ul>,
  )

/** A moment of the day of an edition, which is all that it says of its time. */
const noonOf = (day: Day): string => `${day}T12:00:00Z`
