// Longer than other files because it is text: the words of the sample county. The first measure is the one the product starts from: its figures, partners, ideas and plan
// are those of Wilson County's own page, told in our words. Everything else is invented and says "sample".
import type { Tx } from '../platform/db/db.ts'
import type { ActionStatus, CostBand } from './model.ts'
import { insert, insertAll, type NewWords, place, setServedResults } from './store.ts'

type PartnerKey = 'ems' | 'government' | 'omdt' | 'ahec' | 'coalition' | 'rc3' | 'coaches'

type Source = { readonly source: string; readonly sourceUrl: string }

type SampleWords = {
  readonly lay: string
  readonly technical?: string
  readonly since: string
  readonly story: string
  readonly about?: readonly [from: string, to: string]
  readonly partners: readonly (readonly [PartnerKey, string])[]
  readonly whatWorks: readonly {
    readonly claim: string
    readonly cost: CostBand
    readonly where?: string
    readonly source?: Source
  }[]
  readonly actions: readonly {
    readonly what: string
    readonly owner?: string
    readonly partner?: PartnerKey
    readonly starts?: string
    readonly due?: string
    readonly status: ActionStatus
    readonly progress?: string
  }[]
}

const writtenOn = '2025-01-20'

const peerSupport: Source = {
  source: 'SAMHSA, TIP 64: Incorporating Peer Support Into Substance Use Disorder Treatment Services, 2023',
  sourceUrl: 'https://www.ncbi.nlm.nih.gov/books/NBK596260/',
}
const competencies: Source = {
  source: 'SAMHSA, Core Competencies for Peer Workers',
  sourceUrl: 'https://www.samhsa.gov/technical-assistance/brss-tacs/peer-support-workers/core-competencies-faq',
}
const responseTeams: Source = {
  source: 'National Association of Counties, on post-overdose response teams',
  sourceUrl: 'https://naco.org/resource/osc-port',
}
const northCarolina: Source = {
  source: 'North Carolina Opioid Settlements, on post-overdose response teams',
  sourceUrl: 'https://ncopioidsettlement.org/resources/post-overdose-response-teams/',
}
/** Where no study stands behind a claim, it says so. */
const ownExperience: Source = { source: 'What this team has seen (sample)', sourceUrl: '' }

const newCoaches: SampleWords = {
  lay: 'Each person counts once: in the year in which they first finished a recovery coach course that the team approves. A second course does not count again.',
  technical:
    'Count of coaches by the day of their first completion of an approved coach course (30 hours unless the course says otherwise). The day of completion decides the year, never the day of entry. Courses taken elsewhere count once they are approved.',
  since: '2020-01-01',
  about: ['2020-01-01', '2024-12-31'],
  story: `In 2020, **5** people were trained as recovery coaches, to stand by people after an overdose. Money that reached the Wilson County Substance Prevention Coalition made this start possible. In 2021, **14** more people from the community finished the training: word had spread, and more wanted to help. In 2022, **no one** was trained. 2023 brought the highest number so far, **39**. In 2024 it fell to **12**.

PORT depends on a steady supply of trained volunteers who are willing to step in after an overdose. The swings tell two things at once. People here are ready to commit. And it is hard to keep them without steady money and support.

PORT shows that agencies of many kinds get results when they work together. What is left to do is to make these partnerships last, so that they can serve the people of Wilson County who are at greatest risk, year after year.`,
  partners: [
    ['ems', 'First responders with whom coaches work'],
    ['government', ''],
    ['omdt', ''],
    ['ahec', 'Training and continuing education'],
    ['coalition', 'Funding for the first training in 2020'],
    ['rc3', 'A recovery community that coaches can lean on'],
    ['coaches', 'Lived experience, and their time'],
  ],
  whatWorks: [
    {
      claim:
        'Coaches who have lived through addiction themselves can offer support that a survivor of an overdose can relate to. That is what draws people into recovery.',
      cost: 'low cost',
      source: peerSupport,
    },
    {
      claim: 'Coaches who belong to a first-responder team earn trust, and meet people where they are.',
      cost: 'low cost',
      source: responseTeams,
    },
    {
      claim: 'Low-cost training goes furthest when continuing education and professional development come with it.',
      cost: 'low cost',
    },
    {
      claim: 'Coaches succeed where the role of a peer and the skills it takes are written down clearly.',
      cost: 'no cost',
      source: competencies,
    },
    {
      claim:
        'Stipends for training, or help with tuition, take away the money barrier for people who want to become coaches. They reward building skills and earning a certificate.',
      cost: 'some cost',
    },
    {
      claim:
        'Strong mentoring, a network of peers and chances to lead help coaches to grow, and growing coaches are more likely to stay.',
      cost: 'low cost',
    },
    {
      claim:
        'Flexible hours, coaching by phone or video, and paid mileage help with getting around. More people can coach, and more of them stay.',
      cost: 'some cost',
    },
  ],
  actions: [
    {
      what: 'Look into ways to pay for coaching, such as Medicaid and grants of recovery initiatives',
      owner: 'Coalition editor (sample)',
      due: '2027-06-30',
      status: 'not started',
    },
    {
      what: 'Keep the program in front of policymakers, to speak up for resources',
      owner: 'Coalition editor (sample)',
      due: '2027-03-31',
      status: 'not started',
    },
    {
      what: 'Create chances for professional development, so that skilled coaches stay',
      owner: 'Training coordinator (sample)',
      due: '2027-05-31',
      status: 'not started',
    },
    {
      what: 'Keep up coaching by video and on the road, so that distance is no barrier',
      owner: 'PORT coordinator (sample)',
      starts: '2025-02-03',
      due: '2027-12-31',
      status: 'under way',
    },
    {
      what: 'Work with partners on a base that lets the number of coaches follow overdose trends as they change',
      owner: 'PORT coordinator (sample)',
      due: '2027-12-31',
      status: 'not started',
    },
  ],
}

