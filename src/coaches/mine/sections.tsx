import { factsOf } from '../../platform/doors/facts.tsx'
import { typedFrom } from '../../platform/http/typed.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import { Facts } from '../../platform/ui/records.tsx'
import { asTyped } from '../model.ts'
import { PathList, standingInWords } from '../path/pages.tsx'
import { recordedSteps } from '../path/store.ts'
import { coach, type TrainedQuery, trainedOn } from '../store.ts'
import { detailsForm } from './model.ts'

/** What this room says on a coach's own page: who they are to the team, and how they are reached. */
export const coachesMine = (trained: TrainedQuery): readonly MineSection[] => [
  {
    key: 'details',
    title: 'How we reach you',
    order: 90,
    section: async (tx, coachId, _today, to) => {
      const found = await coach(tx, coachId)
      if (!found) return null
      return (
        <>
          <Facts facts={factsOf(detailsForm, typedFrom(asTyped(found)))} />
          <p class="acts">
            <a class="button second" href={to('/mine/details')}>
              Change your details
            </a>
          </p>
        </>
      )
    },
  },
  {
    key: 'path',
    title: 'Your path',
    order: 95,
    section: async (tx, coachId) => {
      const shown = { steps: await recordedSteps(tx, coachId), trainedOn: await trainedOn(tx, trained, coachId) }
      if (shown.steps.length === 0 && shown.trainedOn === null) return null
      return (
        <>
          <p>{standingInWords(shown)}</p>
          <PathList shown={shown} withReasons={false} />
        </>
      )
    },
  },
]
