import { ok, type Problem, type Result, refuseAll } from '../../core/result.ts'
import { verb } from '../../platform/db/verbs.ts'
import { type Claim, stateWords } from '../model.ts'
import { isOpenTo, type Step, steps } from '../rules.ts'
import { claim, takeStepOn } from '../store.ts'

type Asked = {
  readonly id: string
  /** The coach whom who asks is, so that nobody approves their own. */
  readonly ownCoachId: string | null
}

/** Approves a claim for the team. */
export const approveClaim = verb('claims.approveClaim', async (tx, asked: Asked, today): Promise<Result<string>> => {
  const of = await claim(tx, asked.id)
  const against = whyNot('approve', of, asked)
  if (!of || against) return refuseAll(against ? [against] : [])
  await takeStepOn(tx, [of], { step: 'approved', takenOn: today })
  return ok(asked.id)
})

/** Sends a claim back to its coach with what is to be mended. */
export const returnClaim = verb(
  'claims.returnClaim',
  async (tx, { why, ...asked }: Asked & { why: string }, today): Promise<Result<string>> => {
    const of = await claim(tx, asked.id)
    const against = whyNot('return', of, asked)
    if (!of || against) return refuseAll(against ? [against] : [])
    await takeStepOn(tx, [of], { step: 'returned', takenOn: today, why })
    return ok(asked.id)
  },
)

/** Why a step cannot be taken with a claim; null where it can. */
function whyNot(step: Exclude<Step, 'send'>, of: Claim | null, { ownCoachId }: Asked): Problem | null {
  if (!of) return { code: 'claims.no-claim', message: 'This claim is not there any more.' }
  if (of.coachId === ownCoachId)
    return { code: 'claims.own', message: 'This claim is your own. Somebody else looks at it.' }
  if (isOpenTo(step, of)) return null
  const isThere = of.state === steps[step].to
  return {
    code: isThere ? 'claims.stands' : 'claims.not-now',
    message: isThere
      ? `Somebody did that already: this claim is ${stateWords[of.state].toLowerCase()}.`
      : `This claim is ${stateWords[of.state].toLowerCase()}, so this is not its next step.`,
  }
}
