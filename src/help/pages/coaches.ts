import type { GuidePage } from '../page.ts'

/** From somebody who applies to a coach on a shift. */
export const coaches: readonly GuidePage[] = [
  {
    slug: 'classes',
    title: 'Schedule a class and take attendance',
    whose: ['coordinator', 'administrator'],
    helpsAt: ['/training'],
    what: 'Coaches are trained in classes. Who was there, and who passed, becomes the number of coaches trained.',
    start: { path: '/training', name: 'Open Training' },
    steps: [
      'Open **Training** and choose **Schedule a class**. Give the course, the day, the times, the place and the seats. Then press **Schedule class**.',
      'Let people sign up by themselves: check **Anybody may sign up on the public page**.',
      'To enroll a coach yourself, open the page of the session, choose the coach and press **Enroll coach**.',
      'Half an hour before a class begins, open it. Choose **All of it**, **Part** or **Not here** for each coach, and press **Save attendance**.',
      'Or let coaches do it: choose **Show a code instead**. They type it on their phones.',
      'After the last class, set who did not pass and press **Save outcomes**.',
    ],
    ways: [
      [
        'A class moves to another day.',
        'Open the class, press **Edit class**, and save. Everybody with a seat is told by mail.',
      ],
      [
        'All seats are taken.',
        'People wait in the order in which they came. When a seat is free, the next one is asked.',
      ],
      [
        'Somebody missed a class.',
        'They can come to the same class of another session. Choose them there under **Made up here**.',
      ],
    ],
  },
  {
    slug: 'new-coach',
    title: 'Take an application to a first shift',
    whose: ['coordinator', 'administrator'],
    helpsAt: ['/coaches', '/support'],
    what: 'Somebody asked to become a coach. These are the steps until they stand on a shift, each with its day.',
    start: { path: '/coaches/applications', name: 'Open the applications' },
    steps: [
      'Open **Coaches**, then **Applications**, and choose the name. Press **Begin screening**.',
      'Press **Done** beside each talk. Keep what references say, and press **Note the check** when its result is there.',
      'Under **Decision** say yes or no, and press **Record decision**.',
      'The page says what is next. Press **Choose a class**, then **Enroll** beside the one that they take.',
      'Press **Open coach**. Under **Their own page**, press **Invite**, so that they see their classes and shifts.',
      'The page of a coach begins with **Next**: the one thing to do now, up to a mentor and a first shift.',
      'Under **Onboarding** stands what is done, with its day, and what is open. Record each step on the day it happens.',
    ],
    ways: [
      [
        'The same person applied twice, or is on the roster.',
        'The page shows who they may be. Choose the name instead of a new coach.',
      ],
      ['A step was recorded by mistake.', 'The page of the coach has a button that takes the last step back.'],
      ['No mail reaches them.', 'The page then shows a link. Hand it over yourself. It works once.'],
    ],
  },
  {
    slug: 'gap',
    title: 'Fill a gap in the shifts',
    whose: ['coordinator', 'administrator'],
    helpsAt: ['/shifts'],
    what: 'A place on a shift that nobody has taken is a gap. Fill it before the shift begins, so that nobody waits for a coach.',
    start: { path: '/shifts', name: 'Open the week' },
    steps: [
      'On **Today**, press **Find a coach**. Or open **Shifts** and choose a shift that needs coaches.',
      'Under **Give a place to a coach**, those whom it suits best come first, with the reasons. Call them.',
      'Press **Give the place** beside who can come. The coach is told by mail, and sees it on their page.',
      'After the shift, open **Hours worked** and confirm what the coach said.',
    ],
    ways: [
      ['None of the first three can come.', 'Open **Everyone else who may**.'],
      [
        'A coach is not in the list.',
        'Open **Who may not, and why**. Most often there is too little rest between two shifts, or a credential has lapsed.',
      ],
      [
        'A coach cannot come after all.',
        'Open the shift, choose their name, and press **Take off this shift**. The place is open again.',
      ],
      ['Nobody can come.', 'Press **Cancel this shift**. All coaches on it are told. This cannot be taken back.'],
    ],
  },
  {
    slug: 'my-page',
    title: 'Take a shift and say your hours',
    whose: ['coach'],
    helpsAt: ['/mine'],
    what: 'Your own page has your shifts, classes and papers. It shows nobody else’s.',
    steps: [
      'Open **Your page**, then **Your shifts**.',
      'Under **Open shifts you may take**, press **Take this shift**.',
      'To have your shifts on your phone, choose **Shifts in your calendar**. It says when, and never for whom.',
      'When it begins, open the shift and press **Say you have started**.',
      'When it is over, press **Say your hours**. A coordinator confirms them.',
    ],
    ways: [
      [
        'You cannot come.',
        'Open the shift and choose **Offer or swap it**. If nobody takes it, choose **Say you cannot come**.',
      ],
      [
        'A shift is open, and you may not take it.',
        'The page says why. You need some hours of rest between two shifts, and sometimes a credential.',
      ],
      ['Something about you is wrong.', 'On **Your page**, choose **Change your details**.'],
    ],
  },
]
