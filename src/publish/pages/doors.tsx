import type { JSX } from 'preact'
import type { EditionContent, MeasureShown } from '../model.ts'

type Organisation = EditionContent['organisation']

/** The ways in for people: becoming a coach, and classes that are open to anybody; nothing where a county has no such page. */
export function Doors({
  organisation,
  isRoomy = false,
  isBeside = false,
}: {
  organisation: Organisation
  isRoomy?: boolean
  isBeside?: boolean
}): JSX.Element | null {
  const { becomeACoach, openClasses } = organisation
  if (becomeACoach === undefined && openClasses === undefined) return null
  return (
    <nav class={isRoomy ? 'doors roomy' : 'doors'} aria-label={isBeside ? 'Take part in this' : 'Take part'}>
      {becomeACoach && <a href={becomeACoach}>Become a recovery coach</a>}
      {openClasses && <a href={openClasses}>Open classes</a>}
    </nav>
  )
}

/** Whether a number is one of coaches, beside which a reader would look for the way to become one. */
export const isOfCoaches = ({ title, unit }: Pick<MeasureShown, 'title' | 'unit'>): boolean =>
  /\bcoach(es)?\b/i.test(`${title} ${unit}`)
