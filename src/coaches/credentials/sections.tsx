import { counted } from '../../core/counted.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import { filesOf } from './files.ts'
import { hoursOf } from './ledger.ts'
import type { CredentialNeeds } from './needs.ts'
import { FileList, Missing } from './pages.tsx'
import { missing, ruleOn, total } from './rules.ts'
import { credentials, rulesByKind } from './store.ts'
import { standingInWords } from './words.ts'

/** What this part says on a coach's own page: what lapses when and what is missing for it, and the hours. */
export const credentialsMine = (needs: Pick<CredentialNeeds, 'classes'>): readonly MineSection[] => [
  {
    key: 'credentials',
    title: 'Your credentials',
    order: 40,
    section: async (tx, coachId, today, to) => {
      const own = await credentials(tx, { coachId })
      if (own.length === 0) return <p class="empty">No credential of yours is on record. Ask the coordinator.</p>
      const [rules, hours] = [await rulesByKind(tx), await hoursOf(tx, coachId, needs)]
      const shown = []
      for (const one of own) {
        const rule = ruleOn(rules.get(one.kindId) ?? [], today)
        const lacks = rule ? missing(one, { rule, hours, on: today }) : []
        shown.push({ one, lacks, files: await filesOf(tx, one.id) })
      }
      return shown.map(({ one, lacks, files }) => (
        <div key={one.id} class="card">
          <h3>{one.kind}</h3>
          <p>{standingInWords(one, today)}.</p>
          {lacks.length > 0 && <Missing lacks={lacks} />}
          {files.length > 0 && <FileList files={files} href={(id) => to(`/mine/files/${id}`)} />}
          <p class="acts">
            <a class="button second" href={to(`/mine/credentials/${one.id}/files`)}>
              Add a paper
            </a>
          </p>
        </div>
      ))
    },
  },
  {
    key: 'hours',
    title: 'Your hours',
    order: 50,
    section: async (tx, coachId, _today, to) => {
      const sum = total(await hoursOf(tx, coachId, needs))
      return (
        <>
          <p>
            {counted(sum.hours, 'hour')} of learning on record, of which {counted(sum.ethicsHours, 'hour')} on ethics.
          </p>
          <p class="acts">
            <a class="button second" href={to('/mine/hours')}>
              All your hours, and enter more
            </a>
          </p>
        </>
      )
    },
  },
]
