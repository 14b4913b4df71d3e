import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Sector } from './model.ts'

// The partners that the real page of Wilson County names, with what they do in our own words.
const cast = {
  ems: {
    name: 'Wilson County EMS',
    sector: 'emergency',
    about: 'Answers the first call after an overdose and tells the response team.',
  },
  government: {
    name: 'Wilson County Government',
    sector: 'government',
    about: 'Holds the settlement funds and reports on their use.',
  },
  omdt: {
    name: 'Wilson County OMDT',
    sector: 'coalition',
    about: 'Brings offices together to prevent misuse of opioids and to help people recover.',
  },
  ahec: {
    name: 'Area L AHEC',
    sector: 'education',
    about: 'Holds training sessions for coaches and health workers of the region.',
  },
  coalition: {
    name: 'Wilson County Substance Prevention Coalition',
    sector: 'coalition',
    about: 'Paid for the first training sessions and keeps the scorecard.',
  },
  rc3: {
    name: 'RC3',
    sector: 'recovery',
    about: 'A recovery community center with support groups and a place to meet.',
  },
  coaches: {
    name: 'Recovery Coaches',
    sector: 'residents',
    about: 'People with lived experience who volunteer with the team.',
  },
} as const satisfies Record<string, { name: string; sector: Sector; about: string }>

export type SamplePartner = keyof typeof cast

/** Adds the partners of the sample county; answers their ids. */
export async function loadSample(tx: Tx): Promise<Readonly<Record<SamplePartner, string>>> {
  const ids = Object.fromEntries(Object.keys(cast).map((key) => [key, newId()])) as Record<SamplePartner, string> // the keys of the cast
  await tx.sql
    .insertInto('partner')
    .values(
      Object.entries(cast).map(([key, partner]) => ({ org_id: tx.org, id: ids[key as SamplePartner], ...partner })),
    )
    .execute()
  return ids
}
