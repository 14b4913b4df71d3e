import type { JSX } from 'preact'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Credential } from './model.ts'
import { EvidenceField } from './pages.tsx'

const trail = [{ name: 'My page', path: '/mine' }]

/** For whoever works for the team and is no coach of it. */
export const NobodyHere = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title="My hours" trail={trail}>
    <p class="empty">
      Your sign-in is not linked with a coach of the roster. A coordinator links it on the page of that coach.
    </p>
  </TeamPage>
)

export const PapersPage = ({ visit, one, form }: { visit: Visit; one: Credential; form: Refused }): JSX.Element => (
  <TeamPage visit={visit} title={`Add a paper to my ${one.kind}`} trail={trail}>
    <Form
      form={form}
      action={visit.to(`/mine/credentials/${one.id}/files`)}
      save="Add paper"
      cancel={visit.to('/mine')}
      upload
    >
      <EvidenceField form={form} />
    </Form>
  </TeamPage>
)
