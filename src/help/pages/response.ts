import type { GuidePage } from '../page.ts'

/** From a referral to help. */
export const response: readonly GuidePage[] = [
  {
    slug: 'referral',
    title: 'Receive and hand out a referral',
    whose: ['coordinator', 'administrator'],
    helpsAt: ['/referrals', '/linkage', '/partners'],
    what: 'A referral asks the team to reach a person. It has a time by which somebody should have tried. Only those who need it see who the person is.',
    start: { path: '/referrals', name: 'Open the referrals' },
    steps: [
      'Open **Referrals**. What a partner or the ambulance service sent is there already.',
      'Did somebody call? Press **Add referral**. Write what you know, and leave the rest empty.',
      'If the page asks whether this is the same person, look at both before you answer.',
      'Press **Hand out**. The coaches who are on shift before it is due stand first.',
      'Choose **Hand it out now**, or ask first. A coach who is asked sees only the zone, the language and the time.',
      'Look at what waits, and at **Overdue**, each day until nothing is left there.',
    ],
    ways: [
      [
        'The shift of the coach ended, and nobody was reached.',
        'Open **Shifts that ended** and hand it to the next coach.',
      ],
      ['Two people are one, or one is two.', 'The page of the referral lets you take them together, or apart again.'],
      ['There is nothing more to do.', 'Under **Close**, say why, and press **Close referral**.'],
    ],
  },
  {
    slug: 'hand-over',
    title: 'Hand over a referral as a partner',
    whose: ['partner'],
    helpsAt: ['/handed-over'],
    what: 'You tell the team of a person who may want a visit. You see that it came in. You see how it stands only where that is allowed.',
    start: { path: '/handed-over', name: 'Open what you handed over' },
    steps: [
      'Open **Handed over** and press **Hand over a referral**.',
      'Write what you know: who, how to reach them safely, and what happened. Leave the rest empty.',
      'Press **Hand over**.',
      'You see it in the list with its day.',
    ],
    ways: [
      [
        'You are not sure that it was sent.',
        'Look at the list, or send it again with the same number. The same one is never counted twice.',
      ],
      ['Something you wrote is wrong.', 'Call the team. What was handed over cannot be changed from your side.'],
    ],
  },
  {
    slug: 'attempt',
    title: 'Log an attempt on the phone',
    whose: ['coach', 'coordinator'],
    helpsAt: [
      '/outreach',
      '/referrals',
      '/linkage',
      '/referrals/:referralId/attempts',
      '/referrals/:referralId/script',
    ],
    what: 'Each time you try to reach somebody counts, also when nobody answers. It works where there is no network.',
    steps: [
      'Open the page on your phone and type your PIN.',
      'Under **In your hands**, choose the person. Press **Log an attempt**.',
      'Say how you tried and **What came of it**. Add what you gave out.',
      'Leave day and time empty if it was just now.',
      'Press **Log the attempt**. It is kept on the phone at once, and sent when there is a network.',
    ],
    ways: [
      ['It says that it is not sent yet.', 'Nothing is lost. Open the page again where there is a network.'],
      ['It comes back with a reason.', 'Choose it under **Done on this phone**, mend it, and save again.'],
      ['You logged it for the wrong person.', 'Open the referral at a computer and choose **Correct or take back**.'],
      [
        'The family asks.',
        'Say nothing about the person, not even that you look for them. **What to say** has the words.',
      ],
    ],
  },
  {
    slug: 'phone',
    title: 'Set up a phone, or end one that is lost',
    whose: ['coach', 'coordinator', 'administrator'],
    helpsAt: ['/phones'],
    what: 'A phone that is set up works without a network. What is on it opens only with your PIN. Nobody can tell you the PIN if you forget it.',
    steps: [
      'Sign in on the phone. Then open the address of this site, followed by /phone.',
      'Choose a PIN of 6 digits or more and type it twice. Do not use the PIN of the phone itself.',
      'Press **Set this phone up**. You are signed out in that browser, so that whoever finds the phone finds nothing.',
      'Put the page on your home screen from the menu of the browser.',
      'If you like, open it with your finger or face: choose **Use fingerprint or face**.',
    ],
    ways: [
      [
        'The phone is lost.',
        'Open your account at the top of the page. Under **Your phones that work without a network**, press **End**. A coordinator can do it under **Phones**.',
      ],
      ['You forgot the PIN.', 'Choose **Forgot the PIN**, and set the phone up again. What was not sent is lost.'],
      ['The PIN was wrong five times.', 'All is taken off the phone. What was sent is safe. Set it up again.'],
    ],
  },
]
