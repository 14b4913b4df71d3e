import type { Tx } from '../platform/db/db.ts'
import type { Room } from '../platform/room.ts'
import { classesOfToday } from './attendance/waiting.ts'
import { firstCourse } from './courses/beginning.ts'
import { courseKinds } from './courses/model.ts'
import { courses } from './courses/store.ts'
import { classesAhead, enrolling } from './for-coaches.ts'
import { hoursOfCoaches } from './hours-of-coaches.ts'
import { trainingMine } from './mine/sections.tsx'
import type { TrainingNeeds } from './needs.ts'
import { classRound } from './notices/round.ts'
import { besideBoth, ofCoachInTraining, sameClassRefusals } from './of-coach.ts'
import { classesOnPhone } from './on-phone.ts'
import { unconfirmedWaiting } from './places/waiting.ts'
import { openTrainingRoutes, trainingRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { classesWaiting } from './sessions/waiting.ts'
import { coursesTaken, seatedCoaches, trainedCoaches, trainingRecords } from './store.ts'

/** All that the house may know of training. */
export const trainingRoom = {
  rail: { path: '/training', name: 'Training', may: access.read },
  records: trainingRecords,
  trained: trainedCoaches,
  seated: seatedCoaches,
  taken: coursesTaken,
  classesAhead,
  enrolling,
  courseKinds,
  hoursOfCoaches,
  onPhone: classesOnPhone,
  offeredCourses: async (tx: Tx) => (await courses(tx)).filter(({ endedOn }) => endedOn === null),
  merging: { ofCoach: ofCoachInTraining, refusals: [sameClassRefusals], beside: besideBoth },
  room: (needs: TrainingNeeds): Room => ({
    doors: trainingRoutes(needs),
    open: openTrainingRoutes(needs),
    mine: trainingMine(needs),
    waiting: [classesOfToday(needs), classesWaiting, unconfirmedWaiting],
    begins: [firstCourse],
    rounds: [(db) => classRound(db, needs)],
  }),
}
