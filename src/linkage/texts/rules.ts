import type { Day } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import type { ConsentText, TextForm, WhichText } from './model.ts'

/** The wording of a day: of its kind and language the newest that has begun; null where there is none yet. */
export function textOfDay<T extends Pick<ConsentText, 'kind' | 'language' | 'fromOn'>>(
  texts: readonly T[],
  { kind, language, today }: WhichText,
): T | null {
  const begun = texts.filter((text) => text.kind === kind && text.language === language && text.fromOn <= today)
  return begun.reduce<T | null>((last, text) => (last && last.fromOn >= text.fromOn ? last : text), null)
}

/** Whether nobody has yet said where a wording is from and on which day it was checked. */
export const asksCounsel = ({ source, checkedOn }: Pick<ConsentText, 'source' | 'checkedOn'>): boolean =>
  source === '' || checkedOn === null

/** A day of checking is not still to come. */
export const checkedProblems = (checkedOn: Day | null, today: Day): readonly Problem[] =>
  checkedOn !== null && checkedOn > today
    ? [{ code: 'linkage.checked-later', message: 'The day of the check is still to come.', field: 'checkedOn' }]
    : []

/** A wording begins today or later, so that nobody has signed another one on its days; and one begins a day. */
export function refusedText(
  texts: readonly ConsentText[],
  form: TextForm,
  today: Day,
): ReturnType<typeof refuse> | null {
  if (form.fromOn < today)
    return refuse('linkage.text-past', 'A text begins today or later: people signed another one before.', 'fromOn')
  const isThere = texts.some(
    ({ kind, language, fromOn }) => kind === form.kind && language === form.language && fromOn === form.fromOn,
  )
  return isThere
    ? refuse('linkage.text-there', 'A text of that kind and language begins on that day already.', 'fromOn')
    : null
}
