import { expect, test } from 'vitest'
import { readable, sentencesIn } from './readable.ts'
import { figuresIn } from './said.ts'

/** What a text tells, as `three: number 3`. */
const told = (markdown: string): string[] => {
  const text = readable(markdown)
  return figuresIn(text).map((figure) => {
    const words = text.slice(figure.start, figure.end)
    switch (figure.kind) {
      case 'number':
        return `${words}: number ${figure.value}${figure.isDuration ? ' of time' : ''}`
      case 'range':
        return `${words}: ${figure.from} to ${figure.to}`
      case 'percent':
        return `${words}: ${figure.value} percent`
      case 'part':
        return `${words}: ${figure.of} of ${figure.all}`
      case 'times':
        return `${words}: ${figure.value} times`
    }
  })
}

test('a number is read in digits and in words, in English and in Spanish', () => {
  expect(told('In 2022 only 3 people came.')).toEqual(['3: number 3'])
  expect(told('Only three came.')).toEqual(['three: number 3'])
  expect(told('Solo tres personas vinieron.')).toEqual(['tres: number 3'])
  expect(told('one hundred and twenty-three people')).toEqual(['one hundred and twenty-three: number 123'])
  expect(told('treinta y nueve; veintidós; ciento veintitrés')).toEqual([
    'treinta y nueve: number 39',
    'veintidós: number 22',
    'ciento veintitrés: number 123',
  ])
  expect(told('mil doscientas personas')).toEqual(['mil doscientas: number 1200'])
  expect(told('once personas llegaron')).toEqual(['once: number 11'])
})

test('groups are read as the number they stand for', () => {
  expect(told('a couple of people, half a dozen, a dozen, two dozen, a trio')).toEqual([
    'a couple: number 2',
    'half a dozen: number 6',
    'a dozen: number 12',
    'two dozen: number 24',
    'a trio: number 3',
  ])
  expect(told('un par de personas, media docena, una docena, dos docenas')).toEqual([
    'un par: number 2',
    'media docena: number 6',
    'una docena: number 12',
    'dos docenas: number 24',
  ])
})

test('other ways to write the same are read too', () => {
  const values = (text: string): string[] => told(text).map((each) => each.split(': ')[1] ?? '')
  expect(values('a half-dozen people')).toEqual(['number 6'])
  expect(values('half-a-dozen people')).toEqual(['number 6'])
  expect(values('a hundred people')).toEqual(['number 100'])
  expect(values('both residents, ambas personas')).toEqual(['number 2', 'number 2'])
  expect(values('12½% and ½ of them')).toEqual(['12.5 percent', '1 of 2'])
  expect(values('3/14 people')).toEqual(['3 of 14', 'number 3', 'number 14'])
  for (const text of ['on 3/14 we met', 'double digits', 'single-digit numbers', 'both classes'])
    expect(values(text), text).toEqual([])
})

test('one is a number where a count is meant, and not where it is only a word', () => {
  for (const text of [
    'Only one person came',
    'Just one came',
    'a single person came',
    'Solo una persona vino',
    'una sola persona',
    'uno de ellos',
  ])
    expect(
      told(text).map((each) => each.split(': ')[1]),
      text,
    ).toEqual(['number 1'])
  for (const text of ['one another', 'una clase', 'un curso', 'cada uno', 'This one is new', 'once a week'])
    expect(told(text), text).toEqual([])
})

test('nobody and none are zero', () => {
  for (const text of [
    'Nobody came',
    'No one came',
    'none of them',
    'zero people',
    'nadie vino',
    'ninguna persona',
    'cero',
  ])
    expect(
      told(text).map((each) => each.split(': ')[1]),
      text,
    ).toContain('number 0')
})

test('separators, other digits and marks within a number do not hide it', () => {
  expect(told('1,234 kits')).toEqual(['1,234: number 1234', '1,234: number 1.234'])
  expect(told('1.234 personas')).toEqual(['1.234: number 1234', '1.234: number 1.234'])
  expect(told('**3** people')).toEqual(['3: number 3'])
  expect(told('**1**2 people')).toEqual(['12: number 12'])
  expect(told('th*r*ee people')).toEqual(['three: number 3'])
  expect(told('&#51;&nbsp;people')).toEqual(['3: number 3'])
  expect(told('３ people, ٣ people')).toEqual(['3: number 3', '3: number 3'])
  expect(told('th\u200bree people')).toEqual(['three: number 3'])
  expect(told('[3](https://example.org/4) people')).toEqual(['3: number 3'])
  expect(told('| 2022 | 3 |')).toEqual(['3: number 3'])
})

