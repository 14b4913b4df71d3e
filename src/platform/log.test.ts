import { expect, test } from 'vitest'
import { openLog } from './log.ts'

function written(fields: object): Record<string, unknown> {
  const lines: string[] = []
  openLog({ write: (line) => void lines.push(line) }).warn(fields, 'something happened')
  return JSON.parse(lines[0] ?? '')
}

test('a line says when, how grave and what', () => {
  expect(written({ count: 3 })).toMatchObject({ level: 'warn', msg: 'something happened', count: 3 })
})

test('names, addresses and secrets never reach the log, wherever they stand', () => {
  const line = written({
    email: 'ana@example.org',
    person: { name: 'Ana Reyes', phone: '252 555 0100' },
    request: { headers: { cookie: 'session=1', authorization: 'Bearer 1' } },
  })
  expect(JSON.stringify(line)).not.toMatch(/ana@|Reyes|555|session=1|Bearer/)
})

test('an error is written with its place and its cause, without what the database quotes from the row', () => {
  const broken = Object.assign(new Error('duplicate key', { cause: new Error('beneath') }), {
    code: '23505',
    detail: 'Key (email)=(ana@example.org) already exists.',
    client: { password: 'secret' },
  })
  const { error } = written({ error: broken }) as { error: Record<string, unknown> }
  expect(error).toMatchObject({ message: 'duplicate key', code: '23505', cause: { message: 'beneath' } })
  expect(error.stack).toContain('log.test.ts')
  expect(JSON.stringify(error)).not.toMatch(/ana@|secret/)
})
