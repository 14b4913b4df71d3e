import type { JSX } from 'preact'
import type { CoachNamed } from '../coaches/facts.ts'
import type { Candidate } from '../coaches/same/model.ts'
import type { Refused } from '../platform/http/route.ts'
import { Choice, Hidden, TextField, Tick } from '../platform/ui/form.tsx'
import type { Tabs } from '../platform/ui/shell.tsx'
import { daysInWords, placeInWords } from './words.ts'

/** Above every page of this room but its lists. */
export const trail = [{ name: 'Training', path: '/training' }]

/** The three lists of this room. */
export const trainingTabs: Tabs = {
  name: 'Training',
  pages: [
    { path: '/training', name: 'Sessions' },
    { path: '/training/courses', name: 'Courses' },
    { path: '/training/imports', name: 'Imports' },
  ],
}

type Named = Pick<CoachNamed, 'id' | 'name' | 'email'>

/** What the coach fields of a form need to be shown: names to suggest, and the coach chosen or those to choose from. */
export type CoachesForForm = {
  readonly suggestions: readonly string[]
  readonly chosen: Named | null
  readonly namesakes: readonly Candidate<Named>[]
}

type CoachFieldsShown = {
  readonly form: Refused
  readonly coaches: CoachesForForm
  readonly change?: string
}

/** Who it is about: a coach chosen before, or a name to type, with a tick for somebody new. */
export function CoachFields({ form, coaches, change }: CoachFieldsShown): JSX.Element {
  if (coaches.chosen)
    return (
      <div class="field">
        <span class="field-name">Coach</span>
        <p>
          <strong>{coaches.chosen.name}</strong> {change && <a href={change}>Choose another coach</a>}
        </p>
        <Hidden name="coachId" value={coaches.chosen.id} />
      </div>
    )
  return (
    <>
      <TextField
        form={form}
        name="coachName"
        label="Coach"
        help="Type the name as it is on the roster."
        list={coaches.suggestions}
      />
      {coaches.namesakes.length > 0 && (
        <Choice
          form={form}
          name="coachId"
          label="Which one"
          none="Choose"
          options={[
            ...coaches.namesakes.map(({ who, reasons }) => ({
              value: who.id,
              name: `${who.name}, ${who.email ?? 'no mail address'}: ${reasons.join(', ')}`,
            })),
            { value: 'new', name: 'None of these: a new coach' },
          ]}
        />
      )}
      <Tick form={form} name="isNewCoach" label="This coach is new: add them to the roster" />
    </>
  )
}

/** Above the pages of a session. */
export const trailOf = (held: Parameters<typeof daysInWords>[0] & { readonly id: string; readonly course: string }) => [
  ...trail,
  { name: `${held.course}, ${daysInWords(held)}`, path: `/training/sessions/${held.id}` },
]

type Held = Parameters<typeof daysInWords>[0] & Parameters<typeof placeInWords>[0]
/** A session as one of a list: `4 Mar 2024 to 8 Mar 2024, Wilson Library`. */
export const sessionOption = (held: Held): string => `${daysInWords(held)}, ${placeInWords(held)}`
