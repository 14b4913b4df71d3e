import type { TeamRoute } from '../../platform/http/route.ts'
import type { MeasuresNeeds } from '../records/need.ts'
import { access } from '../rules.ts'
import { showAttention } from './attention-routes.tsx'
import { baselineRoutes } from './baseline-routes.tsx'
import { noteRoutes } from './note-routes.tsx'
import { reviewRoutes } from './review-routes.tsx'

/** Baselines, reviews and notes of a measure. */
export const curveRoutes = (): readonly TeamRoute[] => [...baselineRoutes(), ...reviewRoutes(), ...noteRoutes()]

/** Which measures need somebody; its address comes before those of single measures. */
export const attentionRoutes = (needs: MeasuresNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/measures/attention', may: access.read, answer: (visit) => showAttention(visit, needs) },
]