const sampleText = '\n\n_Sample text._'

const invented: Readonly<Record<string, SampleWords>> = {
  'training-sessions-held': {
    lay: 'Training sessions for recovery coaches that took place. A session of several days counts once, in the period of its last day.',
    since: '2020-01-01',
    story: `A session needs three things on the same day: an instructor, a room or a link, and enough people who signed up. Years with a funded instructor hold more of them.${sampleText}`,
    partners: [
      ['ahec', 'Instructors and rooms'],
      ['coalition', 'Announces the dates'],
    ],
    whatWorks: [
      {
        claim: 'Dates that are fixed a year ahead let people with shift work plan for them.',
        cost: 'no cost',
        where: 'The yearly calendar of the team',
      },
    ],
    actions: [
      {
        what: 'Fix four session dates for the coming year',
        owner: 'Training coordinator',
        partner: 'ahec',
        starts: '2026-10-01',
        due: '2027-01-31',
        status: 'under way',
        progress: 'Two dates are set.',
      },
    ],
  },
  'training-hours-delivered': {
    lay: 'Hours that people spent in training sessions for coaches, added up over everybody who was there.',
    since: '2020-01-01',
    story: `Hours follow from two things: how many people come, and how long they stay. A 30-hour academy with ten people who finish makes 300 hours.${sampleText}`,
    partners: [['ahec', 'Instructors']],
    whatWorks: [
      {
        claim: 'Evening blocks of three hours fit around a job better than whole days.',
        cost: 'no cost',
        where: 'Half of the academies',
      },
    ],
    actions: [
      {
        what: 'Offer one academy in evening blocks',
        owner: 'Training coordinator',
        due: '2027-04-30',
        status: 'not started',
      },
    ],
  },
  'training-completion': {
    lay: 'Of all who started a coach course and whose course has ended: the share who passed.',
    technical:
      'Completed, divided by completed, not completed, withdrawn and no-show, by the day on which the seat ended.',
    since: '2020-01-01',
    story: `People stop for reasons outside the classroom: a new shift, a sick child, no ride. Those who miss one day seldom come back for the rest.${sampleText}`,
    partners: [
      ['ahec', 'Make-up hours by video'],
      ['coaches', 'A buddy for each newcomer'],
    ],
    whatWorks: [
      {
        claim: 'A call on the evening of a missed day, and hours that can be made up by video.',
        cost: 'no cost',
        where: 'Every academy since 2023',
      },
    ],
    actions: [
      {
        what: 'Give each person who starts a buddy who has finished',
        owner: 'Lead coach',
        partner: 'coaches',
        starts: '2026-01-10',
        due: '2026-09-30',
        status: 'behind',
        progress: 'Six of ten buddies found.',
      },
    ],
  },
  'days-from-sign-up-to-completion': {
    lay: 'The middle value of the days between signing up for a coach course and passing it: half were faster, half were slower.',
    since: '2020-01-01',
    story: `Most of the wait is for the next session to begin, not for the course itself. Each month of waiting costs some of those who wanted to help.${sampleText}`,
    partners: [['ahec', 'Session dates']],
    whatWorks: [
      {
        claim: 'A short welcome call in the first week keeps people who wait for their course.',
        cost: 'no cost',
        where: 'Not yet',
      },
    ],
    actions: [
      {
        what: 'Call everybody who signs up within five days',
        owner: 'Training coordinator',
        starts: '2026-06-01',
        due: '2027-06-30',
        status: 'under way',
      },
    ],
  },
  'no-shows': {
    lay: 'Of all seats in sessions that took place: the share whose person never came.',
    since: '2020-01-01',
    story: `An empty seat is a place that somebody else could have had. Rides and child care are the reasons that people name most.${sampleText}`,
    partners: [['rc3', 'Rides to sessions']],
    whatWorks: [
      { claim: 'A text two days before, with one tap to give the seat back.', cost: 'low cost', where: 'Not yet' },
    ],
    actions: [
      {
        what: 'Send reminders two days before each session',
        owner: 'Training coordinator',
        due: '2027-03-31',
        status: 'not started',
      },
    ],
  },
  'active-coaches': {
    lay: 'Recovery coaches who were at work with the team on the last day of the year.',
    since: '2020-01-01',
    story: `Training alone does not put a coach on the road. Of those who finish a course, some move away and some find that it is not for them, so this number grows more slowly than the number trained.${sampleText}`,
    partners: [['coaches', 'Stand by one another']],
    whatWorks: [
      {
        claim: 'A first shift within a month of the course, beside a coach who knows the work.',
        cost: 'no cost',
        where: 'Since 2023',
      },
    ],
    actions: [
      {
        what: 'Call each coach who has had no shift for a month',
        owner: 'PORT coordinator',
        starts: '2026-09-01',
        due: '2027-06-30',
        status: 'under way',
      },
    ],
  },
  'coach-retention': {
    lay: 'Of the coaches who came on board in a year: the share who were still with the team a year later.',
    since: '2020-01-01',
    story: `Those who stop in the first year mostly stop in the first three months. Night shifts and the drive are named most.${sampleText}`,
    partners: [['rc3', 'A group for coaches, every other week']],
    whatWorks: [
      {
        claim: 'Supervision each month, and a mentor in the first half year.',
        cost: 'low cost',
        where: 'Every new coach since 2023',
      },
    ],
    actions: [
      {
        what: 'Ask each coach after 30 and 90 days what would help them stay',
        owner: 'Lead coach',
        starts: '2026-08-01',
        due: '2027-07-31',
        status: 'under way',
      },
    ],
  },
  'credentials-current': {
    lay: 'Of the credentials that coaches at work have to hold: the share that had not run out on the last day of the year.',
    since: '2020-01-01',
    story: `What runs out is mostly first aid, whose course is offered twice a year.${sampleText}`,
    partners: [['ahec', 'Refresher courses']],
    whatWorks: [{ claim: 'A reminder 90 days before a credential runs out.', cost: 'no cost', where: 'Since 2024' }],
    actions: [
      {
        what: 'Offer a refresher in first aid every quarter',
        owner: 'Training coordinator',
        partner: 'ahec',
        due: '2027-04-30',
        status: 'not started',
      },
    ],
  },
  'mentor-match': {
    lay: 'Of the coaches who were newly trained in a year: the share who had a mentor within 30 days.',
    since: '2020-01-01',
    story: `There are fewer mentors than new coaches, and each takes two at most. In 2023, when 39 people finished the training, most had none.${sampleText}`,
    partners: [['coaches', 'Those with a year of shifts can be mentors']],
    whatWorks: [
      {
        claim: 'Asking for a mentor on the last day of the course, while everybody is in the room.',
        cost: 'no cost',
        where: 'Not yet',
      },
    ],
    actions: [
      {
        what: 'Train six coaches as mentors',
        owner: 'Lead coach',
        partner: 'coaches',
        due: '2027-03-31',
        status: 'not started',
      },
    ],
  },
  'supervision-on-schedule': {
    lay: 'Of the coaches at work at the end of a month: the share who had met their supervisor as often as the team asks.',
    since: '2020-01-01',
    story: `One supervisor meets with nineteen coaches. When a month has a holiday week, some meetings move into the next.${sampleText}`,
    partners: [['coalition', 'Pays for the hours of the supervisor']],
    whatWorks: [
      {
        claim: 'A fixed hour each month that is set a quarter ahead.',
        cost: 'no cost',
        where: 'Most coaches',
      },
    ],
    actions: [
      {
        what: 'Find a second supervisor',
        owner: 'PORT coordinator',
        partner: 'coalition',
        due: '2027-03-31',
        status: 'not started',
      },
    ],
  },
  'shift-fill-rate': {
    lay: 'Of the hours in which the team wants a coach ready to go out: the share that a coach filled.',
    since: '2020-01-01',
    story: `Evenings on weekdays fill by themselves. Nights on weekends are the gap.${sampleText}`,
    partners: [['ems', 'A place to wait at the station']],
    whatWorks: [
      {
        claim: 'Shifts that are open to take three weeks ahead, and swaps that coaches settle among themselves.',
        cost: 'no cost',
        where: 'Since November 2024',
      },
    ],
    actions: [
      {
        what: 'Ask coaches which nights they could do, and split long nights in two',
        owner: 'PORT coordinator',
        due: '2027-02-28',
        status: 'not started',
      },
    ],
  },
  'outreach-attempts': {
    lay: 'Visits, calls and texts to reach people after an overdose, whether or not somebody was reached.',
    since: '2020-01-01',
    story: `Attempts follow two things: how many overdoses the team hears of, and how many coaches are on shift to answer.${sampleText}`,
    partners: [['ems', 'Tells the team of overdoses within a day']],
    whatWorks: [
      {
        claim: 'Three tries at different hours of the day reach more people than three in the same hour.',
        cost: 'no cost',
        where: 'Evening shifts',
      },
    ],
    actions: [
      {
        what: 'Add one evening shift a week',
        owner: 'PORT coordinator',
        partner: 'coaches',
        due: '2027-02-28',
        status: 'under way',
      },
    ],
  },
  'follow-up-visits': {
    lay: 'Visits in person to people whom the team reached after an overdose, counted by quarter. Each visit counts, also a second one to the same person.',
    technical: 'Count of visits in the team’s log by the day of the visit. Calls and texts do not count.',
    since: '2022-01-01',
    about: ['2022-01-01', '2024-12-31'],
    story: `For three years there were about 48 visits a quarter, whatever the season. In January 2025 a second coach joins the evening shift, when most people are at home.${sampleText}`,
    partners: [
      ['coaches', 'Evenings and weekends'],
      ['ems', 'A ride along where an address is hard to find'],
    ],
    whatWorks: [
      {
        claim: 'Two coaches on one shift: one drives and calls ahead, one visits.',
        cost: 'low cost',
        where: 'Evening shifts since January 2025',
      },
    ],
    actions: [
      {
        what: 'Put a second coach on the evening shift',
        owner: 'PORT coordinator',
        partner: 'coaches',
        starts: '2025-01-10',
        due: '2027-06-30',
        status: 'under way',
        progress: 'Filled on weekdays; weekends are still to come.',
      },
    ],
  },
  'attempted-in-window': {
    lay: 'Of the overdoses that were handed over and whose time is known: the share where the team tried to reach the person within 72 hours.',
    technical:
      'Referrals of survivors in the county that were first tried within the window of the team, divided by all of them. They count on the day of the overdose, where its time is known. One that nobody tried to reach counts once its window has passed.',
    since: '2020-01-01',
    story: `Most are tried in time. What comes late was mostly handed over on a Friday evening, when nobody looks before Monday.${sampleText}`,
    partners: [['ems', 'Hands over within a day, weekends too']],
    whatWorks: [
      {
        claim: 'One coach on call who looks at new referrals on Saturday and Sunday morning.',
        cost: 'no cost',
        where: 'Not yet',
      },
    ],
    actions: [
      {
        what: 'Look at new referrals on weekend mornings',
        owner: 'PORT coordinator',
        partner: 'coaches',
        due: '2027-03-31',
        status: 'not started',
      },
    ],
  },
  'survivors-reached': {
    lay: 'Of the people who survived an overdose and were handed over to the team: the share who were reached, or somebody close to them was.',
    since: '2020-01-01',
    story: `Addresses that are out of date are the largest reason for not reaching somebody. A first try within three days makes the difference.${sampleText}`,
    partners: [
      ['ems', 'Addresses and phone numbers, with consent'],
      ['rc3', 'A place to meet'],
    ],
    whatWorks: [
      {
        claim: 'A first try within 72 hours, by a coach together with a medic.',
        cost: 'low cost',
        source: northCarolina,
        where: 'Weekday shifts',
      },
    ],
    actions: [
      {
        what: 'Agree with EMS on one form for handing over',
        owner: 'PORT coordinator',
        partner: 'ems',
        starts: '2026-09-01',
        due: '2027-03-31',
        status: 'under way',
        progress: 'A draft is with EMS.',
      },
    ],
  },
  'naloxone-kits': {
    lay: 'Naloxone kits handed out by the team. A kit holds two doses.',
    since: '2020-01-01',
    story: `Supply follows grants: when one ends, kits run short for a while. Coaches say that families ask for them first.${sampleText}`,
    partners: [['government', 'Pays for kits from settlement funds']],
    whatWorks: [
      {
        claim: 'Two kits per household, so that one can stay at home and one can be carried.',
        cost: 'low cost',
        where: 'Every visit',
      },
    ],
    actions: [
      {
        what: 'Ask for a standing order of kits',
        owner: 'PORT coordinator',
        partner: 'government',
        due: '2027-01-31',
        status: 'not started',
      },
    ],
  },
  'connected-to-treatment': {
    lay: 'Of the people who accepted a referral to treatment and of whom it is known: the share who came to a first appointment.',
    since: '2020-01-01',
    story: `A phone number on a card seldom leads to a first appointment. Going there together often does.${sampleText}`,
    partners: [
      ['omdt', 'Appointments kept free'],
      ['rc3', 'Peer groups while people wait'],
    ],
    whatWorks: [
      {
        claim: 'The coach makes the call together with the person, and comes along to the first appointment.',
        cost: 'no cost',
        where: 'Since 2023',
      },
    ],
    actions: [
      {
        what: 'Keep two appointments a week free for people from PORT',
        owner: 'PORT coordinator',
        partner: 'omdt',
        due: '2027-06-30',
        status: 'not started',
      },
    ],
  },
  'satisfied-with-services': {
    lay: 'Of the people who answered the short survey: the share who said that the team helped them.',
    since: '2020-01-01',
    story: `Few people answer, so each answer moves the share a lot. Those who do name being listened to first.${sampleText}`,
    partners: [['coaches', 'Ask at the third contact']],
    whatWorks: [
      {
        claim: 'Three questions by text, without a name, get more answers than a paper form.',
        cost: 'no cost',
        where: 'Not yet',
      },
    ],
    actions: [
      {
        what: 'Try the three questions by text for three months',
        owner: 'Lead coach',
        due: '2027-05-31',
        status: 'not started',
      },
    ],
  },
  'overdose-emergency-visits': {
    lay: 'Visits of county residents to an emergency department for a drug overdose, in a calendar year.',
    since: '2016-01-01',
    about: ['2016-01-01', '2021-12-31'],
    story: `From 2016 to 2019 there were between 100 and 124 visits a year. In 2020 there were **136**, and in 2021 **167**: about one every two days. Stronger drugs and the months of isolation are named by those who answer the calls.${sampleText}`,
    partners: [
      ['ems', 'Answers the calls'],
      ['omdt', 'Reads the numbers together each quarter'],
    ],
    whatWorks: [
      {
        claim: 'Naloxone in the hands of those who are there first: friends and family.',
        cost: 'low cost',
        where: 'PORT visits',
      },
    ],
    actions: [
      {
        what: 'Read the numbers together each quarter',
        owner: 'Coalition editor',
        partner: 'omdt',
        starts: '2026-01-15',
        due: '2027-12-31',
        status: 'under way',
        progress: 'Three of four meetings were held in 2026.',
      },
    ],
  },
  'residents-receiving-buprenorphine': {
    lay: 'County residents who picked up buprenorphine, a medicine for opioid addiction, at least once in the year.',
    since: '2016-01-01',
    about: ['2016-01-01', '2021-12-31'],
    story: `Between 2016 and 2019 the number stayed near 240. It fell to **209** in 2020, when offices closed, and came back to **236** in 2021. Overdoses rose in the same years, so fewer of those in need were reached.${sampleText}`,
    partners: [['rc3', 'Helps people to stay in treatment']],
    whatWorks: [
      {
        claim: 'A first dose on the day somebody asks, in place of a waiting list.',
        cost: 'some cost',
        where: 'Not yet',
      },
      {
        claim: 'Telling people, at every visit, which offices take new patients this week.',
        cost: 'no cost',
        where: 'PORT visits',
      },
    ],
    actions: [
      {
        what: 'Keep a list of offices that take new patients',
        owner: 'Coalition editor',
        due: '2027-02-28',
        status: 'not started',
      },
    ],
  },
}

