import { loadSample as loadClaims } from './claims/sample.ts'
import { loadOpening } from './coaches/applications/sample.ts'
import { loadCompetencies } from './coaches/competencies/sample.ts'
import { loadCredentials } from './coaches/credentials/sample.ts'
import { loadPaths } from './coaches/path/sample.ts'
import { loadSample as loadCoaches } from './coaches/sample.ts'
import { dayIn } from './core/day.ts'
import { ok, type Result } from './core/result.ts'
import { isSampleWanted } from './first-start.ts'
import { fundingRoom } from './funding/room.ts'
import { loadSample as loadFunding } from './funding/sample.ts'
import { loadSample as loadLinkage } from './linkage/sample.ts'
import { loadSample as loadCurve } from './measures/curve/sample.ts'
import { measuresRoom } from './measures/room.ts'
import { loadSample as loadMeasures } from './measures/sample.ts'
import { loadSample as loadOutreach } from './outreach/sample.ts'
import { loadSample as loadPartners } from './partners/sample.ts'
import { addOrganisation, organisations } from './platform/access/set-up.ts'
import type { Db, Tx } from './platform/db/db.ts'
import type { Seals } from './platform/sealed/keys.ts'
import type { PublishNeeds } from './publish/actions.ts'
import { publishRoom } from './publish/room.ts'
import { loadSample as loadReferrals } from './referrals/sample.ts'
import { scorecardRoom } from './scorecard/room.ts'
import { loadSample as loadScorecard } from './scorecard/sample.ts'
import { loadSample as loadShifts } from './shifts/sample.ts'
import { loadSample as loadSupport } from './support/sample.ts'
import { loadSample as loadTraining } from './training/sample.ts'

/**
 * Wilson County: the real page the product starts from, and around it an invented team, marked as sample; published as edition
 * 1. A first start that was cut short is taken up where it ended. Answers whether anything was loaded.
 */
export async function loadSample(
  db: Db,
  { administratorId, needs, seals, now }: { administratorId: string; needs: PublishNeeds; seals: Seals; now: Date },
): Promise<boolean> {
  if (!(await isSampleWanted(db))) return false
  const scope = { org: await sampleCounty(db, administratorId), person: null }
  const hasMeasures = (await db.read(scope, (tx) => measuresRoom.all(tx))).length > 0
  if (!hasMeasures)
    settled(
      await db.act(scope, 'sample.load', async (tx) => {
        const partners = await loadPartners(tx)
        const coaches = await loadCoaches(tx)
        await loadTraining(tx, { partners, coaches, now })
        const applied = await loadPaths(tx, coaches)
        await loadCredentials(tx, { now })
        await loadCompetencies(tx, { now })
        await loadSupport(tx, { coaches, now })
        await loadShifts(tx, { coaches, now })
        const referrals = await loadReferrals(tx, { partners, seals, now })
        const engagedOn = await loadOutreach(tx, { referrals, now })
        await loadLinkage(tx, { referrals, engagedOn, partners, seals, now })
        await loadFunding(tx, { today: dayIn(timeZone, now) })
        await loadClaims(tx, { today: dayIn(timeZone, now), pay: fundingRoom.forClaims.pay })
        const measures = await loadMeasures(tx, { today: dayIn(timeZone, now) })
        await loadScorecard(tx, { partners, measures })
        const [program] = await scorecardRoom.all(tx, 'program')
        if (program) await loadOpening(tx, { program, applied, counted: measuresRoom.counted })
        await loadCurve(tx, { measures, started: await startedActions(tx) })
        return ok(null)
      }),
    )
  const nobody = { note: '', mark: null, noteSeen: null }
  settled(await publishRoom.publishEdition(db, scope, { timeZone }, needs, { now, ...nobody }))
  return true
}

async function startedActions(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const started = (await scorecardRoom.all(tx, 'action')).filter(({ status }) => status === 'under way')
  return new Map(started.map(({ measureId, id }) => [measureId, id]))
}

const timeZone = 'America/New_York'

/** The sample county's number. */
async function sampleCounty(db: Db, administratorId: string): Promise<number> {
  const [begun] = await organisations(db)
  if (begun) return begun.org
  return settled(await addOrganisation(db, { slug: 'wilson', name: 'Wilson County', isSample: true }, administratorId))
    .org
}

function settled<T>(answer: Result<T>): T {
  if (answer.ok) return answer.value
  throw new Error(answer.problems.map((problem) => problem.message).join(' '))
}
