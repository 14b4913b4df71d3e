import { momentInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import type { InWords } from '../../platform/phone/act.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { Facts, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { aboutOf } from '../items/store.ts'
import type { PhoneNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { endPhoneOf, keepItem, setItemAside } from './actions.ts'
import { isPhone, itemSent, itemsWaiting, type PhoneSeen, phonesSeen, type Waiting } from './store.ts'
import { typedIn } from './typed-in.ts'

/** What phones hold that did not arrive, and what arrived and waits for a decision. */
export const decideRoutes = (needs: PhoneNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/phones',
    may: access.decide,
    async answer(visit) {
      const [items, all] = await visit.db.read(visit.scope, async (tx) => [
        await itemsWaiting(tx),
        await phonesSeen(tx),
      ])
      return page(
        <TeamPage visit={visit} title="Phones">
          <p>
            Coaches work on their phones also where there is no network. They set one up at{' '}
            <a href="/phone">this site’s address followed by /phone</a>.
          </p>
          <section aria-labelledby="waiting">
            <h2 id="waiting">Arrived, and waits for you</h2>
            <Records list={waitingList(visit, needs)} rows={items} visit={visit} />
          </section>
          <section aria-labelledby="phones">
            <h2 id="phones">On the way</h2>
            <Records list={phoneList(visit)} rows={all} visit={visit} />
          </section>
        </TeamPage>,
      )
    },
  },
  {
    method: 'GET',
    path: '/phones/items/:itemId',
    may: access.decide,
    async answer(visit) {
      const found = await visit.db.read(visit.scope, async (tx) => {
        const item = await itemSent(tx, visit.params.itemId ?? '')
        if (!item) return null
        const act = needs.acts[item.act]
        const about = (await act?.referralOf(tx, item.about)) ?? (await aboutOf(tx, item.about)) ?? item.about
        const typed = typedIn(await needs.seals.keysOf(tx), item)
        const kept =
          item.state === 'conflict' ? await act?.keptInWords?.(tx, { id: item.sentId, about: item.about }) : []
        return {
          item,
          referral: await needs.referral(tx, about),
          words: (await act?.inWords(tx, typed)) ?? [],
          kept: kept ?? [],
        }
      })
      if (!found) return notFound()
      if (found.referral) await needs.read(visit, [found.referral.personId], 'phone')
      return page(<ItemPage visit={visit} needs={needs} {...found} />)
    },
  },
  ...(['keep', 'set-aside'] as const).map((how) =>
    buttonDoor({
      path: `/phones/items/:itemId/${how}`,
      may: access.decide,
      read: (tx, { params }) => itemSent(tx, params.itemId ?? ''),
      send: (visit, _, typed) => {
        const read = { id: visit.params.itemId ?? '', version: typed.version() }
        const { timeZone: zone } = visit.organisation
        return how === 'keep' ? keepItem(visit, { ...read, zone, needs }) : setItemAside(visit, read)
      },
      back: ({ params }) => `/phones/items/${params.itemId}`,
      to: () => '/phones',
      said: how === 'keep' ? 'recorded' : 'removed',
    }),
  ),
  buttonDoor({
    path: '/phones/:phoneId/end',
    may: access.decide,
    read: async (tx, { params }) => ((await isPhone(tx, params.phoneId ?? '')) ? params.phoneId : null),
    send: (visit) => endPhoneOf(visit, { id: visit.params.phoneId ?? '', at: needs.clock() }),
    back: () => '/phones',
    said: 'ended',
  }),
]

const whyWords: Readonly<Record<string, string>> = {
  'access ended': 'Sent from a phone that was ended, or by somebody who is no coach of the team any more.',
  'not in hand': 'The referral was closed or handed to somebody else before this arrived.',
  'unknown act': 'A newer app sent it, and this program does not know it yet.',
  fault: 'A fault of this program kept it from being recorded. Try to keep it again.',
  'same id': 'Something else was kept under the same form.',
  'saved meanwhile': 'Somebody else changed the same thing in between.',
}

const nameOf = ({ act }: Waiting, { acts }: PhoneNeeds): string => acts[act]?.name ?? 'Something new'
const moment = (visit: Visit, at: Date): string => momentInWords(visit.organisation.timeZone, at)

const waitingList = (visit: Visit, needs: PhoneNeeds): List<Waiting> => ({
  caption: 'What waits for a decision',
  empty: 'Nothing waits.',
  to: ({ id }) => `/phones/items/${id}`,
  columns: [
    ['What', (item) => nameOf(item, needs)],
    ['From', ({ who }) => who],
    ['Arrived', ({ receivedAt }) => moment(visit, receivedAt)],
    ['Why it waits', ({ why }) => whyWords[why] ?? why],
  ],
})

const phoneList = (visit: Visit): List<PhoneSeen> => ({
  caption: 'Phones, those with unsent work first',
  empty: 'No phone is set up yet.',
  columns: [
    ['Coach', ({ who }) => who],
    ['Phone', ({ device }) => device],
    [
      'Not sent',
      ({ unsent, unsentSince }) =>
        unsent === 0
          ? 'nothing'
          : `${counted(unsent, 'item')}${unsentSince === null ? '' : `, since ${moment(visit, unsentSince)}`}`,
    ],
    ['To be mended', ({ refused }) => (refused === 0 ? 'nothing' : counted(refused, 'item'))],
    ['Heard of', ({ seenAt }) => moment(visit, seenAt)],
    [
      'Clock',
      ({ clockOffMinutes }) =>
        Math.abs(clockOffMinutes) < 5 ? 'right' : `${counted(Math.abs(clockOffMinutes), 'minute')} off`,
    ],
    [
      'Lost',
      ({ id, who }) => <Press action={visit.to(`/phones/${id}/end`)} name="End" about={`the phone of ${who}`} />,
    ],
  ],
})

type ItemShown = {
  readonly visit: Visit
  readonly needs: PhoneNeeds
  readonly item: Waiting
  readonly referral: { readonly id: string } | null
  readonly words: InWords
  /** What is kept there now, where the two differ. */
  readonly kept: InWords
}

const ItemPage = ({ visit, needs, item, referral, words, kept }: ItemShown) => {
  const at = visit.to(`/phones/items/${item.id}`)
  const values = { version: item.version }
  return (
    <TeamPage visit={visit} title={nameOf(item, needs)} trail={[{ name: 'Phones', path: '/phones' }]}>
      {item.payload === null ? (
        <p>This is decided. What was sent is not kept here any longer.</p>
      ) : (
        <>
          <p>{whyWords[item.why] ?? item.why}</p>
          <Facts
            facts={[
              ['From', item.who],
              ['Done', moment(visit, item.happenedAt)],
              ['Arrived', moment(visit, item.receivedAt)],
              ...(words.length === 0 ? ([['What was sent', 'It cannot be read by this program.']] as const) : []),
              ...(kept.length === 0 ? words : []),
            ]}
          />
          {kept.length > 0 && <BothVersions sent={words} kept={kept} who={item.who} />}
        </>
      )}
      {referral && (
        <p>
          <a href={visit.to(`/referrals/${referral.id}`)}>The referral, as it stands now</a>
        </p>
      )}
      {item.payload !== null && (
        <div class="acts">
          <Press action={`${at}/keep`} name={`Keep it as work of ${item.who}`} look="first" values={values} />
          <Press action={`${at}/set-aside`} name="Set it aside" look="danger" values={values} />
        </div>
      )}
    </TeamPage>
  )
}

/** What was sent beside what is kept, name by name; where they differ, what was sent stands out. */
const BothVersions = ({ sent, kept, who }: { sent: InWords; kept: InWords; who: string }) => {
  const wordsIn = (of: InWords, name: string): string => of.find(([each]) => each === name)?.[1] ?? 'nothing'
  const names = [...new Set([...sent, ...kept].map(([name]) => name))]
  return (
    <RecordTable
      caption="Both versions"
      columns={['What', 'Kept there now', `From ${who}`].map((name) => ({ name }))}
      rows={names.map((name) => {
        const [is, other] = [wordsIn(kept, name), wordsIn(sent, name)]
        return { key: name, cells: [name, is, is === other ? other : <strong key={name}>{other}</strong>] }
      })}
      empty=""
    />
  )
}
