import type { JSX } from 'preact'
import type { Option } from '../../core/field.ts'
import { refuseAll } from '../../core/result.ts'
import { Fields } from '../doors/fields.tsx'
import { formDoor } from '../doors/form-door.tsx'
import type { Refused, TeamRoute, Visit } from '../http/route.ts'
import { saveOrganisation } from './actions.ts'
import { ColorField } from './color-field.tsx'
import { organisationForm } from './model.ts'
import { adminTabs } from './people-pages.tsx'
import { access } from './rules.ts'
import { readOrganisation } from './store.ts'

/** What the organisation says of itself, and which counts of people it keeps from the public. */
export const organisationRoutes = (): readonly TeamRoute[] =>
  formDoor({
    path: '/admin/organisation',
    may: access.changeOrganisation,
    read: readOrganisation,
    title: 'Organization',
    tabs: adminTabs,
    history: ({ id }) => [id],
    form: organisationForm,
    code: 'access.organisation-wrong',
    start: ({ timeZone, smallCounts, ...rest }) => ({
      ...rest,
      time_zone: timeZone,
      small_counts: smallCounts.policy,
      withhold_most: smallCounts.most,
      withhold_zeros: smallCounts.hidesZeros,
      withhold_least_at_risk: smallCounts.leastAtRisk,
    }),
    version: ({ version }) => version,
    fields: (form, _, visit) => (
      <>
        <Fields
          of={organisationForm}
          form={form}
          but={['brand', ...withheld]}
          choices={{ time_zone: timeZones(form.typed.text('time_zone')) }}
        />
        <ColorField form={form} isSeen={isOnlySeen(visit)} />
        <SmallCountFields form={form} />
      </>
    ),
    save: 'Save organization',
    send: async (
      visit,
      { time_zone, small_counts, withhold_most, withhold_zeros, withhold_least_at_risk, ...rest },
      { typed },
    ) => {
      if (isOnlySeen(visit)) return refuseAll([])
      const smallCounts = {
        policy: small_counts,
        most: withhold_most,
        hidesZeros: withhold_zeros,
        leastAtRisk: withhold_least_at_risk,
      }
      return saveOrganisation(visit, { ...rest, timeZone: time_zone, smallCounts, version: typed.version() })
    },
    back: '/admin/organisation',
    said: 'saved',
  })

const ownRule = ['withhold_most', 'withhold_zeros', 'withhold_least_at_risk']
const withheld = ['small_counts', ...ownRule]

/** Which counts of people are kept from the public, so that nobody can be told by them. */
const SmallCountFields = ({ form }: { form: Refused }): JSX.Element => (
  <fieldset class="small-counts">
    <legend>Small counts</legend>
    <p>
      A small count of people can tell on one of them. Measures that count people served, or their health, are published
      without such counts, and without what they could be worked out from.
    </p>
    <Fields of={organisationForm} form={form} only={['small_counts']} />
    <details class="more-fields" open={form.typed.text('small_counts') === 'own' || form.saved !== undefined}>
      <summary>Our own rule</summary>
      <Fields of={organisationForm} form={form} only={ownRule} />
    </details>
  </fieldset>
)

/** The button that shows a color, for browsers without script: the form comes back as it was typed. */
const isOnlySeen = (visit: Visit): boolean => visit.url.searchParams.has('see')

/** Those of the United States with the words people use; then those of everywhere else, and what is kept already. */
function timeZones(kept: string): readonly Option[] {
  const known = new Set([...Object.keys(zonesHere), ...Intl.supportedValuesOf('timeZone')])
  if (kept !== '') known.add(kept)
  return [...known].map((zone) => ({ value: zone, name: zonesHere[zone] ?? zone.replaceAll('_', ' ') }))
}

const zonesHere: Readonly<Record<string, string>> = {
  'America/New_York': 'Eastern (New York)',
  'America/Chicago': 'Central (Chicago)',
  'America/Denver': 'Mountain (Denver)',
  'America/Phoenix': 'Mountain without summer time (Phoenix)',
  'America/Los_Angeles': 'Pacific (Los Angeles)',
  'America/Anchorage': 'Alaska (Anchorage)',
  'Pacific/Honolulu': 'Hawaii (Honolulu)',
  'America/Puerto_Rico': 'Atlantic (Puerto Rico)',
  'Pacific/Guam': 'Guam',
  'Pacific/Pago_Pago': 'American Samoa (Pago Pago)',
}
