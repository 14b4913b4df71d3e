import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { readEms } from './file.ts'
import { tellAll } from './lines.ts'
import { usualWishes } from './rules.ts'

/**
 * Prints what is told of each record of a file as one line of JSON, and sentences about what is wrong apart from them; answers
 * whether all of it could be read. A record that repeats is no fault. Waits for a reader that is slower.
 */
export async function printEms(path: string, out: Writable, tell: (sentence: string) => void): Promise<boolean> {
  let isWhole = true
  let waiting = ''
  for await (const told of tellAll(readEms({ path }), usualWishes)) {
    if (told.kind === 'line') {
      waiting += `${JSON.stringify(told.line)}\n`
      if (waiting.length < batch) continue
      if (!out.write(waiting)) await once(out, 'drain')
      waiting = ''
    } else {
      tell(told.message)
      if (told.kind === 'fault') isWhole = false
    }
  }
  if (!out.write(waiting)) await once(out, 'drain')
  return isWhole
}

const batch = 64 * 1024
