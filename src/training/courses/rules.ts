import type { Day } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import type { Course, CourseVersion, CourseVersionForm } from './model.ts'

/** The day from which the first hours of a course hold: before anything that is on record. */
export const fromTheStart: Day = '1900-01-01'

/** The version of a course that holds on a day: the latest that had begun, else the first. */
export function versionOn(course: Pick<Course, 'versions'>, day: Day): CourseVersion {
  const begun = course.versions.filter((version) => version.effectiveOn <= day)
  const version = begun[begun.length - 1] ?? course.versions[0]
  if (!version) throw new Error('a course has at least one version')
  return version
}

/** Whether hours may be added that hold from a day: not twice on one day. */
export const mayAddVersion = (course: Course, form: CourseVersionForm): readonly Problem[] =>
  course.versions.some((version) => version.effectiveOn === form.effectiveOn)
    ? refuse('training.version-same-day', 'Other hours hold from that day already. Choose another day.', 'effectiveOn')
        .problems
    : []
