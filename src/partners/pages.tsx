import type { JSX } from 'preact'
import type { HistoryLine } from '../platform/history.ts'
import type { Refused, Visit } from '../platform/http/route.ts'
import { Choice, Form, TextArea, TextField } from '../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import { inWords } from '../platform/ui/words.ts'
import { type Partner, type Sector, sectors, sectorWords } from './model.ts'
import { access } from './rules.ts'

const trail = [{ name: 'Partners', path: '/partners' }]
const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)

export function PartnersPage({
  visit,
  all,
  sector,
}: {
  visit: Visit
  all: readonly Partner[]
  sector: Sector | null
}): JSX.Element {
  const shown = sector === null ? all : all.filter((partner) => partner.sector === sector)
  const present = sectors.filter((one) => all.some((partner) => partner.sector === one))
  return (
    <TeamPage
      visit={visit}
      title="Partners"
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/partners/add')}>
            Add partner
          </a>
        )
      }
    >
      <p class="lead">
        Organisations that help to turn the curve. They can be named on a measure, on an action, and as organiser of a
        training session.
      </p>
      <nav class="filters" aria-label="Show">
        <a href={visit.to('/partners')} aria-current={sector === null ? 'true' : undefined}>
          All {all.length}
        </a>
        {present.map((one) => (
          <a key={one} href={visit.to(`/partners?sector=${one}`)} aria-current={one === sector ? 'true' : undefined}>
            {sectorWords[one]} {all.filter((partner) => partner.sector === one).length}
          </a>
        ))}
      </nav>
      <RecordTable
        caption={`Partners, ${inWords.counted(shown.length, 'record')}`}
        columns={[{ name: 'Name' }, { name: 'Sector' }, { name: 'What they do' }]}
        rows={shown.map((partner) => ({
          key: partner.id,
          href: visit.to(`/partners/${partner.id}`),
          cells: [partner.name, sectorWords[partner.sector], partner.about],
        }))}
        empty="No partner has been added yet. Start with the organisations that hold your training sessions."
      />
    </TeamPage>
  )
}

export const AddPartnerPage = ({ visit, form }: { visit: Visit; form: Refused }): JSX.Element => (
  <TeamPage visit={visit} title="Add partner" trail={trail}>
    <Form form={form} action={visit.to('/partners/add')} save="Add partner" cancel={visit.to('/partners')}>
      <PartnerFields form={form} />
    </Form>
  </TeamPage>
)

export function PartnerPage({
  visit,
  partner,
  history,
  form,
}: {
  visit: Visit
  partner: Partner
  history: readonly HistoryLine[]
  form: Refused
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={partner.name} trail={trail}>
      <RecordPage history={history}>
        {!mayWrite(visit) && (
          <section aria-label="Partner">
            <Facts
              facts={[
                ['Name', partner.name],
                ['Sector', sectorWords[partner.sector]],
                ['What they do', partner.about],
                [
                  'Website',
                  partner.website === '' ? (
                    ''
                  ) : (
                    <a href={partner.website} rel="noopener">
                      {partner.website}
                    </a>
                  ),
                ],
              ]}
            />
          </section>
        )}
        {mayWrite(visit) && (
          <Form form={form} action={visit.to(`/partners/${partner.id}`)} save="Save partner">
            <PartnerFields form={form} />
          </Form>
        )}
      </RecordPage>
    </TeamPage>
  )
}

const PartnerFields = ({ form }: { form: Refused }): JSX.Element => (
  <>
    <TextField form={form} name="name" label="Name" />
    <Choice
      form={form}
      name="sector"
      label="Sector"
      none="Choose a sector"
      options={sectors.map((sector) => ({ value: sector, name: sectorWords[sector] }))}
    />
    <TextArea
      form={form}
      name="about"
      label="What they do"
      help="One or two sentences that may be shown to the public."
      rows={3}
      optional
    />
    <TextField form={form} name="website" label="Website" type="url" help="Such as https://example.org" optional />
  </>
)
