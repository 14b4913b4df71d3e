import type { ComponentChildren, JSX } from 'preact'
import { asset } from '../../platform/assets.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Hidden } from '../../platform/ui/form.tsx'
import { History, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Kind } from '../model.ts'
import { type Conflict, SavedMeanwhile } from './conflict.tsx'
import { fieldsOf, type Offered } from './fields.tsx'

export type Step = { readonly name: string; readonly path: string }

type EntryForm = {
  readonly visit: Visit
  readonly kind: Kind
  readonly title: string
  readonly trail: readonly Step[]
  readonly form: Refused
  /** Where the form is sent, and where it leads back to, as paths below the organisation. */
  readonly action: string
  readonly back: string
  readonly save: string
  readonly offered: Offered
  readonly history?: readonly HistoryLine[]
  readonly conflict?: Conflict | null
  /** Fields in place of those of the kind. */
  readonly fields?: ComponentChildren
  readonly lead?: ComponentChildren
}

/** The form of an object, new or kept. When somebody saved in between, their words stand at each field that differs. */
export function EntryPage(entry: EntryForm): JSX.Element {
  const { visit, kind, title, trail, form, action, back, save, offered, history, conflict } = entry
  const Fields = fieldsOf[kind]
  const body = (
    <>
      {entry.lead}
      <Form
        form={conflict ? { ...form, problems: [] } : form}
        action={visit.to(action)}
        save={conflict ? (conflict.isRemoved ? 'Put back with my words' : 'Save mine over theirs') : save}
        cancel={visit.to(back)}
      >
        {conflict && <SavedMeanwhile conflict={conflict} keepTheirs={visit.to(back)} />}
        {entry.fields ?? <Fields form={form} offered={offered} />}
      </Form>
      {hasRichText(kind) && entry.fields === undefined && <script type="module" src={asset('rich-text.js')} />}
    </>
  )
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      {history ? <RecordPage history={history}>{body}</RecordPage> : body}
    </TeamPage>
  )
}

const hasRichText = (kind: Kind): boolean => kind === 'story' || kind === 'what_works'

/** Asks once before something goes, in words that say what goes and how it comes back. */
export function RemovePage({
  visit,
  title,
  trail,
  form,
  action,
  back,
  version,
  lost,
  shown,
  save,
  history,
}: {
  visit: Visit
  title: string
  trail: readonly Step[]
  form: Refused
  action: string
  back: string
  version: number
  /** What will be lost, and for whom. */
  lost: ComponentChildren
  /** The words that go, to be read once more. */
  shown: ComponentChildren
  save: string
  history: readonly HistoryLine[]
}): JSX.Element {
  return (
    <TeamPage visit={visit} title={title} trail={trail}>
      <div class="entry-going">{shown}</div>
      <p class="entry-lost">{lost}</p>
      <Form form={form} action={visit.to(action)} save={save} danger cancel={visit.to(back)}>
        <Hidden name="version" value={version} />
      </Form>
      <div class="entry-history">
        <History lines={history} />
      </div>
    </TeamPage>
  )
}
