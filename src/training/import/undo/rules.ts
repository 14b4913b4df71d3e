import { type Problem, refuse } from '../../../core/result.ts'
import type { Hanging, UndoForm } from './model.ts'

/** What others noted or said about a seat is never taken back with it. */
export const staysAnyway = ({ hasAttendance, hasAnswers, hasPlace }: Hanging): boolean =>
  hasAttendance || hasAnswers || hasPlace

/** The records that an undo leaves where they are. */
export const staying = (hanging: readonly Hanging[], { choice }: Pick<UndoForm, 'choice'>): readonly Hanging[] =>
  hanging.filter((one) => choice !== 'take' || staysAnyway(one))

/** What hangs on a record, as a list in words. */
export const hangsOnIt = (one: Hanging): string =>
  [
    one.certificate === null ? '' : `certificate ${one.certificate}`,
    one.credentials === null ? '' : `may count for ${one.credentials}`,
    one.isCorrected ? 'corrected since' : '',
    one.hasAttendance ? 'attendance' : '',
    one.hasAnswers ? 'answers of the coach' : '',
    one.hasPlace ? 'the coach’s own sign-up' : '',
  ]
    .filter(Boolean)
    .join(', ')

/** What keeps an import of so many records from being taken back. */
export function mayUndo(hanging: readonly Hanging[], left: number, form: UndoForm): readonly Problem[] {
  if (hanging.length > 0 && form.choice === null)
    return refuse(
      'training.undo-choose',
      `Something has come to hang on ${hanging.length === 1 ? 'a record' : 'records'} of this import: ${examples(hanging)}. Choose what happens with ${hanging.length === 1 ? 'it' : 'them'}.`,
      'choice',
    ).problems
  if (hanging.length !== form.hanging)
    return refuse(
      'training.undo-changed',
      'Records changed since this page was shown. It is shown anew; look at it once more.',
    ).problems
  const stay = staying(hanging, form)
  if (stay.length === left && left > 0)
    return refuse('training.undo-nothing', 'All its records would stay, so there is nothing to take back.', 'choice')
      .problems
  const isRevoking = hanging.some((one) => one.certificate !== null && !stay.includes(one))
  return isRevoking && form.reason === ''
    ? refuse('training.undo-reason', 'Type why the certificates are revoked.', 'reason').problems
    : []
}

const examples = (hanging: readonly Hanging[]): string =>
  [
    ...hanging.slice(0, 5).map((one) => `${one.coach} (${hangsOnIt(one)})`),
    ...(hanging.length > 5 ? [`${hanging.length - 5} more`] : []),
  ].join(', ')