const results = [
  {
    title: 'Survival (sample)',
    statement: 'People in Wilson County survive.',
    indicators: ['overdose-emergency-visits'],
  },
  {
    title: 'Recovery (sample)',
    statement: 'People in Wilson County who live with addiction get help and recover.',
    indicators: ['residents-receiving-buprenorphine'],
  },
]

const port = {
  title: 'Post-Overdose Response Team (PORT)',
  about:
    'After an overdose, a recovery coach who has been through it visits, listens, and helps with the next step. The team trains these coaches, supports them and pays their way. (Sample text.)',
  customers: 'people who survived an overdose, their families, and the coaches who stand by them',
}
const underPort = [
  'new-recovery-coaches-trained',
  ...Object.keys(invented).filter((slug) => !results.some((result) => result.indicators.includes(slug))),
]

export type SampleIds = {
  /** By slug. Measures that are not there are left out. */
  readonly measures: ReadonlyMap<string, string>
  readonly partners: Readonly<Record<PartnerKey, string>>
}

/** Adds the words of the sample county, and puts its measures where they stand. */
export async function loadSample(tx: Tx, ids: SampleIds): Promise<void> {
  const resultIds: string[] = []
  for (const { title, statement, indicators } of results) {
    const resultId = await insert(tx, 'result', { title, statement }, {})
    resultIds.push(resultId)
    await place(
      tx,
      here(ids, indicators).map((measureId) => ({ measureId, resultId })),
    )
  }
  const programId = await insert(tx, 'program', port, {})
  await setServedResults(tx, programId, resultIds)
  await place(
    tx,
    here(ids, underPort).map((measureId) => ({ measureId, programId })),
  )
  const told = Object.entries({ 'new-recovery-coaches-trained': newCoaches, ...invented }).flatMap(([slug, words]) => {
    const measureId = ids.measures.get(slug)
    return measureId === undefined ? [] : [{ measureId, words }]
  })
  await insertAll(tx, 'measure_definition', told.map(definitionOf))
  await insertAll(tx, 'story', told.map(storyOf))
  await insertAll(
    tx,
    'measure_partner',
    told.flatMap((one) => partnersOf(one, ids.partners)),
  )
  await insertAll(tx, 'what_works', told.flatMap(whatWorksOf))
  await insertAll(
    tx,
    'action',
    told.flatMap((one) => actionsOf(one, ids.partners)),
  )
}

