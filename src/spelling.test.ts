import { expect, test } from 'vitest'
import { textsOf, wordsOfFiles } from './test-words.ts'

// The law of spelling: what people read is American English. The program's own names keep the spelling they began with.

const british =
  /\b(?:\w*organis\w+|enrol(?:s|ments?)?|(?:colour|centre|behaviour|favour|neighbour|travell|labell|modell|practis|enquir|fortnight|catalogue|licence|programme|cheque)\w*|(?:recogn|apolog|author|categor|summar|minim|maxim|priorit|special|util|emphas|final)is(?:e|es|ed|ing|ation)|analyse[ds]?|cancell(?:ed|ing)|counselled|fulfils?|skilful|judgement|defence|offence|grey|towards|whilst|amongst|learnt|spelt|ageing|(?:un)?tick(?:s|ed)?)\b/gi

test('what people read is spelled as Americans spell', () => {
  const found = wordsOfFiles().flatMap(({ file, texts }) =>
    texts.flatMap((text) =>
      [...text.matchAll(british)].map(([word]) => `${file}: ${word} in “${text.trim().slice(0, 80)}”`),
    ),
  )
  expect(found).toEqual([])
})

test('the law hears a sentence, a label and a piece of a template, and no name of the program', () => {
  const source = `const a = <p>The organisation</p>; const b = 'Colour'; const c = \`of \${x} enrolments here\`
    const d = 'cancelled'; const f = 'Enrolments where they came'; const e = sql\`select organisation from \${y} where colour\``
  expect(textsOf('a.tsx', source).flatMap((text) => text.match(british) ?? [])).toEqual([
    'organisation',
    'Colour',
    'enrolments',
    'Enrolments',
  ])
})

// The program never speaks as whoever reads it, nor as itself: "your shifts", and "Say you cannot come" on a button. What people say or
// sign themselves stands in these files alone.
const ownWords = [
  'outreach/script/words.ts', // what a coach says at a door
  'linkage/texts/drafts.ts', // what a person signs, and
  'linkage/consents/model.ts', // how they name what they sign for
  'coaches/applications/sample.ts', // why somebody of the sample applied
]
const firstPerson = /(?<![\w.“])(?:I|I’m|me|my|My|mine)(?![\w./-])/g

test('nothing people read speaks in the first person, save what they say or sign themselves', () => {
  const found = wordsOfFiles()
    .filter(({ file }) => !ownWords.includes(file))
    .flatMap(({ file, texts }) =>
      texts.flatMap((text) =>
        [...text.matchAll(firstPerson)].map(([word]) => `${file}: ${word} in “${text.trim().slice(0, 80)}”`),
      ),
    )
  expect(found).toEqual([])
})
