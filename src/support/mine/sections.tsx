import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import type { MineSection } from '../../platform/ui/mine.ts'
import { ownCheckIns, waitingFor } from '../checkins/store.ts'
import { groupsOf } from '../groups/store.ts'
import { pairsOf } from '../mentors/store.ts'
import { dueInWords } from '../supervision/rules.ts'
import { standingOf, supervisorOf } from '../supervision/store.ts'

/** What this room says on a coach's own page: their mentor, their supervision, and how to check in. */
export const supportMine = (): readonly MineSection[] => [
  {
    key: 'mentor',
    title: 'Your mentor',
    order: 50,
    section: async (tx, coachId, _today, to) => {
      const pairs = (await pairsOf(tx, coachId)).filter(({ toOn }) => toOn === null)
      const own = pairs.find((one) => one.coachId === coachId)
      const others = pairs.filter((one) => one.mentorId === coachId)
      const groups = await groupsOf(tx, coachId)
      return (
        <>
          <p>
            {own ? `${own.mentor}, since ${dayInWords(own.fromOn)}.` : 'You have no mentor at the moment.'}
            {others.length > 0 && ` You are the mentor of ${others.map(({ coach }) => coach).join(', ')}.`}
          </p>
          {groups.map(({ id, title, about }) => (
            <p key={id}>
              Peer group: {title}
              {about && `, ${about}`}
            </p>
          ))}
          <p class="acts">
            <a class="button second" href={to('/mine/mentor')}>
              Your mentor and when you are free
            </a>
          </p>
        </>
      )
    },
  },
  {
    key: 'supervision',
    title: 'Your supervision',
    order: 55,
    section: async (tx, coachId, today, to) => {
      const [supervisor, standing] = [await supervisorOf(tx, coachId), await standingOf(tx, coachId)]
      return (
        <>
          <p>
            {supervisor ? stopped(`With ${supervisor.name}`) : 'You have no supervisor yet.'}{' '}
            {standing && `Next session by ${dayInWords(standing.dueOn)}, ${dueInWords(standing.dueOn, today)}.`}
          </p>
          <p class="acts">
            <a class="button second" href={to('/mine/supervision')}>
              Your sessions
            </a>
          </p>
        </>
      )
    },
  },
  {
    key: 'check-in',
    title: 'Check in',
    order: 60,
    section: async (tx, coachId, _today, to) => {
      const last = (await ownCheckIns(tx, coachId, 1))[0]
      const waiting = await waitingFor(tx)
      return (
        <>
          <p>
            {last
              ? `You checked in on ${dayInWords(last.madeOn)}${last.seenOn === null ? '' : '; it was read'}.`
              : 'Say how you are, to one person whom you choose. Nobody else can read it.'}
          </p>
          <p class="acts">
            <a class="button" href={to('/mine/check-ins')}>
              Check in
            </a>
            {waiting > 0 && (
              <a class="button second" href={to('/mine/supporting')}>
                {waiting === 1 ? 'A check-in waits for you' : `${waiting} check-ins wait for you`}
              </a>
            )}
          </p>
        </>
      )
    },
  },
]
