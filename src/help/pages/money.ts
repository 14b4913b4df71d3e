import type { GuidePage } from '../page.ts'

/** Where the money comes from, and what it is spent for. */
export const money: readonly GuidePage[] = [
  {
    slug: 'funding',
    title: 'Keep the books of a fund',
    whose: ['finance officer', 'administrator'],
    helpsAt: ['/funding'],
    what: 'Each fund has its own books: what came in, what the board allows to be spent, and what was spent. Nothing in them is ever changed. What was wrong is taken back and written anew.',
    start: { path: '/funding', name: 'Open Funding' },
    steps: [
      'Open **Funding** and press **Add fund**.',
      'Type its name as the board knows it, and who gives the money.',
      'Choose its kind. For settlement money, the program holds you to the rules of the settlement.',
      'Say from which day it may be spent, and through which day if it has a last one.',
      'Press **Add fund**. The list shows what is in each fund.',
    ],
    ways: [
      [
        'There is a fund of that name already.',
        'Look at the list, also at funds that are closed. A grant of several years is one fund a year, each with its year in its name.',
      ],
      [
        'You see the funds and no button.',
        'A finance officer and an administrator write in the books. The others of the team read them.',
      ],
    ],
  },
]
