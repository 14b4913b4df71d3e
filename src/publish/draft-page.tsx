import type { JSX } from 'preact'
import { counted } from '../core/counted.ts'
import { dayInWords } from '../core/day.ts'
import type { Refused, Visit } from '../platform/http/route.ts'
import { Form, Hidden, Problems, TextField } from '../platform/ui/form.tsx'
import { RecordTable } from '../platform/ui/records.tsx'
import { TeamPage } from '../platform/ui/shell.tsx'
import type { Warning } from '../scorecard/facts.ts'
import type { DraftEdition } from './actions.ts'
import type { Change } from './changes.ts'
import type { EditionNamed } from './model.ts'
import { mayOpen } from './places.ts'
import { access } from './rules.ts'
import { Explained, isOfFigures, ToldFigures } from './told/pages.tsx'
import { noteAt } from './told/texts.ts'
import { Leaks, WithheldNumbers } from './withheld/pages.tsx'
import { RunningNumbers } from './withheld/running-section.tsx'

/** Draft against published: exactly what will change for the public, what a reader would stumble over, and one act. */
export function PublishPage({
  visit,
  draft,
  changes,
  form,
}: {
  visit: Visit
  draft: DraftEdition
  changes: readonly Change[]
  form: Refused
}): JSX.Element {
  const { content, previous, earlier, warnings } = draft
  // A note that tells a withheld number is mended where it is typed.
  const isSafe = draft.withheld.leaks.length === 0 && draft.told.figures.every(({ text }) => text.changedAt === noteAt)
  const rest: Refused = { ...form, problems: form.problems.filter((problem) => !isOfFigures(problem)) }
  const mayPublish = access.publish.some((role) => role === visit.role)
  return (
    <TeamPage visit={visit} title="Publish">
      <p class="lead">{standing(previous, changes.length)}</p>
      {(!isSafe || changes.length === 0) && <Problems form={rest} />}
      {changes.length > 0 && <Leaks visit={visit} draft={draft} mayPublish={mayPublish} />}
      {changes.length > 0 && <ToldFigures visit={visit} draft={draft} form={form} mayPublish={mayPublish} />}
      {changes.length > 0 && <Changes visit={visit} changes={changes} isFirst={previous === null} />}
      {changes.length > 0 && <Warnings visit={visit} warnings={warnings} />}
      <WithheldNumbers visit={visit} draft={draft} mayPublish={mayPublish} />
      {changes.length > 0 && <RunningNumbers visit={visit} draft={draft} mayPublish={mayPublish} />}
      <Explained visit={visit} draft={draft} mayPublish={mayPublish} />
      {changes.length > 0 && isSafe && mayPublish && (
        <section aria-labelledby="publish-heading">
          <h2 id="publish-heading">Publish edition {content.number}</h2>
          <p>An edition stays as it is for ever. A correction is a new edition; earlier ones can still be read.</p>
          <Form form={rest} action={visit.to('/publish')} save={`Publish edition ${content.number}`}>
            <Hidden name="mark" value={draft.mark} />
            <Hidden name="noteSeen" value={form.typed.text('note').trim()} />
            <TextField
              form={rest}
              name="note"
              label="What is new in this edition"
              help="One line for readers, such as: Figures for 2024 are complete."
              optional
            />
          </Form>
        </section>
      )}
      {!mayPublish && <p class="quiet">An editor or an administrator publishes.</p>}
      <Editions visit={visit} editions={earlier} />
    </TeamPage>
  )
}

function standing(previous: DraftEdition['previous'], changes: number): string {
  if (!previous) return 'Nothing is published yet. The first edition makes the scorecard public.'
  const since = `Edition ${previous.number} of ${dayInWords(previous.publishedOn)} is public.`
  return changes === 0
    ? `${since} Nothing has changed since.`
    : `${since} Since then there ${changes === 1 ? 'is 1 change' : `are ${changes} changes`}.`
}

