import { expect, test } from 'vitest'
import { NotAForm, readSent } from './body.ts'

const sent = (body: string | null, contentType?: string): Request =>
  new Request('http://localhost/', {
    method: 'POST',
    body: body === null ? null : new TextEncoder().encode(body),
    headers: contentType ? { 'content-type': contentType } : {},
  })

test('who presses a button and sends nothing is understood, without saying in what form', async () => {
  expect((await readSent(sent(null), 100)).typed.entries()).toEqual([])
})

test('words that do not say that they are a form are none', async () => {
  await expect(readSent(sent('name=Ada'), 100)).rejects.toBeInstanceOf(NotAForm)
  await expect(readSent(sent('{"name":"Ada"}', 'application/json'), 100)).rejects.toBeInstanceOf(NotAForm)
  const read = await readSent(sent('name=Ada', 'application/x-www-form-urlencoded'), 100)
  expect(read.typed.text('name')).toBe('Ada')
})
