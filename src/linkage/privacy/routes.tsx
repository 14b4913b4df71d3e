import type { JSX } from 'preact'
import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import { isId } from '../../core/id.ts'
import { type List, listDoor, Records } from '../../platform/doors/list-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { type Consent, consentWords, purposeIs } from '../consents/model.ts'
import { consentStanding, standingAmong, standingWords } from '../consents/rules.ts'
import { consentsOf, newestConsents } from '../consents/store.ts'
import type { Disclosure } from '../disclosures/model.ts'
import { inWords } from '../disclosures/rules.ts'
import { disclosuresOf, newestDisclosures } from '../disclosures/store.ts'
import type { LinkageNeeds } from '../needs.ts'
import { type Served, sameAs, servedPerson } from '../people.ts'
import { About } from '../pieces.tsx'
import { access } from '../rules.ts'
import { manyRead, newestReads, type Read, type Reader, readers, readsOf } from './store.ts'
import { manyDays, manyInWords, manyPeople, privacyTabs, rightWords } from './words.ts'

const pageSize = 50
const trail = [{ name: 'Privacy', path: '/privacy' }]

/** For who watches over privacy: who read what, what was shared and agreed to. No note stands on any of these pages. */
export const privacyRoutes = (needs: LinkageNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/privacy',
    may: access.watch,
    title: 'Who read what',
    tabs: privacyTabs,
    pageSize,
    read: async (tx, visit, number) => {
      const asked = visit.url.searchParams.get('reader') ?? ''
      const readerId = isId(asked) ? asked : null
      const since = new Date(needs.clock().getTime() - manyDays * 86_400_000)
      const zone = visit.organisation.timeZone
      return {
        readerId,
        readers: await readers(tx),
        many: await manyRead(tx, { since, zone, more: manyPeople }),
        rows: await newestReads(tx, { readerId, page: number, size: pageSize }),
      }
    },
    above: (shown, { url }) => <AboveReads {...shown} url={url} />,
    list: (_, visit) => readsList(visit, true),
  }),
  listDoor({
    path: '/privacy/disclosures',
    may: access.watch,
    title: 'What was shared',
    tabs: privacyTabs,
    pageSize,
    read: async (tx, _, number) => ({ rows: await newestDisclosures(tx, number, pageSize) }),
    list: (_, visit) => disclosuresList(visit),
  }),
  listDoor({
    path: '/privacy/consents',
    may: access.watch,
    title: 'Consents',
    tabs: privacyTabs,
    pageSize,
    read: async (tx, _, number) => ({ rows: await newestConsents(tx, number, pageSize) }),
    list: (_, visit) => consentsList(visit),
  }),
  {
    method: 'GET',
    path: '/privacy/people/:personId',
    may: access.watch,
    answer: (visit) => showPerson(visit, needs),
  },
]

/** A person by name, which is a read like any other and is written down before it is shown. */
async function showPerson(visit: Visit, needs: LinkageNeeds): Promise<Response> {
  const id = visit.params.personId ?? ''
  const isThere = await visit.db.read(visit.scope, async (tx) => (await sameAs(tx, id)).length > 0)
  if (!isThere) return notFound()
  await needs.read(visit, [id], 'privacy')
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    person: await servedPerson(tx, needs.seals, id),
    reads: await readsOf(tx, await sameAs(tx, id), 200),
    consents: await consentsOf(tx, id),
    disclosures: await disclosuresOf(tx, id),
  }))
  return page(<PersonPage visit={visit} {...shown} />)
}

const PersonPage = ({
  visit,
  person,
  reads,
  consents,
  disclosures,
}: {
  visit: Visit
  person: Served | null
  reads: readonly Read[]
  consents: readonly Consent[]
  disclosures: readonly Disclosure[]
}): JSX.Element => (
  <TeamPage visit={visit} title="A person served" trail={trail}>
    <About person={person} />
    <p>Consent: {standingWords[standingAmong(consents, visit.today)]}.</p>
    <section aria-labelledby="consents">
      <h2 id="consents">Consents</h2>
      <Records list={{ ...consentsList(visit), to: () => null }} rows={consents} visit={visit} />
    </section>
    <section aria-labelledby="shared">
      <h2 id="shared">What was shared</h2>
      <Records list={{ ...disclosuresList(visit), to: () => null }} rows={disclosures} visit={visit} />
    </section>
    <section aria-labelledby="reads">
      <h2 id="reads">Who read them</h2>
      <Records list={readsList(visit, false)} rows={reads} visit={visit} />
    </section>
  </TeamPage>
)

const AboveReads = ({
  many,
  readers: all,
  readerId,
  url,
}: {
  many: readonly Parameters<typeof manyInWords>[0][]
  readers: readonly Reader[]
  readerId: string | null
  url: URL
}): JSX.Element => (
  <>
    <p class="lead">Every time that somebody opens a person’s record it is written here. It cannot be changed.</p>
    {many.length > 0 && (
      <section aria-labelledby="many">
        <h2 id="many">More than {counted(manyPeople, 'person', 'people')} in a day</h2>
        <ul>
          {many.map((one) => (
            <li key={one.readerId + one.on}>{manyInWords(one)}</li>
          ))}
        </ul>
      </section>
    )}
    <Filter
      url={url}
      label="Who read"
      name="reader"
      chosen={readerId}
      options={[[null, 'Everybody'], ...all.map(({ id, name }) => [id, name] as const)]}
    />
  </>
)

const personPath = (id: string): string => `/privacy/people/${id}`

const readsList = (visit: Visit, leadsOn: boolean): List<Read> => ({
  caption: 'Who read what, newest first',
  columns: [
    ['When', ({ at }) => momentInWords(visit.organisation.timeZone, at)],
    ['Who', ({ reader }) => reader],
    ['Page', ({ what }) => what],
    ['By what right', ({ byRight }) => rightWords[byRight] ?? byRight],
  ],
  ...(leadsOn && { to: ({ personId }: Read) => personPath(personId) }),
  empty: 'Nobody has read anybody yet.',
})

const disclosuresList = (visit: Visit): List<Disclosure> => ({
  caption: 'What was shared, newest first',
  columns: [
    ['When', ({ at }) => momentInWords(visit.organisation.timeZone, at)],
    ['With whom', ({ recipient }) => recipient],
    ['What', ({ what }) => inWords(what)],
    ['What for', ({ purpose }) => purposeIs(purpose)],
    [
      'By what right',
      ({ exception, exceptionWhy }) => (exception === null ? 'consent' : `${exception}: ${exceptionWhy}`),
    ],
  ],
  to: ({ personId }) => personPath(personId),
  empty: 'Nothing was shared yet.',
})

const consentsList = ({ today }: Visit): List<Consent> => ({
  caption: 'Consents, newest first',
  columns: [
    ['Consent', ({ kind }) => consentWords[kind]],
    ['Status', (one) => standingWords[consentStanding(one, today)]],
    ['For whom', ({ recipient }) => recipient ?? 'us'],
    ['From', ({ fromOn }) => dayInWords(fromOn)],
    ['Until', ({ untilOn }) => (untilOn === null ? '' : dayInWords(untilOn))],
  ],
  to: ({ personId }) => personPath(personId),
  empty: 'Nobody has agreed to anything yet.',
})
