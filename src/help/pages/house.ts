import type { GuidePage } from '../page.ts'

/** Who comes in, what stays inside, and what keeps it running. */
export const house: readonly GuidePage[] = [
  {
    slug: 'invite',
    title: 'Invite somebody and choose a role',
    whose: ['administrator'],
    helpsAt: ['/admin'],
    what: 'The role decides what somebody sees and may do. Give the smallest one that does the job. You can change it at any time.',
    start: { path: '/admin/people', name: 'Open People' },
    steps: [
      'Open **Admin** and press **Invite someone**.',
      'Type their mail address.',
      'Choose the role. An **Editor** writes and publishes the scorecard. A **Coordinator** works with coaches and people served. A **Viewer** reads and changes nothing.',
      'The **Privacy officer** sees who read what, and no notes. The **Finance officer** keeps the books of the funds and sees nobody who is served. Only an **Administrator** decides who may sign in.',
      'Press **Send invitation**. The link works once, for 72 hours.',
    ],
    ways: [
      [
        'The mail did not arrive.',
        'On the page of people, press **Send again**. If no mail server is set up, the page shows the link. Hand it over yourself.',
      ],
      [
        'Somebody leaves the team.',
        'Choose their name. Under **Take access away**, press the button. What they wrote stays.',
      ],
      [
        'A coach or a partner should sign in.',
        'Do not invite them here. A coach is invited on the page of the coach, and a partner under **Partners who hand over**.',
      ],
    ],
  },
  {
    slug: 'privacy',
    title: 'Know what is never public',
    whose: ['privacy officer'],
    helpsAt: ['/privacy'],
    what: 'No page for the public names a person or lets a reader work one out. Who looks at a person’s page is kept in a list.',
    start: { path: '/privacy', name: 'Open Privacy' },
    steps: [
      'Names, numbers, addresses and notes of people served are sealed. They are in no number and on no public page.',
      'Small counts are withheld on every page and in every file, with whatever would give them away.',
      'A check stops an edition from which a small count could still be worked out.',
      'What is shared with a partner needs the person’s consent as a rule, and is written down each time.',
      'Open **Privacy** to see who read what, which consents stand, and what was shared.',
    ],
    ways: [
      [
        'A person is named in a text.',
        'The check before an edition marks what looks like a name or a number. Take it out, then publish a new edition.',
      ],
      [
        'Somebody asks what is known of them.',
        'A coordinator opens their referral, then **What was shared**. It can be shown to them as it stands.',
      ],
      [
        'Somebody read what they should not.',
        'Tell an administrator, who can take access away at once. The list of reads stays.',
      ],
    ],
  },
  {
    slug: 'host',
    title: 'Keep it running: for the IT officer',
    whose: ['administrator'],
    helpsAt: ['/admin/mail', '/admin/organisation'],
    what: 'One program and one database keep everything. The file README that comes with the program lists every setting. This page says what must not be forgotten.',
    steps: [
      'Copy the database each night, and keep the copies on another machine. With its own database, stop the program before you copy its data folder.',
      'Keep the key file apart from those copies. Without it, the names of people served cannot be read by anybody.',
      'Try once a year to start from a copy. A copy that was never tried may be none.',
      'Set a mail server. Until then, each message waits on the page **Mail**, and somebody has to hand it over.',
      'Let a monitor ask /readyz each minute. It says whether the program can answer and save.',
      'Before an update, make a copy. Then put the new program in place and start it. It brings the database up to date by itself.',
    ],
    ways: [
      [
        'No administrator can sign in.',
        'On the server, run the program’s sign-in-link command. It prints a link that works once.',
      ],
      [
        'A number seems wrong after a repair.',
        'On the server, run rebuild. It counts every measure anew from the records.',
      ],
      ['The disk is full.', 'Nothing that was saved is lost. Make room. The program goes on by itself.'],
    ],
  },
]