test('shares are read in percent, in words and as parts', () => {
  expect(told('12.5% of them')).toEqual(['12.5%: 12.5 percent'])
  expect(told('12,5 % de ellos')).toEqual(['12,5 %: 12.5 percent'])
  expect(told('twelve percent; doce por ciento')).toEqual(['twelve percent: 12 percent', 'doce por ciento: 12 percent'])
  expect(told('one in five; uno de cada cinco')).toEqual(['one in five: 1 of 5', 'uno de cada cinco: 1 of 5'])
  expect(told('half of them, a third of them, two thirds of them')).toEqual([
    'half: 1 of 2',
    'a third: 1 of 3',
    'two thirds: 2 of 3',
  ])
  expect(told('la mitad, un tercio de ellos, la cuarta parte de ellos')).toEqual([
    'la mitad: 1 of 2',
    'un tercio: 1 of 3',
    'la cuarta parte: 1 of 4',
  ])
  expect(told('3 of 14')).toEqual(['3 of 14: 3 of 14', '3: number 3', '14: number 14'])
})

test('how many times another number it is', () => {
  expect(told('twice as many as in 2023')).toEqual(['twice: 2 times'])
  expect(told('three times as many')).toEqual(['three: 3 times'])
  expect(told('el doble que en 2023; tres veces más')).toEqual(['el doble: 2 times', 'tres: 3 times'])
  expect(told('The number doubled')).toEqual(['doubled: 2 times'])
  expect(told('They met three times a week')).toEqual([])
})

test('ranges are read with both their ends', () => {
  expect(told('between 2 and 4 people')).toContain('2 and 4: 2 to 4')
  expect(told('2–4 people, three or four, tres o cuatro, entre 2 y 4')).toEqual(
    expect.arrayContaining(['2–4: 2 to 4', 'three or four: 3 to 4', 'tres o cuatro: 3 to 4', '2 y 4: 2 to 4']),
  )
  expect(told('fewer than 5; menos de cinco; <5')).toEqual([
    '5: -Infinity to 4',
    'cinco: -Infinity to 4',
    '5: -Infinity to 4',
  ])
  expect(told('more than 8; más de 8')).toEqual(['8: 9 to Infinity', '8: 9 to Infinity'])
  expect(told('at least 8, al menos 8, 8 or more, 8+')).toEqual(
    Array.from({ length: 4 }).flatMap(() => ['8: 8 to Infinity', '8: number 8']),
  )
})

test('days, times, years, money, phones and names are no figures', () => {
  for (const text of [
    'On 3 Nov and Nov 3, 2025, el 3 de noviembre',
    '2025-03-04, 3/4/2025',
    'at 3 p.m., 3:30, a las 3',
    'from 2020 to 2024, in 2022-23'.replace('-23', ''),
    '$3 and 3 dollars',
    'Call 252-555-0142 or 555-0142',
    'Phase 3, Step 3, Highway 3, Q3, COVID-19, A3, la fase 3',
    'a 12-step program, open 24/7',
    'the 3rd class',
  ])
    expect(told(text), text).toEqual([])
})

test('a stretch of time is told apart from a count', () =>
  expect(told('three days, 30-hour, 3 meses')).toEqual([
    'three: number 3 of time',
    '30: number 30 of time',
    '3: number 3 of time',
  ]))

test('numbers of a list only count its lines, and a number alone does not', () => {
  expect(told('1. Ask\n2. Listen\n3. Visit')).toEqual([])
  expect(told('3. people came')).toEqual(['3: number 3'])
})

test('a text falls into sentences, at marks and at lines', () => {
  const text = 'In 2022 came 3. Next year 39.5 or so! ¿Y ahora? No\nlast'
  expect(sentencesIn(text).map(({ start, end }) => text.slice(start, end).trim())).toEqual([
    'In 2022 came 3.',
    'Next year 39.5 or so!',
    '¿Y ahora?',
    'No',
    'last',
  ])
})

test('a very long text is answered at once', () => {
  const started = performance.now()
  for (const text of [
    '1 '.repeat(10_000),
    'one '.repeat(5_000),
    '1,'.repeat(10_000),
    '*'.repeat(20_000),
    '['.repeat(20_000),
    'a '.repeat(10_000),
  ])
    figuresIn(readable(text))
  expect(performance.now() - started).toBeLessThan(10_000)
})
