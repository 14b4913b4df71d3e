import { generated, type RequestCase, type Step } from './cases.ts'
import type { Asked } from './expectations.ts'
import { anyForm, type Operation, operations } from './operations.ts'
import type { Answer, Sending, Who, World } from './world.ts'

export type Judge = (world: World, one: RequestCase) => Promise<readonly string[]>

/** What an `op` stands for: an address as it is, one of our operations, or null. */
export function operationOf({ op }: Pick<Step, 'op'>): Operation | null {
  const [, method = 'GET', target = op] = /^([A-Z]{3,}) (.+)$/.exec(op) ?? []
  if (target.startsWith('/')) return () => ({ path: target, how: { method } })
  if (target.startsWith('form:')) return anyForm
  const [name = '', query] = target.replace(/^json:.*/, 'any.json').split('?')
  const known = operations[name]
  if (!known) return null
  if (target === op || target.startsWith('json:')) return known
  return async (world, step, who) => {
    const { path, how } = await known(world, step, who)
    return {
      path: query === undefined ? path : `${path}?${query}`,
      how: method === 'POST' ? { ...how, method } : { method },
    }
  }
}

/** What a step says of how it is sent. What else it may say, the runner does not know how to do. */
const sayings = [
  'op',
  'query',
  'body',
  'headers',
  'headers_gen',
  'raw',
  'raw_gen',
  'times',
  'drop',
  'multipart',
  'parallel',
]
export const isUnderstood = (step: Step): boolean =>
  Object.keys(step).every((key) => sayings.includes(key)) &&
  (step.raw_gen === undefined || generated(step.raw_gen) !== null) &&
  (step.headers_gen === undefined || Object.keys(headersOf(step.headers_gen)).length > 0) &&
  (step.multipart === undefined || partsOf(step.multipart) !== null)

/** One step with its own headers, body and generated parts; null when it cannot be made. */
export async function made(world: World, step: Step, who: Who): Promise<{ path: string; how: Sending } | null> {
  const operation = operationOf(step)
  if (!operation) return null
  const { path: plain, how: asMade } = await operation(world, step, who)
  const isAsked = step.query !== undefined && !plain.includes('?')
  const path = isAsked ? `${plain}?${step.query}` : plain
  const how = step.drop ? { ...asMade, drop: step.drop } : asMade
  const headers = lowered({ ...how.headers, ...headersOf(step.headers_gen) }, step.headers)
  const parts = step.multipart === undefined ? null : partsOf(step.multipart)
  if (parts) {
    const { form: _, ...rest } = how
    const type = 'multipart/form-data; boundary=edge'
    return { path, how: { ...rest, method: 'POST', body: parts, headers: { ...headers, 'content-type': type } } }
  }
  if (step.raw_gen === undefined && step.raw === undefined) return { path, how: { ...how, headers } }
  const body =
    typeof step.raw === 'string' ? { body: step.raw, isForm: !/^[[{]/.test(step.raw) } : generated(step.raw_gen ?? '')
  if (!body) return null
  const { form: _, ...rest } = how
  const type = body.isForm ? 'application/x-www-form-urlencoded' : (headers['content-type'] ?? 'application/json')
  return { path, how: { ...rest, method: 'POST', body: body.body, headers: { ...headers, 'content-type': type } } }
}

/** Names of headers are the same in capitals and without; what a step says goes before what a form would. */
const lowered = (...all: readonly (Readonly<Record<string, string>> | undefined)[]): Record<string, string> =>
  Object.fromEntries(
    all.flatMap((each) => Object.entries(each ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])),
  )

function headersOf(description = ''): Record<string, string> {
  const many = /(\d+)\s+headers/.exec(description)
  if (many)
    return Object.fromEntries(Array.from({ length: Number(many[1]) }, (_, at) => [`x-case-${at}`, 'x'.repeat(50)]))
  const long = /^([\w-]+)(?::|\s+of)\s*['"]?(.+?)['"]?\s*[*x]\s*(\d+)$/.exec(description)
  if (long) return { [long[1] ?? '']: (long[2] ?? '').repeat(Number(long[3])) }
  const size = /^([\w-]+)\s+(?:header\s+)?of\s+(\d+)\s*(k|m)i?b/i.exec(description)
  return size ? { [size[1] ?? '']: 'x'.repeat(Number(size[2]) * (size[3]?.toLowerCase() === 'm' ? 1e6 : 1e3)) } : {}
}

/** A body of parts as it is described: so many of them, or one with a name of its own. */
function partsOf(description: unknown): string | null {
  const part = (name: string, more: string, text: string): string =>
    `--edge\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`
  if (typeof description === 'string') {
    const many = /(\d+)\s+(parts|files|fields)/.exec(description)
    if (many)
      return `${Array.from({ length: Number(many[1]) }, (_, at) => part(`f${at}`, many[2] === 'files' ? `; filename="f${at}.csv"` : '', 'x')).join('')}--edge--\r\n`
    const named = /filename[ =:]+["']?([^"']+)["']?/.exec(description)
    if (named) return `${part('file', `; filename="${named[1]}"`, 'period,value\n2024-01,1')}--edge--\r\n`
    if (/never closed|unterminated|no (?:final|closing|end)|without (?:an? )?(?:final|closing|end)/i.test(description))
      return part('file', '; filename="a.csv"', 'period,value')
    return null
  }
  if (typeof description !== 'object' || description === null) return null
  const { filename, name = 'file', content = 'period,value' } = description as Readonly<Record<string, unknown>> // as the case says it
  return typeof filename === 'string'
    ? `${part(String(name), `; filename="${filename}"`, String(content))}--edge--\r\n`
    : null
}

export const times = ({ times: said = 1 }: Step): number => said

export const sent = (world: World, who: Who, { path, how }: { path: string; how: Sending }): Promise<Answer> =>
  who === 'stranger' ? world.send(path, how) : world.ask(who, path, how)

export async function repeated(work: () => Promise<Answer>, count: number): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < count; at++) answers.push(await work())
  return answers
}

export function wordFaults({ status, location }: Answer, { statuses, mayLeadToSignIn }: Asked): readonly string[] {
  if (mayLeadToSignIn && status >= 300 && status < 400 && location.startsWith('/sign-in')) return []
  if (statuses.length > 0) return statuses.includes(status) ? [] : [`${status} and not ${statuses.join(' or ')}`]
  return []
}
