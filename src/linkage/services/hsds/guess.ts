import type { Need } from '../../../outreach/model.ts'

// In this order: a detox clinic is treatment, a recovery house is housing.
const words: readonly (readonly [Need, RegExp])[] = [
  ['harm reduction', /naloxone|syringe|needle exchange|harm reduction|test strips/i],
  [
    'treatment',
    /methadone|buprenorphine|suboxone|naltrexone|detox|withdrawal|(substance|drug|opioid|addiction)[\w ]*treatment|rehab/i,
  ],
  ['housing', /hous(e|ing)|shelter|homeless|\brent/i],
  ['recovery support', /recovery|peer support|12.step|mutual (aid|support)|alcoholics|narcotics/i],
  ['mental health', /mental|counsel|psych|behavioral|suicid|trauma/i],
  ['food', /food|meal|pantry|groceries|\bSNAP\b/i],
  ['transport', /transport|\bride|\bbus\b/i],
  ['papers', /birth certificate|identification|\bID card|driver.?s? licen[cs]e/i],
  ['legal', /legal|attorney|expunge|court/i],
  ['employment', /employ|\bjobs?\b|vocation|workforce/i],
  ['primary care', /primary care|health center|medical|clinic|dental|physician/i],
]

/** What a service may help with by the words that it is called by; somebody says so before it counts. */
export const guessNeed = (text: string): Need | null => words.find(([, said]) => said.test(text))?.[0] ?? null
