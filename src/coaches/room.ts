import type { Tx } from '../platform/db/db.ts'
import type { OpenRoute } from '../platform/http/open-route.ts'
import type { Room } from '../platform/room.ts'
import type { MineSection } from '../platform/ui/mine.ts'
import { emptyApplications } from './applications/old.ts'
import { applicationRound } from './applications/round.ts'
import { readOpenings } from './applications/store.ts'
import { applicationsWaiting } from './applications/waiting.ts'
import { coachRecords } from './behind.ts'
import { competencyRoutes } from './competencies/routes.tsx'
import { competenciesMine } from './competencies/sections.tsx'
import type { CredentialNeeds } from './credentials/needs.ts'
import { credentialRound } from './credentials/round.ts'
import { credentialRoutes } from './credentials/routes.tsx'
import { credentialsMine } from './credentials/sections.tsx'
import { heldOn } from './credentials/store.ts'
import { lapsesWaiting } from './credentials/waiting.ts'
import { coachesForTraining } from './for-training.ts'
import { ofCoachInCoaches, signInRefusals } from './merging/of-coach.ts'
import { coachesMine } from './mine/sections.tsx'
import type { CoachNeeds } from './needs.ts'
import { coachesRoutes, openCoachesRoutes } from './routes.tsx'
import { access } from './rules.ts'

type Needs = CoachNeeds & CredentialNeeds & Parameters<typeof competencyRoutes>[0]

/** All that the house may know of coaches. */
export const coachesRoom = {
  rail: { path: '/coaches', name: 'Coaches', may: access.read },
  railMine: { path: '/mine', name: 'Your page', may: access.mine, isOfCoach: true },
  records: coachRecords,
  forTraining: coachesForTraining,
  openOpenings: async (tx: Tx) => (await readOpenings(tx)).filter(({ isOpen }) => isOpen),
  credentialsOn: heldOn,
  emptyApplications,
  merging: { ofCoach: ofCoachInCoaches, refusals: [signInRefusals] },
  /** `mine` of its needs are the parts that other rooms give. */
  room: (needs: Needs): Room & { readonly open: readonly OpenRoute[] } => ({
    doors: [
      ...credentialRoutes(needs),
      ...competencyRoutes(needs),
      ...coachesRoutes({ ...needs, mine: [...ownMine(needs), ...needs.mine] }),
    ],
    open: openCoachesRoutes(needs),
    waiting: [applicationsWaiting, lapsesWaiting],
    rounds: [(db) => applicationRound(db, needs), (db) => credentialRound(db, needs)],
  }),
}

const ownMine = (needs: Needs): readonly MineSection[] => [
  ...coachesMine(needs.trained),
  ...credentialsMine(needs),
  ...competenciesMine,
]
