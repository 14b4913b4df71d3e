import { counted, nounFor } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Due } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from '../rules.ts'
import { type HeldUnconfirmed, heldUnconfirmed } from './store.ts'

/** Open classes in which seats are held for mail addresses that nobody has confirmed yet. */
export const unconfirmedWaiting: Waiting = {
  may: access.write,
  isOfDay: true,
  due: async (tx, today) => (await heldUnconfirmed(tx, today)).map(unconfirmedDue),
}

/** A stranger who fills a class with made-up addresses is seen here, before the class is: a line a class. */
export const unconfirmedDue = ({ sessionId, course, startsOn, capacity, seats, held }: HeldUnconfirmed): Due => {
  const of = capacity === null ? counted(held, 'seat') : `${held} of ${counted(capacity, 'seat')}`
  const who = nounFor(held, 'is held for a mail address', 'are held for mail addresses')
  const isFull = capacity !== null && seats >= capacity
  return {
    what: `${course}, ${dayInWords(startsOn)}: ${of} ${who} that nobody has confirmed`,
    why: `${isFull ? 'No seat is left for anybody else. ' : ''}What is not confirmed within some hours is free again by itself. Look whether you know the names; if there are many that nobody knows, close sign-up for a while.`,
    act: 'Look at the sign-ups',
    href: `/training/sessions/${sessionId}#sign-ups`,
  }
}
