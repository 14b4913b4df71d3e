import type { JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Hidden, TextField } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { inWords } from '../../platform/ui/words.ts'
import type { DraftEdition } from '../actions.ts'
import { mayOpen } from '../places.ts'
import { noteAt, type Text } from './texts.ts'
import type { ToldFigure } from './told.ts'

type Shown = { visit: Visit; draft: DraftEdition; mayPublish: boolean }

/** Which words tell a withheld number, and the two ways to mend it. Nothing where none do. */
export function ToldFigures({ visit, draft, form, mayPublish }: Shown & { form: Refused }): JSX.Element | null {
  const { figures } = draft.told
  if (figures.length === 0) return null
  const own: Refused = { ...form, problems: form.problems.filter(isOfFigures) }
  return (
    <section aria-labelledby="told-heading" class="small-counts leaks">
      <h2 id="told-heading">Words that tell a withheld number</h2>
      <p>
        {figures.every(({ text }) => text.changedAt === noteAt) ? '' : 'This edition cannot be published yet. '}
        {figures.length === 1 ? 'A number' : `${figures.length} numbers`} in its words may tell what is withheld to
        protect people, or let a reader work it out.
      </p>
      <h3>How to mend it</h3>
      <p>
        Open the words and say it without the number, such as “only a few people came”. If a number is something else,
        such as a count of classes, check it and say what it is.
      </p>
      {mayPublish ? (
        <Form form={own} action={visit.to('/publish/explain')} save="Keep what they are" second>
          <Hidden name="note" value={form.typed.text('note')} />
          <Figures visit={visit} figures={figures} ticked={form.typed.all('figure')} mayTick />
          <TextField
            form={own}
            name="reason"
            label="What the checked numbers are"
            help="For example: three classes, not people. It is kept with your name."
          />
        </Form>
      ) : (
        <Figures visit={visit} figures={figures} ticked={[]} mayTick={false} />
      )}
    </section>
  )
}

/** Whether a problem is one of saying what figures are. */
export const isOfFigures = ({ field }: Problem): boolean => field === 'reason' || field?.startsWith('figure-') === true

function Figures({
  visit,
  figures,
  ticked,
  mayTick,
}: {
  visit: Visit
  figures: readonly ToldFigure[]
  ticked: readonly string[]
  mayTick: boolean
}): JSX.Element {
  return (
    <ul class="warnings told">
      {figures.map((figure) => (
        <li key={figure.mark}>
          <strong>{placeOf(figure.text)}</strong> may tell {namesOf(figure)}.
          <blockquote>
            {figure.excerpt.before}
            <mark>{figure.excerpt.marked}</mark>
            {figure.excerpt.after}
          </blockquote>
          {mayTick && (
            <div class="field tick">
              <input
                type="checkbox"
                id={`figure-${figure.mark}`}
                name="figure"
                value={figure.mark}
                checked={ticked.includes(figure.mark)}
              />
              <label for={`figure-${figure.mark}`}>
                “{figure.excerpt.marked}” is something else
                <span class="visually-hidden">, in {placeOf(figure.text)}</span>
              </label>
            </div>
          )}
          {figure.text.changedAt !== noteAt && mayOpen(visit, figure.text.changedAt) && (
            <a href={visit.to(figure.text.changedAt)}>
              Change the words<span class="visually-hidden">: {placeOf(figure.text)}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

const placeOf = ({ measure, where }: Text): string => (measure ? `${measure.title}, ${where.toLowerCase()}` : where)

const mostNamed = 3
const namesOf = ({ names }: ToldFigure): string =>
  names
    .slice(0, mostNamed)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '')

/** What people said of numbers, with a way back; and what earlier editions tell. */
export function Explained({ visit, draft: { told }, mayPublish }: Shown): JSX.Element | null {
  const { explained, before } = told
  if (explained.length === 0 && before.length === 0) return null
  return (
    <section aria-labelledby="explained-heading" class="small-counts">
      <h2 id="explained-heading">Numbers in the words</h2>
      {before.length > 0 && <ToldBefore all={before} />}
      {explained.length > 0 && (
        <RecordTable
          caption="Numbers that are said to be something else"
          columns={[{ name: 'Where' }, { name: 'Words' }, { name: 'What it is' }]}
          rows={explained.map(({ figure, as }) => ({
            key: figure.mark,
            cells: [
              placeOf(figure.text),
              <>
                {figure.excerpt.before}
                <mark>{figure.excerpt.marked}</mark>
                {figure.excerpt.after}
              </>,
              <>
                {as.reason} {as.by} said so, {inWords.instant(as.at, visit.organisation.timeZone)}.
                {mayPublish && (
                  <form method="post" action={visit.to('/publish/ask-again')}>
                    <Hidden name="id" value={as.id} />
                    <button type="submit" class="button second small">
                      Take it back<span class="visually-hidden">: {figure.excerpt.marked}</span>
                    </button>
                  </form>
                )}
              </>,
            ],
          }))}
          empty="Nothing."
        />
      )}
    </section>
  )
}

function ToldBefore({ all }: { all: DraftEdition['told']['before'] }): JSX.Element {
  const [first] = all
  return (
    <p class="note">
      Edition {first?.edition} tells “{first?.figure.excerpt.marked}” in {first ? placeOf(first.figure.text) : ''}
      {all.length > 1 ? `, and there are ${all.length - 1} more such places in earlier editions` : ''}. That can still
      be read there. New words keep it from the newest pages only.
    </p>
  )
}
