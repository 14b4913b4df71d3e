import type { RateForm } from './model.ts'

/** What the law says, from when on; an organization's own rate of a kind and day comes before it. */
export const ratesOfLaw: readonly RateForm[] = [
  { kind: 'unpaid mile', value: 14, fromOn: '1998-01-01', source: 'Internal Revenue Code, section 170(i)' },
  { kind: 'paid mile', value: 67, fromOn: '2024-01-01', source: 'IRS Notice 2024-8' },
  { kind: 'paid mile', value: 70, fromOn: '2025-01-01', source: 'IRS Notice 2025-5' },
  { kind: 'paid mile', value: 72.5, fromOn: '2026-01-01', source: 'IRS Notice 2026-10' },
  { kind: 'claim window', value: 60, fromOn: '1990-01-01', source: 'Treasury Regulation 1.62-2(g)(2)' },
  { kind: 'receipt from', value: 75, fromOn: '1995-10-01', source: 'Treasury Regulation 1.274-5(c)(2)(iii)' },
  {
    kind: 'nominal fee',
    value: 20,
    fromOn: '2006-08-07',
    source: 'Department of Labor, opinion letter FLSA2006-28',
  },
  {
    kind: 'information return',
    value: 600,
    fromOn: '1954-08-16',
    source: 'Internal Revenue Code, section 6041(a)',
  },
  { kind: 'information return', value: 2_000, fromOn: '2026-01-01', source: 'Public Law 119-21, section 70433' },
]