function Changes({
  visit,
  changes,
  isFirst,
}: {
  visit: Visit
  changes: readonly Change[]
  isFirst: boolean
}): JSX.Element {
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading">What will change for the public</h2>
      <p>
        <a href={visit.to('/publish/preview')}>See the page as it will be</a>
      </p>
      <RecordTable
        caption="Changes"
        columns={[
          { name: 'Where' },
          { name: 'What' },
          { name: isFirst ? 'Now' : 'Published' },
          { name: 'After publishing' },
        ]}
        rows={changes.map((change, index) => ({
          key: String(index),
          ...(change.at && mayOpen(visit, change.at) && { href: visit.to(change.at) }),
          cells: [
            change.measure ?? 'Scorecard',
            change.what,
            <Was words={change.before} />,
            <Becomes words={change.after} />,
          ],
        }))}
        empty="Nothing."
      />
    </section>
  )
}

const Was = ({ words }: { words: string }): JSX.Element =>
  words === '' ? <span class="quiet">nothing</span> : <del>{words}</del>

const Becomes = ({ words }: { words: string }): JSX.Element =>
  words === '' ? <span class="quiet">nothing</span> : <ins>{words}</ins>

function Warnings({ visit, warnings }: { visit: Visit; warnings: readonly Warning[] }): JSX.Element {
  const empty = warnings.filter(isEmptySection)
  const written = warnings.filter((warning) => !isEmptySection(warning))
  const inOrder = [...written.filter(looksPersonal), ...written.filter((warning) => !looksPersonal(warning))]
  return (
    <section aria-labelledby="check-heading">
      <h2 id="check-heading">Before everybody reads it</h2>
      {warnings.length === 0 && <p class="empty">The check found nothing to mend.</p>}
      {inOrder.length > 0 && (
        <details open={inOrder.some(looksPersonal)}>
          <summary>
            {counted(inOrder.length, 'thing')} to look at. None of them stops a publication; who publishes is kept with
            what was accepted.
          </summary>
          <ul class="warnings">
            {inOrder.map((warning, index) => (
              <li key={String(index)}>
                <strong>{warning.measure?.title ?? 'Scorecard'}</strong>, {warning.section}: {warning.message}
                {warning.excerpt && (
                  <blockquote>
                    {warning.excerpt.before}
                    <mark>{warning.excerpt.marked}</mark>
                    {warning.excerpt.after}
                  </blockquote>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {empty.length > 0 && <EmptySections warnings={empty} />}
      {warnings.length > 0 && (
        <p>
          <a href={visit.to('/scorecard')}>Go to the scorecard to mend them</a>
        </p>
      )}
    </section>
  )
}

/** Sections that nobody has written, measure by measure; folded, since they only leave something out. */
function EmptySections({ warnings }: { warnings: readonly Warning[] }): JSX.Element {
  const sections = new Map<string, string[]>()
  for (const { measure, section } of warnings)
    sections.set(measure?.title ?? 'Scorecard', [...(sections.get(measure?.title ?? 'Scorecard') ?? []), section])
  return (
    <details>
      <summary>
        {counted(warnings.length, 'section')} of {counted(sections.size, 'measure')} with nothing written. The public
        pages leave {warnings.length === 1 ? 'it' : 'them'} out.
      </summary>
      <ul>
        {[...sections].map(([title, names]) => (
          <li key={title}>
            <strong>{title}</strong>: {names.join(', ')}
          </li>
        ))}
      </ul>
    </details>
  )
}

const isEmptySection = (warning: Warning): boolean => warning.code === 'scorecard.empty-section'
const looksPersonal = (warning: Warning): boolean => warning.excerpt !== null

function Editions({ visit, editions }: { visit: Visit; editions: readonly EditionNamed[] }): JSX.Element {
  return (
    <section aria-labelledby="editions-heading">
      <h2 id="editions-heading">Editions</h2>
      <RecordTable
        caption="Editions, newest first"
        columns={[{ name: 'Edition' }, { name: 'Published' }, { name: 'As of' }, { name: 'What was new' }]}
        rows={editions.map((edition) => ({
          key: String(edition.number),
          href: `/${visit.organisation.slug}/editions/${edition.number}`,
          cells: [`Edition ${edition.number}`, dayInWords(edition.publishedOn), dayInWords(edition.asOf), edition.note],
        }))}
        empty="No edition yet."
      />
    </section>
  )
}
