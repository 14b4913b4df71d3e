import type { JSX } from 'preact'
import { weekdayInWords } from '../../core/clock.ts'
import { counted } from '../../core/counted.ts'
import { addDays, type Day, spanInWords } from '../../core/day.ts'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Shift } from '../model.ts'
import { access } from '../rules.ts'
import { hoursInWords, stateInWords, timesInWords, whereInWords } from '../words.ts'
import { type DayOfWeek, gapsOf, type Summary, summaryOf } from './rules.ts'

export function WeekPage({
  visit,
  monday,
  week,
  now,
  unmade,
  waiting,
}: {
  visit: Visit
  monday: Day
  week: readonly DayOfWeek[]
  now: Date
  /** How many shifts of this week the need asks for that are not made. */
  unmade: number
  /** How many places wait for a coordinator to confirm their hours. */
  waiting: number
}): JSX.Element {
  const all = week.flatMap(({ shifts }) => shifts)
  const summary = summaryOf(all, now)
  return (
    <TeamPage
      visit={visit}
      title="Shifts"
      act={
        <Act
          visit={visit}
          to={`/shifts/add?day=${monday > visit.today ? monday : visit.today}`}
          name="Add shift"
          may={access.write}
        />
      }
    >
      <nav class="acts" aria-label="More about shifts">
        <a href={visit.to('/shifts/hours')}>
          {waiting === 0 ? 'Hours worked' : `Hours worked: ${counted(waiting, 'place')} to confirm`}
        </a>
        <a href={visit.to('/shifts/needs')}>Coverage needed</a>
        <a href={visit.to('/shifts/virtual')}>Virtual sessions</a>
        <a href={visit.to('/shifts/settings')}>Rules for shifts</a>
      </nav>
      <WeekNav visit={visit} monday={monday} />
      <p class="lead">{summaryInWords(summary)}</p>
      {isOneOf(visit, access.write) && <WeekActs visit={visit} monday={monday} summary={summary} unmade={unmade} />}
      <ol class="week">
        {week.map((day) => (
          <DayCell key={day.day} visit={visit} day={day} now={now} />
        ))}
      </ol>
    </TeamPage>
  )
}

function WeekNav({ visit, monday }: { visit: Visit; monday: Day }): JSX.Element {
  const to = (day: Day): string => visit.to(`/shifts?week=${day}`)
  return (
    <nav class="filters" aria-label="Weeks">
      <a href={to(addDays(monday, -7))}>Week before</a>
      <a href={to(monday)} aria-current="page">
        {spanInWords(monday, addDays(monday, 6))}
      </a>
      <a href={to(addDays(monday, 7))}>Week after</a>
      {monday > visit.today || addDays(monday, 6) < visit.today ? <a href={visit.to('/shifts')}>This week</a> : null}
    </nav>
  )
}

function summaryInWords({ places, filled, gaps, drafts }: Summary): string {
  if (places + drafts === 0) return 'No shift is planned in this week.'
  const open = gaps === 0 ? 'No gap is left.' : `${counted(gaps, 'place')} still without a coach.`
  return `${filled} of ${counted(places, 'place')} filled. ${open}${drafts > 0 ? ` ${counted(drafts, 'place')} in drafts, which coaches do not see.` : ''}`
}

function WeekActs({
  visit,
  monday,
  summary,
  unmade,
}: {
  visit: Visit
  monday: Day
  summary: Summary
  unmade: number
}): JSX.Element | null {
  const acts = [
    unmade > 0 && (['make', `Make ${counted(unmade, 'shift')} from the need`] as const),
    summary.drafts > 0 && (['open', `Open ${counted(summary.drafts, 'draft')} to coaches`] as const),
    summary.claimed > 0 && (['confirm', `Confirm ${counted(summary.claimed, 'coach', 'coaches')}`] as const),
  ].filter((act) => act !== false)
  if (acts.length === 0) return null
  return (
    <div class="acts">
      {acts.map(([path, words]) => (
        <Press key={path} action={visit.to(`/shifts/${path}`)} name={words} values={{ week: monday }} look="second" />
      ))}
    </div>
  )
}

function DayCell({ visit, day, now }: { visit: Visit; day: DayOfWeek; now: Date }): JSX.Element {
  return (
    <li class={day.day === visit.today ? 'week-day today' : 'week-day'}>
      <h2>
        {weekdayInWords(day.day).replace(/ \d{4}$/, '')}
        {day.day === visit.today && <span class="quiet"> today</span>}
      </h2>
      {day.clockChange !== 0 && (
        <p class="clock-change">
          Clocks go {day.clockChange > 0 ? 'forward' : 'back'}: this day has {24 - day.clockChange / 60} hours.
        </p>
      )}
      {day.shifts.length === 0 ? (
        <p class="quiet">No shift</p>
      ) : (
        <ul>
          {day.shifts.map((shift) => (
            <ShiftCard key={shift.id} visit={visit} shift={shift} now={now} />
          ))}
        </ul>
      )}
    </li>
  )
}

function ShiftCard({ visit, shift, now }: { visit: Visit; shift: Shift; now: Date }): JSX.Element {
  const zone = visit.organisation.timeZone
  const gaps = gapsOf(shift, now).length
  const coaches = shift.places.filter(({ coachId, state }) => coachId !== null && state !== 'cancelled')
  const isDraft = shift.places.every(({ state }) => state === 'draft')
  return (
    <li class={gaps > 0 ? 'shift has-gap' : 'shift'}>
      <a class="shift-when" href={visit.to(`/shifts/${shift.id}`)}>
        {timesInWords(shift, zone)}
      </a>
      <span class="quiet">
        {whereInWords(shift)}
        {shift.isFirstVisit && ', first visits'}
        {hoursInWords(shift, zone).includes('clocks') && `, ${hoursInWords(shift, zone)}`}
      </span>
      {coaches.length > 0 && (
        <ul class="shift-coaches">
          {coaches.map((place) => (
            <li key={place.id}>
              {place.coach} <span class="quiet">{stateInWords(place)}</span>
            </li>
          ))}
        </ul>
      )}
      {isDraft && <span class="quiet">Draft for {counted(shift.coaches, 'coach', 'coaches')}</span>}
      {gaps > 0 && (
        <strong class="gap">
          <span aria-hidden="true">▲</span>{' '}
          {gaps === shift.coaches ? counted(gaps, 'coach', 'coaches') : `${gaps} more`} needed
        </strong>
      )}
      {gaps === 0 && shift.places.some(({ state, coachId }) => state === 'missed' && coachId === null) && (
        <span class="quiet">Nobody took {shift.coaches > 1 ? 'a place' : 'it'}</span>
      )}
    </li>
  )
}
