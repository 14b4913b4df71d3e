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
      serializers: { error: pino.stdSerializers.err },
      redact: { paths: withheld.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[withheld]' },
    },
    destination,
  )
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
