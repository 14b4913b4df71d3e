import type { z } from 'zod'
import { ok, type Problem, type Result, refuseAll } from '../../core/result.ts'
import type { Typed } from './typed.ts'

/**
 * What a person typed, read by a strict schema: the value, or one problem a field under `code` (`training.session-wrong`).
 * A field the schema does not know is refused by name; `version`, which every form may carry, is let through.
 */
export function parseTyped<T>(schema: z.ZodType<T>, typed: Typed, code: string): Result<T> {
  const values = typed.values()
  const read = schema.safeParse(values)
  if (read.success) return ok(read.data)
  if (!read.error.issues.some(isUnknownVersion)) return refuseAll(problemsOf(read.error.issues, code))
  const { version: _, ...rest } = values
  const again = schema.safeParse(rest)
  return again.success ? ok(again.data) : refuseAll(problemsOf(again.error.issues, code))
}

const isUnknownVersion = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'unrecognized_keys' && issue.path.length === 0 && issue.keys.includes('version')

function problemsOf(issues: readonly z.core.$ZodIssue[], code: string): readonly Problem[] {
  const byField = new Map<string, Problem>()
  for (const issue of issues) {
    const field = issue.path.join('.')
    if (byField.has(field)) continue
    const message =
      issue.code === 'unrecognized_keys'
        ? `This form does not take ${issue.keys.slice(0, 5).join(', ')}.`
        : issue.message
    byField.set(field, field === '' ? { code, message } : { code, message, field })
  }
  return [...byField.values()]
}
