/** How the program's own names read to a person. */
export const inWords = {
  /** `training.recordCompletion` is said as `record completion`. */
  act: (act: string): string => spaced(act.split('.')[1] ?? act),
  /** `ends_on` is said as `ends on`. */
  field: (field: string): string => field.replace(/_id$/, '').replaceAll('_', ' '),
  /** `3 Nov 2026, 14:05`, in the time zone of the server. */
  instant: (at: Date): string => instantFormat.format(at).replace(/ at /, ', '),
  /** 1 coach, 2 coaches. */
  counted: (count: number, one: string, many = `${one}s`): string =>
    `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`,
}

const spaced = (camel: string): string => camel.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
const instantFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