const here = (ids: SampleIds, slugs: readonly string[]): readonly string[] =>
  slugs.flatMap((slug) => ids.measures.get(slug) ?? [])

type Told = { readonly measureId: string; readonly words: SampleWords }

const definitionOf = ({ measureId, words }: Told): NewWords<'measure_definition'> => ({
  words: { lay: words.lay, technical: words.technical ?? '', effectiveOn: words.since },
  place: { measureId, number: 1 },
})

const storyOf = ({ measureId, words }: Told): NewWords<'story'> => ({
  words: { writtenOn, fromOn: words.about?.[0] ?? null, toOn: words.about?.[1] ?? null, body: words.story },
  place: { measureId },
})

const partnersOf = ({ measureId, words }: Told, partners: SampleIds['partners']): NewWords<'measure_partner'>[] =>
  words.partners.map(([partner, brings]) => ({ words: { partnerId: partners[partner], brings }, place: { measureId } }))

const whatWorksOf = ({ measureId, words }: Told): NewWords<'what_works'>[] =>
  words.whatWorks.map(({ claim, cost, where = '', source = ownExperience }) => ({
    words: { claim, ...source, costBand: cost, whereWeDoIt: where },
    place: { measureId },
  }))

const actionsOf = ({ measureId, words }: Told, partners: SampleIds['partners']): NewWords<'action'>[] =>
  words.actions.map(({ what, owner = '', partner, starts = null, due = null, status, progress = '' }) => ({
    words: {
      what,
      owner,
      partnerId: partner ? partners[partner] : null,
      startsOn: starts,
      dueOn: due,
      status,
      progress,
    },
    // What began later was last looked at then.
    place: { measureId, updatedOn: starts !== null && starts > writtenOn ? starts : writtenOn },
  }))
