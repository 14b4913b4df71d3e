import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { CoachesTabs, trail } from '../pieces.tsx'
import { saveOpening } from './actions.ts'
import { type Opening, openingForm } from './model.ts'
import type { Programs } from './public-routes.tsx'
import { access, usual } from './rules.ts'
import { readOpening, readOpenings } from './store.ts'

type Row = { readonly id: string; readonly title: string; readonly opening: Opening | undefined }

/** How each program takes coaches on, and where it says so to the public. */
export const openingRoutes = (programs: Programs): readonly TeamRoute[] => [
  listDoor({
    path: '/coaches/openings',
    may: access.review,
    title: 'Openings',
    trail,
    read: async (tx) => {
      const openings = await readOpenings(tx)
      const openingOf = (id: string) => openings.find(({ programId }) => programId === id)
      return { rows: (await programs(tx)).map(({ id, title }) => ({ id, title, opening: openingOf(id) })) }
    },
    above: (_, visit) => (
      <>
        <CoachesTabs visit={visit} />
        <p class="lead">Each program may have a public page where people apply to coach.</p>
      </>
    ),
    list: allPrograms,
  }),
  ...pageOfForms({
    path: '/coaches/openings/:programId',
    seenBy: access.review,
    read: async (tx, { params }) => {
      const program = (await programs(tx)).find(({ id }) => id === params.programId)
      return program ? { program, opening: await readOpening(tx, { program_id: program.id }) } : null
    },
    history: ({ opening }) => (opening ? [opening.id] : []),
    forms: {
      opening: oneForm({
        path: '/coaches/openings/:programId',
        may: access.review,
        form: openingForm,
        code: 'coaches.opening-wrong',
        start: ({ opening }: Shown) => opening ?? usual,
        version: ({ opening }) => opening?.version ?? 0,
        save: 'Save opening',
        send: (visit, form, { shown: { program }, typed }) =>
          saveOpening(visit, { program, version: typed.version(), form }),
        to: () => '/coaches/openings',
        cancel: '/coaches/openings',
        said: 'saved',
      }),
    },
    view: ({ visit, shown: { program, opening }, forms, history }) => (
      <TeamPage
        visit={visit}
        title={`Coaches for ${program.title}`}
        trail={[...trail, { name: 'Openings', path: '/coaches/openings' }]}
        act={
          opening && (
            <a class="button second" href={`/${visit.organisation.slug}/apply/${opening.slug}`}>
              Public page
            </a>
          )
        }
      >
        <RecordPage history={history}>{forms.opening}</RecordPage>
      </TeamPage>
    ),
  }),
]

type Shown = { readonly program: Pick<Row, 'id' | 'title'>; readonly opening: Opening | null }

const allPrograms: List<Row> = {
  caption: 'Programs and their public pages',
  columns: [
    ['Program', ({ title }) => title],
    ['Applications', ({ opening }) => (opening ? (opening.isOpen ? 'open' : 'closed') : 'no page yet')],
    [
      'Public page',
      ({ opening }, { organisation }) => {
        const address = opening && `/${organisation.slug}/apply/${opening.slug}`
        return address ? <a href={address}>{address}</a> : ''
      },
    ],
  ],
  to: ({ id }) => `/coaches/openings/${id}`,
  empty: 'There is no program yet. Add one under Scorecard first.',
}
