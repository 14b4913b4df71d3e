import { type Case, textsOf } from './cases.ts'
import { judgeField } from './fields.ts'
import { judgeFile } from './files.ts'
import { judgePrivacy } from './privacy.ts'
import { judgeRequest } from './requests.ts'
import { judgeSync } from './sync.ts'
import { faultsAfter, type Verdict } from './verdict.ts'
import type { World } from './world.ts'

/** Runs one case, and looks after it whether the product is as it should be. */
export async function judge(world: World, one: Case): Promise<Verdict> {
  await world.rows('delete from rate_limit') // each case comes as if nobody had tried before
  const verdict = await verdictOn(world, one).catch(
    (error: unknown): Verdict => ({ is: 'failed', why: error instanceof Error ? error.message : String(error) }),
  )
  if (verdict.is === 'not present') return verdict
  const after = await faultsAfter(world, secretsOf(world, one))
  if (after.length === 0) return verdict
  return { is: 'failed', why: [...(verdict.is === 'failed' ? [verdict.why] : []), ...after].join('; ') }
}

function verdictOn(world: World, one: Case): Promise<Verdict> {
  if (one.of === 'field') return judgeField(world, one)
  if (one.of === 'request') return judgeRequest(world, one)
  if (one.of === 'file') return judgeFile(world, one)
  if (one.of === 'privacy') return judgePrivacy(world, one)
  return judgeSync(world, one)
}

const secretsOf = (world: World, one: Case): readonly string[] => [
  world.known.password,
  ...(one.of === 'field' && !one.field.startsWith('search.')
    ? textsOf(one.value).map((value) => value.slice(0, 200))
    : []),
]
