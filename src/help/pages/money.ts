import type { GuidePage } from '../page.ts'

/** Where the money comes from, and what it is spent for. */
export const money: readonly GuidePage[] = [
  {
    slug: 'funding',
    title: 'Keep the books of a fund',
    whose: ['finance officer', 'administrator'],
    helpsAt: ['/funding'],
    what: 'Each fund has its own books: what came in, what the board allows to be spent, and what was spent. The rest of the team can read them. Nobody who is served is named in them.',
    start: { path: '/funding', name: 'Open Funding' },
    steps: [
      'Open **Funding** and press **Add fund**. Say who gives the money and for which days.',
      'On the page of the fund, press **Record money** for what came in. If you begin in the middle, record what was there first.',
      'Press **Authorize spending** for each strategy of a resolution, with its amount and its days.',
      'Is the budget ordinance passed later? Open the authorization and **Amend it: a new resolution, or its budget ordinance**.',
      'At the end of a grant year, press **Carry forward** to bring what is left into the next fund.',
      'Press **Close fund** once nothing is in it.',
    ],
    ways: [
      [
        'The board asks how much is left.',
        'Open **Budget and spending**. It shows each strategy by year, and where each authorization is headed.',
      ],
      [
        'People ask what the settlement money is spent for.',
        'Publish an edition. Its page **Money received and spent** shows each year and strategy to everybody, with totals alone.',
      ],
      [
        'Your year does not begin in July.',
        'On that page, press **Fiscal year** and choose the month. No entry moves.',
      ],
      [
        'A fund cannot be closed.',
        'The page says how much is still in it, or still encumbered. Carry it forward, return it, pay it or let it go first.',
      ],
      [
        'You see the funds and no button.',
        'A finance officer and an administrator write in the books. The others of the team read them.',
      ],
    ],
  },
  {
    slug: 'spending',
    title: 'Record what was spent',
    whose: ['finance officer', 'administrator'],
    helpsAt: ['/funding/spend', '/funding/entries', '/funding/authorizations'],
    what: 'Money is spent for a strategy that the board has authorized, on the days that it says. The program refuses what goes beyond.',
    start: { path: '/funding/spend', name: 'Open Record spending' },
    steps: [
      'Press **Record spending**. Say whether it was spent, or is only committed for now.',
      'Type the day on which it happened and the amount in dollars.',
      'Choose what it is spent for. If several strategies or funds pay for it, say how many percent each.',
      'The shares come to 100% exactly. The program splits the amount to the cent.',
      'When a bill of committed money comes, open its entry and **Pay it, or let it go**.',
    ],
    ways: [
      [
        'Something was typed wrong.',
        'Nothing in the books is changed. Open the entry, choose **Reverse it** and say why. Then record it anew.',
      ],
      [
        'It says that less is left than you spend.',
        'Look at the authorization. Choose another one for a part of the amount, or ask the board for more.',
      ],
      [
        'It says that one just like it is in the books.',
        'Look under **Entries** whether it was recorded already. If it is another payment, check the box that says so.',
      ],
    ],
  },
  {
    slug: 'claim-rates',
    title: 'Set what is paid back',
    whose: ['finance officer', 'administrator'],
    helpsAt: ['/claims/rates'],
    what: 'Miles, stipends and the rules of a claim stand in one list, each with its first day and its source. What the law says is there already.',
    start: { path: '/claims/rates', name: 'Open Rates and rules' },
    steps: [
      'Open **Claims** and look at **Rates and rules**.',
      'Press **Add rate**. Choose what it is, such as a stipend for a shift.',
      'Type how much, the first day it holds, and where that is written.',
      'The one before it ends by itself on the day before. Nothing else is to be done.',
    ],
    ways: [
      [
        'The county pays less for a mile than the law allows.',
        'Add a rate of your own from the day on which it holds. It comes before what the law says, until a later one begins.',
      ],
      ['A rate was typed wrong.', 'Open it and correct it. Claims that were sent keep the rate they were sent with.'],
    ],
  },
  {
    slug: 'claim',
    title: 'Claim miles, a stipend or costs',
    whose: ['coach'],
    helpsAt: ['/mine/claims'],
    what: 'What you drove, worked or paid for is claimed from your phone. A stipend is for a shift or a class, never for how many people you reached.',
    start: { path: '/mine/claims', name: 'Open Your claims' },
    steps: [
      'Open **Your claims**. What you can claim with one press stands on top, with what it pays.',
      'Press the button beside your trip, shift or class. It says what it claims, such as 23 miles.',
      'For other trips, press **Claim other miles**. Type the miles, from where and to where.',
      'For costs, press **Claim supplies** or **Claim tuition or a fee** and add a photo of the receipt.',
      'Each claim says where it is: sent, approved by the team, approved by finance, paid.',
    ],
    ways: [
      ['A claim came back to you.', 'Open it. It says why. Press **Change claim**, mend it and send it again.'],
      [
        'Your trip is not on top.',
        'It is claimed already, or it is too long ago. A claim is sent within 60 days, unless your county says otherwise.',
      ],
      [
        'There is no stipend for your shift.',
        'Volunteers and employees get none. If that is not what you are, ask a coordinator.',
      ],
    ],
  },
  {
    slug: 'approve-claims',
    title: 'Approve what coaches claim',
    whose: ['coordinator', 'administrator'],
    helpsAt: ['/claims'],
    what: 'The team approves a claim first, then who keeps the money. Nobody approves a claim of their own.',
    start: { path: '/claims', name: 'Open Claims' },
    steps: [
      'Open **Claims** and choose those that are **Sent**.',
      'Open one. Look at the day, the miles or the receipt, and the amount.',
      'Press **Approve claim**, or **Return it to the coach** and say what is to be mended.',
    ],
    ways: [
      ['The claim is your own.', 'Somebody else approves it. The page says so and has no button.'],
      ['Somebody approved it before you.', 'The page says so. Nothing is done twice.'],
    ],
  },
  {
    slug: 'pay-claims',
    title: 'Pay what coaches claimed',
    whose: ['finance officer', 'administrator'],
    helpsAt: ['/claims/clear', '/claims/pay', '/claims/batches'],
    what: 'Claims that the team approved are approved for payment together, then paid together. The payment goes into the books as one entry.',
    start: { path: '/claims/clear', name: 'Open Approve for payment' },
    steps: [
      'Open **Approve for payment**. It shows each coach, each claim, and the sum.',
      'Is one wrong? Open it and return it to the coach. Then press **Approve**.',
      'Open **Pay**. Choose what it is paid from and the day, and press **Pay**.',
      'Press **Take the payment file** and give it to the bank or to payroll once.',
    ],
    ways: [
      [
        'The bank wants a file in the NACHA format.',
        'There is none: no tool we know writes it without mistakes. The file is a table (CSV), which banks and payroll programs read.',
      ],
      [
        'It says that the list has changed.',
        'Somebody approved or returned a claim while you looked. Nothing was done. Look at the list again and press the button again.',
      ],
      [
        'It says that the fund is closed, or that less is left.',
        'Nothing was paid. Choose another authorization, or have more authorized first.',
      ],
    ],
  },
]
