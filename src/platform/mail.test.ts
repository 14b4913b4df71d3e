import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { patience } from '../test-effort.ts'
import { freshDb, type TestDb } from './db/test-db.ts'
import { openLog } from './log.ts'
import { type Mail, queueMail, startMail } from './mail.ts'

const quietly = openLog({ write: () => undefined })
const letter: Mail = { org: null, to: 'ana@example.org', subject: 'Your sign-in link', text: 'Open this link.\n' }
const queue = (db: TestDb, mail: Partial<Mail> = {}) =>
  db.door('test.queue', (sql) => queueMail(sql, { ...letter, ...mail }))
const states = async (db: TestDb) =>
  (await db.owner(`select state, tries, body, trouble from mail order by queued_at`)).rows as {
    state: string
    tries: number
    body: string
    trouble: string
  }[]

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'better-off-mail-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** A mail server as small as one can be: `answers` by command, else 250. Keeps what it was told. */
async function smtp(
  answers: Readonly<Record<string, string>> = {},
): Promise<{ url: string; heard: string[]; close: () => void }> {
  const heard: string[] = []
  const server: Server = createServer((socket) => {
    let isText = false
    socket.on('error', () => undefined)
    socket.write('220 test\r\n')
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').slice(0, -1)) {
        heard.push(line)
        if (isText && line !== '.') continue
        isText = line === 'DATA'
        const command = line === '.' ? 'END' : (line.split(/[ :]/)[0] ?? '')
        const answer = answers[command]
        if (answer === 'hang up') return socket.destroy()
        socket.write(`${answer ?? (isText ? '354 go on' : '250 ok')}\r\n`)
        if (command === 'QUIT') socket.end()
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const close = () => void server.close()
  onTestFinished(close)
  return { url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}?ignoreTLS=true`, heard, close }
}

function start(db: TestDb, mail?: { url: string; from: string }, dataDir = folder()): string {
  const running = startMail({ db, config: { mail, dataDir }, log: quietly })
  onTestFinished(() => running.stop())
  return dataDir
}
const from = 'Better Off <scorecard@example.org>'

test('without a mail server each mail is a file that a person can read', async () => {
  const db = await freshDb()
  const dataDir = start(db)
  await queue(db)
  await vi.waitFor(async () => expect(await states(db)).toMatchObject([{ state: 'kept' }]), { timeout: patience })
  const [file = ''] = readdirSync(join(dataDir, 'mail'))
  expect(readFileSync(join(dataDir, 'mail', file), 'utf8')).toBe(
    'To: ana@example.org\nSubject: Your sign-in link\n\nOpen this link.\n',
  )
})

test('a mail server gets the mail once, and the text is not kept', async () => {
  const db = await freshDb()
  const server = await smtp()
  start(db, { url: server.url, from })
  start(db, { url: server.url, from })
  await queue(db)
  await queue(db, { to: 'ben@example.org' })
  await vi.waitFor(async () => expect((await states(db)).map((row) => row.state)).toEqual(['sent', 'sent']), {
    timeout: patience,
  })
  expect(server.heard.filter((line) => line.startsWith('RCPT')).toSorted()).toEqual([
    'RCPT TO:<ana@example.org>',
    'RCPT TO:<ben@example.org>',
  ])
  expect((await states(db)).map((row) => row.body)).toEqual(['', ''])
})

test('a subject with line breaks adds no header and no recipient (BI-F17)', async () => {
  const db = await freshDb()
  const server = await smtp()
  start(db, { url: server.url, from })
  await queue(db, { subject: 'Night shift\r\nBcc: everyone@example.org\r\n\r\n<p>hi' })
  await vi.waitFor(async () => expect(await states(db)).toMatchObject([{ state: 'sent' }]), { timeout: patience })
  expect(server.heard.filter((line) => line.startsWith('RCPT'))).toHaveLength(1)
  expect(server.heard.filter((line) => /^bcc/i.test(line))).toEqual([])
  expect(server.heard).toContain('Subject: Night shift Bcc: everyone@example.org <p>hi')
})

test('a list of recipients is never queued', async () => {
  const db = await freshDb()
  await expect(queue(db, { to: 'ana@example.org, ben@example.org' })).rejects.toThrow('one address only')
})

test('a mail whose cause was taken back is never sent', async () => {
  const db = await freshDb()
  await db
    .door('test.queue', async (sql) => {
      await queueMail(sql, letter)
      throw new Error('taken back')
    })
    .catch(() => undefined)
  expect(await states(db)).toEqual([])
})

test('a server that is away is tried again later', async () => {
  const db = await freshDb()
  start(db, { url: 'smtp://127.0.0.1:1', from })
  await queue(db)
  await vi.waitFor(
    async () => expect(await states(db)).toMatchObject([{ state: 'waiting', tries: 1, body: letter.text }]),
    { timeout: patience },
  )
})

test('a server that refuses the recipient for good is not asked again', async () => {
  const db = await freshDb()
  const server = await smtp({ RCPT: '550 nobody here' })
  start(db, { url: server.url, from })
  await queue(db)
  await vi.waitFor(async () => expect(await states(db)).toMatchObject([{ state: 'failed', tries: 1 }]), {
    timeout: patience,
  })
  expect((await states(db))[0]?.trouble).toMatch(/550/)
})

test('a line that breaks after the text was handed over is not sent a second time', async () => {
  const db = await freshDb()
  const server = await smtp({ END: 'hang up' })
  start(db, { url: server.url, from })
  await queue(db)
  await vi.waitFor(async () => expect(await states(db)).toMatchObject([{ state: 'unsure', tries: 1 }]), {
    timeout: patience,
  })
})

test('a mail whose sender was lost on the way is marked, not sent a second time', async () => {
  const db = await freshDb()
  await queue(db)
  await db.owner(`update mail set state = 'sending', next_try_at = now() - interval '1 second'`)
  start(db)
  await vi.waitFor(async () => expect(await states(db)).toMatchObject([{ state: 'unsure' }]), { timeout: patience })
})
