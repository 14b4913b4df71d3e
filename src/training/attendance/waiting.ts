import { counted } from '../../core/counted.ts'
import type { Due } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { type ClassOfToday, classesAhead } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { county } from '../places/store.ts'
import { access } from '../rules.ts'
import { hoursOfClass, placeInWords } from '../words.ts'
import { minutesFromNow } from './rules.ts'

/** The classes of today, until each is over: one press from the code for the room. */
export const classesOfToday = ({ clock }: Pick<TrainingNeeds, 'clock'>): Waiting => ({
  may: access.write,
  due: async (tx, today) => {
    const now = clock()
    const classes = await classesAhead(tx, today, now)
    if (classes.length === 0) return []
    const { zone } = await county(tx)
    return classes.map((one) => classDue(one, { zone, isOpen: minutesFromNow(one, now) !== null }))
  },
})

/** A class of today, and whether attendance is open. */
export const classDue = (
  one: ClassOfToday,
  { zone, isOpen }: { readonly zone: string; readonly isOpen: boolean },
): Due => ({
  what: `${one.course} today, ${hoursOfClass(one, zone)}`,
  why: `${placeInWords(one)}, ${one.seats === 0 ? 'nobody has a seat yet' : `${counted(one.seats, 'seat')} taken`}. ${isOpen ? 'Attendance is open: people type the code, or you mark them on the list.' : 'Attendance opens half an hour before the class.'}`,
  act: isOpen ? 'Show the attendance code' : 'Open the class',
  href: `/training/classes/${one.id}${isOpen ? '/code' : ''}`,
  when: 'today',
})
