import type { JSX } from 'preact'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, TextArea, TextField, Tick } from '../../platform/ui/form.tsx'
import { RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Opening } from './model.ts'
import { CoachesTabs } from './pages.tsx'

type Program = { readonly id: string; readonly title: string }

export function OpeningsPage({
  visit,
  programs,
  openings,
}: {
  visit: Visit
  programs: readonly Program[]
  openings: readonly Opening[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title="Openings" trail={[{ name: 'Coaches', path: '/coaches' }]}>
      <CoachesTabs visit={visit} />
      <p class="lead">Each program may have a public page where people apply to coach.</p>
      <RecordTable
        caption="Programs and their public pages"
        columns={[{ name: 'Program' }, { name: 'Applications' }, { name: 'Public page' }]}
        rows={programs.map((program) => {
          const opening = openings.find(({ programId }) => programId === program.id)
          const address = opening && `/${visit.organisation.slug}/apply/${opening.slug}`
          return {
            key: program.id,
            href: visit.to(`/coaches/openings/${program.id}`),
            cells: [
              program.title,
              opening ? (opening.isOpen ? 'open' : 'closed') : 'no page yet',
              address ? (
                <a key="address" href={address}>
                  {address}
                </a>
              ) : (
                ''
              ),
            ],
          }
        })}
        empty="There is no program yet. Add one under Scorecard first."
      />
    </TeamPage>
  )
}

export function OpeningFormPage({
  visit,
  program,
  opening,
  form,
  history,
}: {
  visit: Visit
  program: Program
  opening: Opening | null
  form: Refused
  history: readonly HistoryLine[]
}): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title={`Coaches for ${program.title}`}
      trail={[
        { name: 'Coaches', path: '/coaches' },
        { name: 'Openings', path: '/coaches/openings' },
      ]}
      act={
        opening && (
          <a class="button second" href={`/${visit.organisation.slug}/apply/${opening.slug}`}>
            Public page
          </a>
        )
      }
    >
      <RecordPage history={history}>
        <Form
          form={form}
          action={visit.to(`/coaches/openings/${program.id}`)}
          save="Save opening"
          cancel={visit.to('/coaches/openings')}
        >
          <Tick
            form={form}
            name="isOpen"
            label="Applications are open"
            help="Closed, the page says so and takes none."
          />
          <TextArea form={form} name="doesEn" label="What a coach does" help="One thing a line, in plain words." />
          <TextArea form={form} name="doesNotEn" label="What a coach does not do" help="One thing a line." />
          <TextArea form={form} name="doesEs" label="What a coach does, in Spanish" help="One thing a line." />
          <TextArea
            form={form}
            name="doesNotEs"
            label="What a coach does not do, in Spanish"
            help="One thing a line."
          />
          <TextArea
            form={form}
            name="steps"
            label="Screening steps"
            help="One step a line. Applications sent before keep the steps they came with."
            rows={4}
            optional
          />
          <TextField
            form={form}
            name="referenceCount"
            label="References"
            help="How many people who know the applicant: 0 to 3."
            inputMode="numeric"
            width="short"
          />
          <Tick form={form} name="isChecked" label="A background check is asked for" />
          <TextField
            form={form}
            name="keepMonths"
            label="Months for which applications are kept"
            help="So long after an application was declined, withdrawn or put aside, the name, how to reach the person and everything they wrote are removed, also from the history. The days and the outcome stay. The public page says so. 6 to 120."
            inputMode="numeric"
            width="short"
          />
        </Form>
      </RecordPage>
    </TeamPage>
  )
}
