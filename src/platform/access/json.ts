import { isId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Typed } from '../http/typed.ts'

/** An answer to a script of ours. */
export const asJson = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  })

/** What a browser's passkey dialogue answered. Only its outer shape is read here; the library checks the rest. */
export function ceremonyAnswer<T extends { readonly id: string; readonly response: object }>(
  typed: Typed,
): Result<{ readonly challengeId: string; readonly response: T }> {
  const challengeId = typed.text('challengeId')
  const response = parsed(typed.text('response'))
  if (!isId(challengeId) || !isAnswer(response))
    return refuse('access.no-passkey', 'This passkey could not be checked. Try again, or sign in another way.')
  return ok({ challengeId, response: response as T }) // the library refuses any other shape
}

const isAnswer = (value: unknown): value is { id: string; response: object } =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'response' in value &&
  typeof value.response === 'object' &&
  value.response !== null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
