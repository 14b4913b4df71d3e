import { sql } from 'kysely'
import type { JSX } from 'preact'
import { z } from 'zod'
import { phone } from '../../coaches/model.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { dayOrNone, name } from '../../core/text.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import type { Keys } from '../../platform/sealed/keys.ts'
import { normalPerson, normalPhone } from '../../platform/sealed/marks.ts'
import { Form, fresh } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ReferralsNeeds } from '../needs.ts'
import { peopleMarked, peopleServed } from '../people.ts'
import { recordRead } from '../reads.ts'
import { access } from '../rules.ts'
import { type ReferralRow, referralRows } from '../store.ts'
import { stateWords, titleOf, trail } from '../words.ts'
import { DueCell } from './due.tsx'

/** Finding a person by phone, or by name with birth date, among the referrals that are in hand. */
export const searchRoutes = (needs: ReferralsNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/referrals/search',
    may: access.follow,
    answer: async (visit) => page(<SearchPage visit={visit} />),
  },
  {
    method: 'POST',
    path: '/referrals/search',
    may: access.follow,
    form: searchForm,
    answer: (visit) => search(visit, needs),
  },
]

const searchForm = z.strictObject({
  phone: phone(),
  name: name('Name', { optional: true, help: 'Together with the date of birth.' }),
  bornOn: dayOrNone('Date of birth'),
})
type Search = z.infer<typeof searchForm>

/** By what people are looked for; half of a name and birth date would find strangers. */
function markedBy({ phone: number, name: who, bornOn }: Search): Result<{ number: string; person: string }> {
  const normal = normalPhone(number)
  if (!normal.ok) return normal
  const person = normalPerson(who, bornOn ?? '')
  if (normal.value === '' && person === '')
    return refuse('referrals.search-wrong', 'Give a phone number, or a name together with a date of birth.', 'phone')
  return ok({ number: normal.value, person })
}

/** What is looked for travels in the body alone, never in an address; who is found is written down before it is shown. */
async function search(visit: Visit, needs: ReferralsNeeds): Promise<Response> {
  const typed = await visit.typed()
  const value = parseTyped(searchForm, typed, 'referrals.search-wrong')
  const wanted = value.ok ? markedBy(value.value) : value
  if (!wanted.ok) return page(<SearchPage visit={visit} form={{ typed, problems: wanted.problems }} />, 422)
  const { number, person } = wanted.value
  const { ids, found } = await visit.db.read(visit.scope, async (tx) => {
    const keys = await needs.seals.keysOf(tx)
    const marked = await peopleMarked(tx, {
      phone: keys.mark('phone', number),
      nameBorn: keys.mark('person', person),
    })
    return { ids: marked, found: await referralsOf(tx, keys, marked) }
  })
  await recordRead(visit, ids, 'search')
  return page(<SearchPage visit={visit} form={fresh(typed)} found={found} now={needs.clock()} />)
}

type Found = ReferralRow & { readonly name: string }

async function referralsOf(tx: Tx, keys: Keys, personIds: readonly string[]): Promise<readonly Found[]> {
  if (personIds.length === 0) return []
  const [people, rows] = await together(
    peopleServed(tx, keys, personIds),
    referralRows(tx, sql`r.person_id in (${sql.join(personIds)})`, { by: sql`r.received_at desc, r.id` }),
  )
  const names = new Map(people.map(({ id, name: who }) => [id, who]))
  return rows.map((row) => ({ ...row, name: names.get(row.personId) ?? '' }))
}

const SearchPage = ({
  visit,
  form = fresh(),
  found,
  now = new Date(0),
}: {
  visit: Visit
  form?: Refused
  found?: readonly Found[]
  now?: Date
}): JSX.Element => (
  <TeamPage visit={visit} title="Find a person" trail={trail}>
    <p class="lead">Whom you look for and find is written down, with your name.</p>
    <Form form={form} action={visit.to('/referrals/search')} save="Find" cancel={visit.to('/referrals')}>
      <Fields of={searchForm} form={form} />
    </Form>
    {found && <Records list={foundList(now)} rows={found} visit={visit} />}
  </TeamPage>
)

const foundList = (now: Date): List<Found> => ({
  caption: 'Referrals found, newest first',
  columns: [
    ['Referral', titleOf],
    ['Person', ({ name: who }) => who],
    ['Due', (row) => <DueCell row={row} now={now} />],
    ['Status', ({ state }) => stateWords[state]],
  ],
  to: ({ id }) => `/referrals/${id}`,
  empty: 'Nobody is found here by that. A number or a birth date may have been written another way.',
})
