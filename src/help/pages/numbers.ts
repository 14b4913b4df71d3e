import type { GuidePage } from '../page.ts'

/** From a number to the page that everybody reads. */
export const numbers: readonly GuidePage[] = [
  {
    slug: 'values',
    title: 'Enter the values due',
    whose: ['editor', 'administrator'],
    helpsAt: ['/measures'],
    what: 'Some numbers come from outside, such as visits to a hospital. Enter each one when its period is over. The others are counted from the work of the team, so nobody has to type them.',
    start: { path: '/measures/due', name: 'Open the values due' },
    steps: [
      'Open **Today**. At the line about values, press **Enter the values**.',
      'Type each number beside its measure and its period. Leave a field empty if you do not know it yet.',
      'Is there no number? Say so under **Why there is no value**.',
      'To fill many at once, copy a column from a spreadsheet. Paste it into the first field.',
      'Press **Save values**. The team sees them at once. The public sees them after you publish.',
    ],
    ways: [
      [
        'A number is wrong.',
        'Open **Measures**, the measure, **Records**, and then the number. Change it and press **Save reading**. The history keeps both.',
      ],
      [
        'A measure is not in the list.',
        'Its period is not over, its value is there, or it is counted from the work. A number that is counted changes when its records do.',
      ],
      [
        'Years of numbers are in a file.',
        'Open the measure and its **Records**, choose **Import readings**, and press **Check the rows**. Nothing is saved before you say so.',
      ],
    ],
  },
  {
    slug: 'publish',
    title: 'Publish',
    whose: ['editor', 'administrator'],
    helpsAt: ['/publish', '/scorecard'],
    what: 'What you change is seen by the team alone until you publish. Each time, the public gets a new edition. Earlier editions stay as they were.',
    start: { path: '/publish', name: 'Open Publish' },
    steps: [
      'Open **Publish**.',
      'Read **What will change for the public**, line by line. It is all that readers will see anew.',
      'Look at **Before everybody reads it**. It lists what a reader may trip over. Mend what you can.',
      'Look at **Withheld from the public**. These numbers are too small to show, or would give a small one away.',
      'Say in one line **What is new in this edition**.',
      'Press **Publish edition**.',
    ],
    ways: [
      [
        'There is no button to publish.',
        'Either nothing has changed, or a reader could work out a number that is withheld. The page says where, and has a button that mends it. Viewers and coordinators read this page but do not publish.',
      ],
      [
        'A fault was published.',
        'Mend it where it was typed and publish again. The new edition takes the place of the old one, which can still be read.',
      ],
      [
        'People want to hear of each new edition.',
        'Your public pages name a feed, which news readers and mail services follow. Its address is that of your scorecard followed by /feed.atom.',
      ],
      [
        'The county shows its pages on a server of its own.',
        'Whoever hosts the program can write the public pages into a folder, as often as they like. The README says how.',
      ],
      [
        'A row says that somebody else saved in between.',
        'Read the changes once more, then press the button again. You publish only what you have seen.',
      ],
    ],
  },
]
