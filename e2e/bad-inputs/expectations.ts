/** What the words of an expectation ask for that can be measured. */
export type Asked = {
  /** Statuses it names; empty when it names none. */
  readonly statuses: readonly number[]
  readonly mayLeadToSignIn: boolean
  /** Milliseconds an answer may take. */
  readonly within: number | null
  /** Bytes of memory an answer may cost. */
  readonly memory: number | null
  readonly mayRefuse: boolean
  readonly mustRefuse: boolean
  /** Nothing may be written. */
  readonly writesNothing: boolean
}

export function askedIn(expect: readonly string[]): Asked {
  const all = expect.join('; ')
  const statuses = [
    ...all.matchAll(/(?<![\w.\-§])([1-5]\d\d)(?![\w.%]|-\d|\s*(?:ms|s|MB|characters|refusals)\b)/g),
  ].map(([, status]) => Number(status))
  const forbidden = new Set(
    [...all.matchAll(/(?:no|never a|not a|without a)\s+([1-5]\d\d)\b/gi)].map(([, status]) => Number(status)),
  )
  const time = /<\s*(\d+(?:\.\d+)?)\s*(ms|s)\b/.exec(all)
  const memory = /<\s*(\d+)\s*MB\b/.exec(all)
  return {
    statuses: [...new Set(statuses.filter((status) => !forbidden.has(status) && status !== 500))],
    mayLeadToSignIn: /redirect|sign.?in|log.?in/i.test(all),
    within: time ? Number(time[1]) * (time[2] === 's' ? 1_000 : 1) : null,
    memory: memory ? Number(memory[1]) * 1_000_000 : null,
    mayRefuse: /\brefused\b|\brejected\b/i.test(all),
    mustRefuse:
      /^(?:[\w ]+ )?refused\b|^"|DOCTYPE refused|refused:/i.test(expect[0] ?? '') &&
      !/\bor\b|,/i.test((expect[0] ?? '').split(';')[0] ?? ''),
    writesNothing: /nothing (?:is )?(?:written|stored|imported|changed)|tables intact|leaves 0 rows/i.test(all),
  }
}
