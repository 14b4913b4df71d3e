import { expect, test } from 'vitest'
import { flatJson, readJsonForm } from './json-body.ts'

const fields = (text: string) => {
  const read = flatJson(text)
  return read.ok ? Object.fromEntries(read.value) : read.problems[0]?.code
}
const send = (body: BodyInit, type = 'application/json') =>
  readJsonForm(
    new Request('http://localhost/', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      duplex: 'half',
    } as never),
    1_000,
  )
const statusOf = async (body: BodyInit, type?: string) => {
  const read = await send(body, type)
  return read.ok ? 200 : read.status
}

test('an object of plain values reads as a form would have sent it', () => {
  expect(fields(' { "name" : "Ída\\n\\u0041" , "n":-1.5e3,"yes":true,"no":false,"none":null} \r\n')).toEqual({
    name: 'Ída\nA',
    n: '-1.5e3',
    yes: 'yes',
    no: 'no',
    none: '',
  })
  expect(fields('{}')).toEqual({})
  expect(fields('{"":""}')).toEqual({ '': '' })
})

test.each([
  ['', 'json.shape'],
  ['[]', 'json.shape'],
  ['"a"', 'json.shape'],
  ['{"a":1,}', 'json.broken'],
  ['{,}', 'json.broken'],
  ['{"a" 1}', 'json.broken'],
  ['{"a":01}', 'json.broken'],
  ['{"a":+1}', 'json.broken'],
  ['{"a":.5}', 'json.broken'],
  ['{"a":NaN}', 'json.broken'],
  ['{"a":"\t"}', 'json.broken'],
  ['{"a":"\\x"}', 'json.broken'],
  ["{'a':1}", 'json.broken'],
  ['{"a":1} {}', 'json.broken'],
  ['{"a":1', 'json.broken'],
  ['{"a":1}}', 'json.broken'],
  ['{"a":{}}', 'json.nested'],
  ['{"a":[1]}', 'json.nested'],
  ['{"a":1,"a":1}', 'json.twice'],
  ['{"a":1,"\\u0061":2}', 'json.twice'],
  ['['.repeat(100_000), 'json.shape'],
  [`{"a":${'['.repeat(100_000)}`, 'json.nested'],
])('%.20s is refused', (text, code) => {
  expect(fields(text)).toBe(code)
})

test('a name of every object’s own is a field like any other', () => {
  const read = flatJson('{"__proto__":"x","constructor":"y"}')
  expect(read.ok && read.value).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
})

test('what is sent is JSON by its own word, in UTF-8, and bounded', async () => {
  expect(await statusOf('{"a":1}')).toBe(200)
  expect(await statusOf('{"a":1}', 'Application/JSON; charset=utf-8')).toBe(200)
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'multipart/form-data',
    '',
  ])
    expect(await statusOf('{"a":1}', type), type).toBe(415)
  expect(await statusOf(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBe(400)
  expect(await statusOf(`{"a":"${'x'.repeat(2_000_000)}"}`)).toBe(413)
  const endless = new ReadableStream({ pull: (sink) => sink.enqueue(new TextEncoder().encode('{'.repeat(500))) })
  expect(await statusOf(endless)).toBe(413)
})

test('what cannot be read is not told again', async () => {
  const read = await send('{"name":"Ida Moss" "phone"')
  expect(JSON.stringify(read)).not.toContain('Ida')
})
