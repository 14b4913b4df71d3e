// The team's most used pages over HTTP beside its simplest one, in turns in one run: as they rest, and each as the first one opened
// after something was written, since what was worked out is kept until then (src/platform/db/kept.ts).
import { goal } from './goal.ts'
import { machine, ms, spread } from './machine.ts'
import { startRunning } from './running.ts'

const rounds = 60
const product = await startRunning()
console.log(await machine(product.owner))
const idOf = async (table: 'measure' | 'coach', where: string): Promise<string> =>
  (await product.owner.query(`select id from ${table} where ${where} order by id limit 1`)).rows[0].id
const coach = await idOf('coach', `id in (select coach_id from coach_standing where is_active)`)
const measure = await idOf('measure', `slug = 'new-recovery-coaches-trained'`)

const simplest = '/partners'
const pages = {
  Today: '/today',
  Measures: '/measures',
  'A measure': `/measures/${measure}`,
  Scorecard: '/scorecard',
  Coaches: '/coaches',
  'A coach': `/coaches/${coach}`,
  Shifts: '/shifts',
  Referrals: '/referrals',
}

const times = new Map<string, number[]>()
for (let round = -5; round < rounds; round++)
  for (const path of [simplest, ...Object.values(pages)]) {
    const took = await opened(path)
    if (round >= 0) times.set(path, [...(times.get(path) ?? []), took])
  }
const floor = spread(times.get(simplest) ?? []).median
console.log(`the simplest page, ${simplest}: ${ms(floor)}`)
for (const [name, path] of Object.entries(pages)) {
  const { median } = spread(times.get(path) ?? [])
  const written: number[] = []
  for (let round = 0; round < rounds / 4; round++) {
    await write(round)
    written.push(await opened(path))
  }
  console.log(`${name}: ${ms(median)}; the first time after something was written ${ms(spread(written).median)}`)
  goal(`${name} against the simplest page`, median / floor, ' x', { atMost: path === pages.Today ? 1.5 : 2 })
}
await product.stop()

async function opened(path: string): Promise<number> {
  const begun = performance.now()
  const { status } = await product.ask('GET', `/team/wilson${path}`)
  if (status !== 200) throw new Error(`${path} answered ${status}`)
  return performance.now() - begun
}

async function write(round: number): Promise<void> {
  const form = { name: `Bench ${round} ${performance.now()}`, sector: 'health', about: '', website: '' }
  const { status } = await product.ask('POST', '/team/wilson/partners/add', form)
  if (status !== 303) throw new Error(`a partner was answered ${status}`)
}
