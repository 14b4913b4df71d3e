import type { ComponentChildren, JSX } from 'preact'
import { isOneOf } from '../../platform/http/route.ts'
import { kinds } from '../kinds.ts'
import { type EntryKind, type Kept } from '../model.ts'
import { access } from '../rules.ts'
import { MoveButtons, PutBack } from './pieces.tsx'
import type { MeasureView } from './view.ts'

type Props = { readonly view: MeasureView }

export function Section({
  view,
  kind,
  heading,
  add,
  isEmpty,
  asks,
  children,
}: Props & {
  kind: EntryKind
  heading: string
  add: string
  isEmpty: boolean
  /** What RBA asks for here; shown to the team while nothing is written. */
  asks: string
  children: ComponentChildren
}): JSX.Element {
  const { section, path } = kinds[kind]
  return (
    <section id={section} aria-labelledby={`${section}-heading`}>
      <div class="section-head">
        <h2 id={`${section}-heading`}>{heading}</h2>
        {isOneOf(view.visit, access.write) && (
          <a class="button second small" href={view.visit.to(`/scorecard/measures/${view.measure.id}/${path}/add`)}>
            {add}
          </a>
        )}
      </div>
      {view.did?.section === section && <DidHere view={view} />}
      {isEmpty ? (
        <p class="empty">
          <strong>Nothing is written here yet; readers do not see this part.</strong> {asks}
        </p>
      ) : (
        children
      )}
    </section>
  )
}

const didWords = { added: 'Added.', saved: 'Saved.', removed: 'Removed.', 'put back': 'Put back as it was.' }

export function DidHere({ view: { visit, did, frozen } }: { view: MeasureView }): JSX.Element | null {
  if (!did) return null
  return (
    <div class="said" role="status">
      {didWords[did.what]} {did.removed && <PutBack visit={visit} removed={did.removed} />}
      {frozen && (
        <>
          {' '}
          Where the number was headed is now frozen: <a href={visit.to(frozen.path)}>{frozen.expected}</a>.
        </>
      )}
    </div>
  )
}

type Act = 'edit' | 'remove'

export function Entry<K extends EntryKind>({
  view,
  kind,
  kept,
  acts = ['edit', 'remove'],
  called,
  more,
  children,
}: Props & {
  kind: K
  kept: Kept<K>
  acts?: readonly Act[]
  called?: string
  more?: ComponentChildren
  children: ComponentChildren
}): JSX.Element {
  const name = called ?? kinds[kind].called(kept, '')
  const mayWrite = isOneOf(view.visit, access.write)
  return (
    <article class="entry" id={`entry-${kept.id}`}>
      <div class="entry-words">{children}</div>
      {view.isArranging && kind !== 'story' && kind !== 'measure_definition' ? (
        <MoveButtons action={view.visit.to(`/scorecard/${kinds[kind].path}/${kept.id}/move`)} called={name} />
      ) : (
        (mayWrite || more) && (
          <div class="acts">
            {more}
            {mayWrite && acts.includes('edit') && (
              <EntryLink view={view} kept={kept} kind={kind} verb="Edit" to="edit" called={name} />
            )}
            {mayWrite && <EntryLink view={view} kept={kept} kind={kind} verb="Remove" to="remove" called={name} />}
          </div>
        )
      )}
    </article>
  )
}

export function EntryLink<K extends EntryKind>({
  view,
  kept,
  kind,
  verb,
  to,
  called,
}: {
  view: MeasureView
  kept: Kept<K>
  kind: K
  verb: string
  to: string
  called?: string
}): JSX.Element {
  return (
    <a href={view.visit.to(`/scorecard/${kinds[kind].path}/${kept.id}/${to}`)}>
      {verb}
      <span class="visually-hidden"> {called ?? kinds[kind].called(kept, '')}</span>
    </a>
  )
}
