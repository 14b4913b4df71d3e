import type { MergeNeeds } from './coaches/merging/needs.ts'
import { ofCoachInCoaches, signInRefusals } from './coaches/merging/of-coach.ts'
import { countFacts } from './measures/cells.ts'
import { ofCoachInShifts, overlapRefusals } from './shifts/of-coach.ts'
import { mentorsParted, ofCoachInSupport } from './support/of-coach.ts'
import { besideBoth, ofCoachInTraining, sameClassRefusals } from './training/of-coach.ts'

/** What every room keeps of a coach, and what it asks when two coaches become one. */
export const mergeNeeds: MergeNeeds = {
  counted: countFacts,
  ofCoach: [...ofCoachInCoaches, ...ofCoachInTraining, ...ofCoachInSupport, ...ofCoachInShifts],
  refusals: [signInRefusals, sameClassRefusals, overlapRefusals],
  beside: besideBoth,
  parted: mentorsParted,
}
