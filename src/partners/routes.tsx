import type { JSX } from 'preact'
import { counted } from '../core/counted.ts'
import { formDoor } from '../platform/doors/form-door.tsx'
import { type List, listDoor } from '../platform/doors/list-door.tsx'
import type { TeamRoute } from '../platform/http/route.ts'
import { Filter } from '../platform/ui/filter.tsx'
import { addPartner, editPartner } from './actions.ts'
import { type Partner, partnerForm, type Sector, sectors, sectorWords } from './model.ts'
import { access, sectorNamed } from './rules.ts'
import { partner, partners } from './store.ts'

const trail = [{ name: 'Partners', path: '/partners' }]

/** Partner organisations: the list, adding one, and the page of each. */
export const partnersRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/partners',
    may: access.read,
    title: 'Partners',
    act: { to: '/partners/add', name: 'Add partner', may: access.write },
    read: async (tx, visit) => {
      const all = await partners(tx)
      const sector = sectorNamed(visit.url.searchParams.get('sector'))
      return { all, sector, rows: all.filter((one) => sector === null || one.sector === sector) }
    },
    above: (shown, { url }) => <Sectors {...shown} url={url} />,
    list: ({ rows }) => listOf(rows.length),
  }),
  ...formDoor({
    path: '/partners/add',
    may: access.write,
    read: async () => ({}),
    title: 'Add partner',
    trail,
    form: partnerForm,
    code: 'partners.wrong',
    save: 'Add partner',
    send: addPartner,
    back: '/partners',
    to: (id) => `/partners/${id}`,
    said: 'added',
  }),
  ...formDoor({
    path: '/partners/:partnerId',
    may: access.write,
    seenBy: access.read,
    read: (tx, { params }) => partner(tx, params.partnerId ?? ''),
    title: ({ name }) => name,
    trail,
    history: ({ id }) => [id],
    form: partnerForm,
    code: 'partners.wrong',
    start: (one) => one,
    version: ({ version }) => version,
    save: 'Save partner',
    send: (visit, form, { shown: { id }, typed }) => editPartner(visit, { id, version: typed.version(), form }),
    back: ({ id }) => `/partners/${id}`,
    said: 'saved',
  }),
]

const listOf = (count: number): List<Partner> => ({
  caption: `Partners, ${counted(count, 'record')}`,
  columns: [
    ['Name', ({ name }) => name],
    ['Sector', ({ sector }) => sectorWords[sector]],
    ['What they do', ({ about }) => about],
  ],
  to: ({ id }) => `/partners/${id}`,
  empty: 'No partner has been added yet. Start with the organizations that hold your training sessions.',
})

const Sectors = ({ all, sector, url }: { all: readonly Partner[]; sector: Sector | null; url: URL }): JSX.Element => {
  const countOf = (one: Sector): number => all.filter((each) => each.sector === one).length
  const present = sectors.filter((one) => countOf(one) > 0)
  return (
    <>
      <p class="lead">
        Organizations that help to turn the curve. They can be named on a measure, on an action, and as organizer of a
        training session.
      </p>
      <Filter
        url={url}
        label="Show"
        name="sector"
        chosen={sector}
        options={[
          [null, `All ${all.length}`],
          ...present.map((one) => [one, `${sectorWords[one]} ${countOf(one)}`] as const),
        ]}
      />
    </>
  )
}
