import type { RequestCase, Step } from './cases.ts'
import { askedIn } from './expectations.ts'
import { whoIs } from './operations.ts'
import { race, races, strangersPaper } from './races.ts'
import {
  crossSite,
  enumeration,
  invite,
  lostUpdate,
  massAssignment,
  methodOverride,
  pagination,
  publicLeak,
  unsafeGet,
} from './request-classes.ts'
import { framing, session, stuffing } from './sessions.ts'
import { isUnderstood, type Judge, made, operationOf, repeated, sent, times, wordFaults } from './steps.ts'
import { faultsIn, notPresent, type Verdict, verdictOf, writtenFaults } from './verdict.ts'
import type { Who, World } from './world.ts'

/** Runs the requests of a case. Classes that need a set-up have one; all others are judged by what their words ask for. */
export async function judgeRequest(world: World, one: RequestCase): Promise<Verdict> {
  const own = special.find(({ of, has }) => of.test(one.class) && one.steps.some(({ op }) => has.test(op)))
  const isPresent = (step: Step): boolean =>
    own?.has.test(step.op) || (operationOf(step) !== null && (own !== undefined || isUnderstood(step)))
  const present = one.steps.filter(isPresent)
  const absent = [...new Set(one.steps.filter((step) => !isPresent(step)).map(({ op }) => op))]
  if (present.length === 0) return notPresent(`the product has no ${absent.join(', ')}`)
  return verdictOf(await (own?.judge ?? byItsWords)(world, { ...one, steps: present }), absent)
}

/** Every step in turn; each answer must be one that the words of the case name, or a refusal where they name none. */
const byItsWords: Judge = async (world, one) => {
  const who = whoIs(one.actor)
  const asked = askedIn(one.expect)
  const before = await world.everything()
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const answers = await repeated(
      () => sent(world, who, sending),
      asked.within === null ? times(step) : Math.max(3, times(step)),
    )
    faults.push(...faultsIn(answers), ...answers.flatMap((answer) => wordFaults(answer, asked)))
    const fastest = Math.min(...answers.map(({ ms }) => ms))
    if (asked.within !== null && fastest > asked.within * world.patience)
      faults.push(`${step.op} takes ${Math.round(fastest)} ms`)
  }
  const names = [...new Set(one.steps.map(({ query }) => query ?? ''))].filter(Boolean)
  if (names.length > 0 && /none of these names/.test(one.expect.join(';')))
    faults.push(...(await nameFaults(world, one, who)))
  const isReading = asked.writesNothing || one.steps.every(({ op }) => /^(GET|HEAD|OPTIONS) /.test(op))
  if (isReading) faults.push(...writtenFaults(before, await world.everything()))
  return faults
}

/** No name that a query asked for may come back as a field of data. */
async function nameFaults(world: World, one: RequestCase, who: Who): Promise<readonly string[]> {
  const faults: string[] = []
  for (const step of one.steps) {
    const sending = await made(world, step, who)
    if (!sending) continue
    const { text } = await sent(world, who, sending)
    const names = (step.query ?? '').split(/[&=,]/).filter((each) => /[A-Z_]/.test(each))
    faults.push(...names.filter((name) => text.includes(name)).map((name) => `${name} is in the answer`))
  }
  return faults
}

type Special = { readonly of: RegExp; readonly judge: Judge; readonly has: RegExp }

const any = /^/
/** Operations with an entry in the table of operations are present too. */
const special: readonly Special[] = [
  {
    of: /^mass-assignment$/,
    judge: massAssignment,
    has: /^(?:profile|member|coach|measure|partner|invite)\.(?:update|create)$/,
  },
  { of: /^csrf$/, judge: crossSite, has: /^(?:form|json):/ },
  { of: /^pagination$/, judge: pagination, has: /^(?:coach|measure|partner|training)\.list$/ },
  { of: /^unsafe-get$/, judge: unsafeGet, has: /invite\.accept|^(?:GET|HEAD) log(?:in|out)/ },
  { of: /^session/, judge: session, has: /^(?:login|logout|session\.|sessions\.)/ },
  { of: /^invite$/, judge: invite, has: /^invite\.accept$/ },
  { of: /^enumeration$/, judge: enumeration, has: /^(?:login|reset\.request)$/ },
  { of: /^lost-update$/, judge: lostUpdate, has: /^narrative\.update$/ },
  { of: /^public-leak$/, judge: publicLeak, has: /^public\./ },
  { of: /^method-override$/, judge: methodOverride, has: /^[A-Z]{3,} \/$/ },
  { of: /^(?:stuffing|brute)/, judge: stuffing, has: /^login$/ },
  { of: /^race$/, judge: race, has: new RegExp(`^(?:${Object.keys(races).join('|').replaceAll('.', '\\.')})$`) },
  {
    of: /^idor$/,
    judge: strangersPaper,
    has: /^(?:file|paper|upload|document|credential(?:\.file)?|attachment)\.(?:read|download|get)$/,
  },
  { of: /fram|clickjack/, judge: framing, has: any },
]
