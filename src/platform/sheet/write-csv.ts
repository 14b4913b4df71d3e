/**
 * Separated text for a spreadsheet program (RFC 4180, UTF-8 with its mark so that Excel reads the letters right). A text
 * that such a program would run as a formula gets an apostrophe before it, which our own reader takes away again; a
 * negative number stays a number, and so does one of a phone abroad.
 */
export const csvText = (rows: Rows): string => `\ufeff${csvForPrograms(rows)}`

/** The same without the mark, which a program takes for a part of the first heading. */
export const csvForPrograms = (rows: Rows): string =>
  `${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`

type Rows = readonly (readonly (string | number | null)[])[]

function cellText(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) && !isNumber.test(value) ? `'${value}` : value
  return /[",\r\n;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

const isNumber = /^(-?\d+(\.\d+)?|\+\d[\d ()-]*)$/
