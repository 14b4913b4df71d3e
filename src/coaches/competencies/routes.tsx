import type { Tx } from '../../platform/db/db.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { ownDoors } from '../../platform/doors/own-doors.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { Role, TeamRoute, Visit } from '../../platform/http/route.ts'
import type { Trail } from '../../platform/ui/shell.tsx'
import type { Coach } from '../model.ts'
import { pathTo, trailOf } from '../pieces.tsx'
import { access as coachAccess } from '../rules.ts'
import { coach } from '../store.ts'
import { addGoal, type CompetencyNeeds, finish, rate, serve, unserve } from './actions.ts'
import { type Course, doneForm, goalForm, ratingForm, type Serving, servingForm } from './model.ts'
import { type Development, DevelopmentPage, NobodyHere, ServingPage } from './pages.tsx'
import { access } from './rules.ts'
import { goalsOf, ratingsOf, serving } from './store.ts'

/** Whose development it is, who looks at it, and where its page stands. */
type Side = {
  readonly rater: 'self' | 'supervisor'
  readonly path: string
  readonly seenBy: readonly Role[]
  readonly may: readonly Role[]
  readonly idIn: (visit: Visit) => string
  readonly to: (one: Coach) => string
  readonly title: (one: Coach) => string
  readonly trail: (one: Coach) => Trail
}

const theirs: Side = {
  rater: 'supervisor',
  path: '/coaches/:coachId/competencies',
  seenBy: access.read,
  may: access.write,
  idIn: ({ params }) => params.coachId ?? '',
  to: (one) => `${pathTo(one)}/competencies`,
  title: ({ name }) => `Development of ${name}`,
  trail: trailOf,
}

const mine: Side = {
  rater: 'self',
  path: '/mine/competencies',
  seenBy: coachAccess.mine,
  may: coachAccess.changeMine,
  idIn: ({ coachId }) => coachId ?? '',
  to: () => '/mine/competencies',
  title: () => 'Your development',
  trail: () => [{ name: 'Your page', path: '/mine' }],
}

/** Competencies: of a coach for the coordinator, one's own, and which course serves which area. */
export const competencyRoutes = (needs: CompetencyNeeds): readonly TeamRoute[] => [
  ...servingRoutes(needs),
  ...development(needs, theirs),
  ...ownDoors((visit) => <NobodyHere visit={visit} />, development(needs, mine)),
]

type Shown = Development & { readonly coach: Coach }

const development = (needs: CompetencyNeeds, side: Side): readonly TeamRoute[] => [
  ...pageOfForms({
    path: side.path,
    seenBy: side.seenBy,
    read: async (tx, visit) => developmentOf(tx, side.idIn(visit), needs),
    forms: {
      plan: oneForm({
        path: `${side.path}/plan`,
        may: side.may,
        form: goalForm,
        code: 'competencies.goal-wrong',
        choices: ({ courses }: Shown) => ({ courseId: optionsOf(courses) }),
        under: 'Add to the plan',
        save: 'Add to the plan',
        send: (visit, form) => addGoal(visit, { coachId: side.idIn(visit), form, needs }),
        to: (_, shown) => `${side.to(shown.coach)}#plan`,
        said: 'added',
      }),
      rating: oneForm({
        path: side.path,
        may: side.may,
        form: ratingForm,
        code: 'competencies.rating-wrong',
        save: 'Record rating',
        send: (visit, form) => rate(visit, { coachId: side.idIn(visit), rater: side.rater, form }),
        to: (_, shown: Shown) => side.to(shown.coach),
        said: 'recorded',
      }),
    },
    view: ({ visit, shown, forms }) => (
      <DevelopmentPage
        visit={visit}
        title={side.title(shown.coach)}
        trail={side.trail(shown.coach)}
        done={visit.to(`${side.to(shown.coach)}/done`)}
        rater={side.rater}
        shown={shown}
        forms={forms}
      />
    ),
  }),
  buttonDoor({
    path: `${side.path}/done`,
    may: side.may,
    read: (tx, visit) => coach(tx, side.idIn(visit)),
    form: doneForm,
    code: 'competencies.done-wrong',
    send: (visit, { goalId }) => finish(visit, { coachId: side.idIn(visit), goalId }),
    ...(side === theirs && { about: 'coachId' }),
    back: (visit) => `${side.path.replace(':coachId', side.idIn(visit))}#plan`,
    said: 'saved',
  }),
]

async function developmentOf(tx: Tx, coachId: string, { courses }: CompetencyNeeds): Promise<Shown | null> {
  const found = await coach(tx, coachId)
  if (!found) return null
  return {
    coach: found,
    ratings: await ratingsOf(tx, coachId),
    goals: await goalsOf(tx, coachId),
    serving: await serving(tx),
    courses: await courses(tx),
  }
}

const optionsOf = (courses: readonly Course[]) => courses.map(({ id, title }) => ({ id, name: title }))

const servingRoutes = (needs: CompetencyNeeds): readonly TeamRoute[] => [
  ...pageOfForms({
    path: '/coaches/competencies',
    seenBy: access.read,
    read: async (tx) => ({ serving: await serving(tx), courses: await needs.courses(tx) }),
    forms: {
      course: oneForm({
        path: '/coaches/competencies',
        may: access.write,
        form: servingForm,
        code: 'competencies.course-wrong',
        choices: ({ courses }: { serving: readonly Serving[]; courses: readonly Course[] }) => ({
          courseId: optionsOf(courses),
        }),
        save: 'Add course',
        send: (visit, form) => serve(visit, { form, needs }),
        to: () => '/coaches/competencies',
        said: 'added',
      }),
    },
    view: ({ visit, shown, forms }) => <ServingPage visit={visit} serving={shown.serving} form={forms.course} />,
  }),
  buttonDoor({
    path: '/coaches/competencies/remove',
    may: access.write,
    form: servingForm,
    code: 'competencies.course-wrong',
    send: unserve,
    back: () => '/coaches/competencies',
    said: 'removed',
  }),
]
