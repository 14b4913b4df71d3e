import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { asset } from '../../platform/assets.ts'
import { brandOf } from '../../platform/ui/brand.ts'
import { hashOf, styles } from '../../platform/ui/styles.ts'

/** What a page needs from outside: its public address, and the files that may come after paint. */
export type Assets = {
  /** Without a slash at the end: `https://better-off.example`. */
  readonly baseUrl: string
  /** Addresses of files on the same host. */
  readonly curveScript: string
  readonly fonts: { readonly latin: string; readonly latinExt: string }
}

/** The files of this build, for pages whose own address begins with `baseUrl`. */
export const assetsAt = (baseUrl: string): Assets => ({
  baseUrl,
  curveScript: asset('curve.js'),
  fonts: { latin: asset('public-sans-latin.woff2'), latinExt: asset('public-sans-latin-ext.woff2') },
})

/** A whole document and the policy it is served under. */
export type Made = { readonly html: string; readonly policy: string }

export type Head = {
  readonly title: string
  readonly description: string
  /** The address this page is known by, whole; null for pages that are no one's to quote. */
  readonly canonical: string | null
  /** The address of what is new, whole, for programs that follow it; absent where nothing is followed. */
  readonly feed?: string
  readonly picture: { readonly url: string; readonly words: string } | null
  readonly dataset: object | null
  readonly brand: string
  readonly hasCurve: boolean
  /** Whether other sites may show the page in a frame. */
  readonly isFramed: boolean
  /** Whether it holds a form, which may only be sent to this site. */
  readonly hasForm?: boolean
  /** An old edition stays readable, but a search leads to the newest. */
  readonly isNewest: boolean
}

const foundation = styles(
  'platform/ui/tokens.css',
  'platform/ui/foundation.css',
  'publish/pages/frame.css',
  'publish/pages/measure.css',
  'publish/chart/plot.css',
  'publish/pages/sections.css',
  'publish/pages/scorecard.css',
)
const curve = styles('publish/chart/curve.css')
// Pages of this site are fetched when a person is about to follow a link, where the browser knows how.
const prefetch = JSON.stringify({
  prefetch: [{ where: { selector_matches: '.ahead-of-click' }, eagerness: 'moderate' }],
})

/** The document around a page: everything it needs to be read is inside, and its policy lets nothing else in. */
export function documentOf(head: Head, assets: Assets, body: JSX.Element): Made {
  const style = `${fontFaces(assets)}${foundation}${head.hasCurve ? curve : ''}${brandStyle(head.brand)}`
  const page = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{head.title}</title>
        <meta name="description" content={head.description} />
        {head.canonical && <link rel="canonical" href={head.canonical} />}
        {!(head.isNewest && head.canonical) && <meta name="robots" content="noindex" />}
        {head.feed && <link rel="alternate" type="application/atom+xml" href={head.feed} />}
        <SharePreview head={head} />
        <link rel="icon" href="data:," />
        <link rel="preload" href={assets.fonts.latin} as="font" type="font/woff2" crossorigin="anonymous" />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        {body}
        {/* Last, so that what is read comes before what only programs read: a slow phone paints some 25 ms sooner. */}
        {head.dataset && (
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inertJson(head.dataset) }} />
        )}
        {!head.isFramed && head.canonical && (
          <script type="speculationrules" dangerouslySetInnerHTML={{ __html: prefetch }} />
        )}
        {head.hasCurve && <script async type="module" src={assets.curveScript} />}
      </body>
    </html>,
  )
  return { html: `<!doctype html>${page}`, policy: policyOf(style, head) }
}

function SharePreview({ head }: { head: Head }): JSX.Element | null {
  if (head.picture === null || head.canonical === null) return null
  return (
    <>
      <meta property="og:title" content={head.title} />
      <meta property="og:description" content={head.description} />
      <meta property="og:url" content={head.canonical} />
      <meta property="og:image" content={head.picture.url} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={head.picture.words} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

/** The policy of a page that carries `style` inside. */
export function policyOf(
  style: string,
  { isFramed, hasCurve, hasForm }: Pick<Head, 'isFramed' | 'hasCurve' | 'hasForm'>,
): string {
  const scripts = [...(hasCurve ? ["'self'"] : []), ...(isFramed ? [] : [hashOf(prefetch)])]
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    `form-action ${hasForm ? "'self'" : "'none'"}`,
    `frame-ancestors ${isFramed ? '*' : "'none'"}`,
  ].join('; ')
}

// `optional`: the typeface is used when it is there in time and never moves a page that is being read. It is asked for ahead of
// the styles, so that on all but slow lines it is there for the first words of the first visit.
const fontFaces = ({ fonts }: Assets): string =>
  [
    [fonts.latin, 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212'],
    [fonts.latinExt, 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1EFF'],
  ]
    .map(
      ([file = '', range = '']) =>
        `@font-face{font-family:"Public Sans";src:url(${file})format("woff2");font-weight:100 900;font-display:optional;unicode-range:${range}}`,
    )
    .join('')

function brandStyle(chosen: string): string {
  const { light, onLight, dark, onDark } = brandOf(chosen)
  return `@media screen{:root{--brand:${light};--on-brand:${onLight}}}@media screen and (prefers-color-scheme:dark){:root{--brand:${dark};--on-brand:${onDark}}}@media (forced-colors:active){:root{--brand:LinkText;--on-brand:Canvas}}`
}

// `<` cannot end the element from inside a text.
const inertJson = (value: object): string => JSON.stringify(value).replace(/</g, '\\u003c')

/** Parts that a list joins with a mark between, none when all are empty. */
export const joined = (
  parts: readonly (JSX.Element | string | null | undefined | false)[],
  between = ' · ',
): ComponentChildren => parts.filter(Boolean).map((part, index) => (index === 0 ? part : [between, part]))
