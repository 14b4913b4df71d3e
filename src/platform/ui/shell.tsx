import type { ComponentChildren, JSX } from 'preact'
import { asset } from '../assets.ts'
import { isOneOf, type Role, type Visit } from '../http/route.ts'
import { toldInWords } from '../told.ts'
import { ZoneOfPage } from './instant.tsx'

/** The rail's entries: shown to those whose role may pass. The app gives the list, since only it knows all rooms. */
export type RailEntry = {
  readonly path: string
  readonly name: string
  readonly may: readonly Role[]
  /** Shown only to whoever is a coach of the team. */
  readonly isOfCoach?: boolean
}

let rail: readonly RailEntry[] = []
/** Told once by the app when the rooms are put together. */
export const setRail = (entries: readonly RailEntry[]): void => {
  rail = entries
}

let helpAt = (_path: string, _role: Role): string => '/help'
/** Told once by the app: the help of a page by its address, both below the organisation, for somebody of a role. */
export const setHelp = (at: typeof helpAt): void => {
  helpAt = at
}

/** The pages above a page, outermost first: names with paths below the organisation. */
export type Trail = readonly { readonly name: string; readonly path: string }[]

/** Pages side by side, one of them shown: its name for who hears it, and of each whom it is for, unless for all. */
export type Tabs = {
  readonly name: string
  readonly pages: readonly { readonly path: string; readonly name: string; readonly may?: readonly Role[] }[]
}

/** Where somebody begins, and comes back to. */
export const homeOf = (role: Role): string =>
  role === 'coach' ? '/mine' : role === 'partner' ? '/handed-over' : '/today'

/** A whole page of the team's side. `title` is also the heading unless the page brings its own `heading`. */
export function TeamPage({
  visit,
  title,
  children,
  trail = [],
  tabs,
  act,
  saidMore = '',
}: {
  visit: Visit
  title: string
  children: ComponentChildren
  /** Where the page stands. */
  trail?: Trail
  tabs?: Tabs | undefined
  /** The one next act, beside the heading. */
  act?: ComponentChildren
  /** What else is said after a change brought somebody there. */
  saidMore?: string
}): JSX.Element {
  const said = visit.url.searchParams.get('said')
  const shown = rail.filter(({ may, isOfCoach }) => may.includes(visit.role) && (!isOfCoach || visit.coachId !== null))
  // A page stands where its trail begins, whatever its own address.
  const here = nearest(visit, shown, trail[0] && visit.to(trail[0].path))
  return (
    <Document title={`${title} – ${visit.organisation.name}`}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="masthead">
        <a class="masthead-name" href={visit.to(homeOf(visit.role))}>
          {visit.organisation.name}
        </a>
        <a class="masthead-help" href={visit.to(helpAt(visit.url.pathname.slice(visit.to('').length), visit.role))}>
          Help
        </a>
        <nav class="masthead-account" aria-label="Account">
          {!['coach', 'partner', 'privacy officer', 'finance officer'].includes(visit.role) && (
            <a href={visit.to('/publish/page')}>Public page</a>
          )}
          <a href="/account">{visit.actor.name}</a>
          <form method="post" action="/sign-out">
            <button class="link" type="submit">
              Sign out
            </button>
          </form>
        </nav>
      </header>
      <div class="frame">
        <nav class="rail" aria-label="Main">
          <ul>
            {shown.map(({ path, name }) => (
              <li key={path}>
                <a href={visit.to(path)} aria-current={path === here ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" tabindex={-1}>
          {trail.length > 0 && (
            <nav class="trail" aria-label="Where this page stands">
              <ol>
                {trail.map((step) => (
                  <li key={step.path}>
                    <a href={visit.to(step.path)}>{step.name}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div class="heading">
            <h1>{title}</h1>
            {act && <div class="heading-act">{act}</div>}
          </div>
          {said && savedWords[said] && (
            <p class="said" role="status">
              {[savedWords[said], saidMore, toldInWords(visit.url.searchParams)].filter(Boolean).join(' ')}
            </p>
          )}
          {tabs && <TabsOf visit={visit} {...tabs} />}
          <ZoneOfPage.Provider value={visit.organisation.timeZone}>{children}</ZoneOfPage.Provider>
        </main>
      </div>
    </Document>
  )
}

function TabsOf({ visit, name: label, pages }: Tabs & { visit: Visit }): JSX.Element {
  const shown = nearest(visit, pages)
  return (
    <nav aria-label={label}>
      <ul class="tabs">
        {pages
          .filter(({ may }) => !may || isOneOf(visit, may))
          .map(({ path, name }) => (
            <li key={path}>
              <a href={visit.to(path)} aria-current={path === shown ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** Of pages side by side the one that somebody is on, or below. */
function nearest(
  visit: Visit,
  pages: readonly { readonly path: string }[],
  pathname = visit.url.pathname,
): string | undefined {
  const [deepest] = pages
    .map(({ path }) => path)
    .filter((path) => pathname === visit.to(path) || pathname.startsWith(`${visit.to(path)}/`))
    .sort((a, b) => b.length - a.length)
  return deepest
}

/** What a page says after a change brought someone there (`?said=saved`). Fixed words, so an address cannot put words on the page. */
const savedWords: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  taken: 'Saved.',
  added: 'Added.',
  known: 'It was here already, under the same number. Nothing was added.',
  removed: 'Removed.',
  recorded: 'Recorded.',
  published: 'Published. The public pages show this edition now.',
  imported: 'Imported.',
  undone: 'Undone.',
  sent: 'Sent.',
  unsent: 'Not sent, since no mail server is set up. Copy the link below and hand it over yourself.',
  ended: 'Ended.',
  merged: 'Merged. One record is left, with everything of both.',
  parted: 'Taken apart. Each has again what was theirs.',
}

/** The bare page around everything of the team's side, also sign-in. */
export function Document({
  title,
  description,
  lang = 'en',
  children,
}: {
  title: string
  /** What a search says of the page; only where a search may find it. */
  description?: string
  lang?: string
  children: ComponentChildren
}): JSX.Element {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {description && <meta name="description" content={description} />}
        <link
          rel="preload"
          href={asset('public-sans-latin.woff2')}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
        <link rel="stylesheet" href={asset('team.css')} />
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        <script type="module" src={asset('team.js')} />
      </head>
      <body>{children}</body>
    </html>
  )
}
