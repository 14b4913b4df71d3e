import type { Outcome } from '../sessions/model.ts'

/** The words of a list, written line by line with commas. */
export const listed = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(', '))

// As people write them, in plain letters; English and Spanish. `enrolled` is whoever is still under way: no outcome yet.
const words: Readonly<Record<Outcome, readonly string[]>> = {
  completed: listed(
    'completed, complete, completion, successfully completed, passed, pass, graduated, graduate',
    'certified, done, finished, successful, met, completo, completa, completado, completada',
    'aprobado, aprobada, aprobo, termino, terminado, terminada, finalizo, finalizado, finalizada',
    'graduado, graduada, certificado, certificada',
  ),
  'did not complete': listed(
    'did not complete, didnt complete, not completed, not complete, incomplete, uncompleted, failed',
    'fail, did not pass, didnt pass, not passed, did not finish, didnt finish, not finished, dnf',
    'dnc, unsuccessful, not met, partial, partially completed, no completo, no completa',
    'no completado, no completada, incompleto, incompleta, no termino, no aprobo, no aprobado',
    'no aprobada, reprobo, reprobado, reprobada, suspenso, parcial',
  ),
  'no-show': listed(
    'no show, noshow, no showed, absent, did not attend, didnt attend, never attended, not attended',
    'did not show, didnt show, did not show up, never showed, did not come, no asistio, ausente',
    'no se presento, no vino, falto, inasistente',
  ),
  withdrawn: listed(
    'withdrawn, withdrew, withdrawal, withdraw, dropped, dropped out, drop, drop out, dropout',
    'cancelled, canceled, quit, left, left early, discontinued, terminated, expelled, discharged, se retiro, retiro, retirado',
    'retirada, abandono, abandonado, deserto, desercion, baja, se dio de baja, cancelo',
    'cancelado, cancelada',
  ),
  enrolled: listed(
    'in progress, inprogress, ongoing, under way, underway, pending, enrolled, registered',
    'started, waitlisted, waiting list, wait list, scheduled, upcoming, not yet',
    'not started, to do, en curso, en progreso, en proceso, pendiente, inscrito, inscrita',
    'registrado, registrada, por iniciar, no iniciado, lista de espera',
  ),
}
const outcomeWords: ReadonlyMap<string, Outcome> = new Map(
  (Object.entries(words) as [Outcome, readonly string[]][]).flatMap(([outcome, all]) =>
    all.map((word) => [word, outcome] as const),
  ),
)

const marks: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'yes', 'si', 's', 'true', 't', 'verdadero', 'v', '1', 'x', '✓', '✔', '☑', '✅', '☒'].map(
    (mark) => [mark, true] as const,
  ),
  ...['n', 'no', 'false', 'f', 'falso', '0', '✗', '✘', '❌', '☐'].map((mark) => [mark, false] as const),
])

/** Whether a cell is a mark that says yes or no to its heading; null if it is none. `plain` is the text in plain letters. */
export const markOf = (text: string, plain: string): boolean | null =>
  marks.get(plain === '' ? text.replace(/\ufe0f/g, '').trim() : plain) ?? null

/** An outcome as people write it in words, compared in plain letters; `enrolled` while there is none yet, null for other words. */
export const outcomeOf = (plain: string): Outcome | null => outcomeWords.get(plain) ?? null

/** What the marks of a column mean: a heading may ask who completed, who came, or who did not. */
export function markMeaning(plainHeading: string): { readonly yes: Outcome; readonly no: Outcome } {
  const asks = /^(?:did they |has |was |were )?(.*)$/.exec(plainHeading)?.[1] ?? ''
  const named = outcomeOf(asks)
  if (named !== null && named !== 'completed' && named !== 'enrolled') return { yes: named, no: 'completed' }
  return {
    yes: 'completed',
    no: /\b(?:attend\w*|present|showed|came|asisti\w*|asistencia|presente|vino)\b/.test(plainHeading)
      ? 'no-show'
      : 'did not complete',
  }
}
