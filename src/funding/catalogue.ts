/** What Exhibit A of the North Carolina memorandum of agreement (2021) lists, by item: no further planning is asked for (option A). */
export const exhibitA = {
  '1': 'Collaborative strategic planning',
  '2': 'Evidence-based addiction treatment',
  '3': 'Recovery support services',
  '4': 'Recovery housing support',
  '5': 'Employment-related services',
  '6': 'Early intervention',
  '7': 'Naloxone distribution',
  '8': 'Post-overdose response team',
  '9': 'Syringe service program',
  '10': 'Criminal justice diversion programs',
  '11': 'Addiction treatment for people in jail',
  '12': 'Reentry programs',
} as const
export type ItemOfA = keyof typeof exhibitA
export const itemsOfA = Object.keys(exhibitA) as readonly ItemOfA[] // its own keys
