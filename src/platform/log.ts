import { pino } from 'pino'

/** What happens, for the person who runs the product: one line of JSON each, on the error stream. */
export type Log = {
  info(fields: object, words: string): void
  warn(fields: object, words: string): void
  error(fields: object, words: string): void
}

/** A log that never holds a name, an address, a number or a secret, at whatever depth up to two a field carries it. */
export function openLog(destination: { write(line: string): void } = pino.destination({ dest: 2, sync: true })): Log {
  return pino(
    {
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: errorInShort },
      redact: { paths: withheld.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[withheld]' },
    },
    destination,
  )
}

/** What helps to mend it. The errors of the database carry the whole connection with them, which does not. */
function errorInShort(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { message, stack, cause } = error
  const { code, table, constraint } = error as Error & Readonly<Record<'code' | 'table' | 'constraint', unknown>>
  return { message, code, table, constraint, stack, ...(cause === undefined ? {} : { cause: errorInShort(cause) }) }
}

const withheld = [
  'name',
  'email',
  'phone',
  'address',
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'detail', // PostgreSQL's detail of a broken constraint quotes the row
  'where',
  'parameters',
]
