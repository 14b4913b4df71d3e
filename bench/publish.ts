// An edition of the sample county published through HTTP: how long it takes, how long a reader waits for a page meanwhile, and what the
// app and its PostgreSQL hold at rest after it, beside what they held before.
import { setTimeout as pause } from 'node:timers/promises'
import { machine, ms, spread } from './machine.ts'
import { memoryOf, sumOf } from './memory.ts'
import { startRunning } from './running.ts'

const rounds = 3
const product = await startRunning()
console.log(await machine(product.owner))
const { rows } = await product.owner.query('select id from course where is_coach_course limit 1')
const course = rows[0].id as string
await atRest('at rest after the very first start')
for (let round = 1; round <= rounds; round++) {
  await recorded(`Bench ${round}`)
  const mark = await draft()
  const waits: number[] = []
  const since = performance.now()
  const publication = product.ask('POST', '/team/wilson/publish', { mark, note: '' })
  let isOver = false
  void publication.finally(() => {
    isOver = true
  })
  while (!isOver) waits.push(await pageRead())
  const answer = await publication
  if (!answer.headers.location?.endsWith('said=published')) throw new Error(`not published: ${answer.status}`)
  const { median, p99 } = spread(waits)
  console.log(
    `edition ${round + 1} published in ${ms(performance.now() - since)}; a page read meanwhile: median ${ms(median)}, p99 ${ms(p99)}, longest ${ms(Math.max(...waits))} of ${waits.length}`,
  )
  await atRest('at rest after it')
}
await product.stop()

async function atRest(when: string): Promise<void> {
  await pause(10_000)
  const all = memoryOf(product.pid)
  const { rss, pss } = sumOf(all)
  const app = all[0]?.rss ?? 0
  console.log(`${when}: RSS ${rss.toFixed(0)} MiB, of which the app ${app.toFixed(0)}; PSS ${pss.toFixed(0)}`)
}

async function recorded(coachName: string): Promise<void> {
  const form = { coachName, isNewCoach: 'yes', classTaken: `elsewhere:${course}`, hours: '30', on: '2024-06-15' }
  const answer = await product.ask('POST', '/team/wilson/training/record', form)
  if (answer.status !== 303) throw new Error(`not recorded: ${answer.status}`)
}

/** The mark of the draft, once its check is over. */
async function draft(): Promise<string> {
  for (;;) {
    const { body } = await product.ask('GET', '/team/wilson/publish')
    const [field] = /<input[^>]*name="mark"[^>]*>/.exec(body) ?? []
    const mark = /value="([^"]+)"/.exec(field ?? '')?.[1]
    if (mark) return mark
    await pause(200)
  }
}

/** How long a published page took, over a connection of its own. */
async function pageRead(): Promise<number> {
  const since = performance.now()
  const answer = await fetch(`${product.url}/wilson/m/new-recovery-coaches-trained`)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`the page answered ${answer.status}`)
  return performance.now() - since
}
