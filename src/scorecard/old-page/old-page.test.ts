import { expect, test } from 'vitest'
import { readPage as read } from './read.ts'

const readPage = (text: string) => read(text, 2025)

const lines = (...all: readonly string[]): string => all.join('\n')
/** A page with a value as it stands where the incumbent shows it. */
const shows = (...tile: readonly string[]) =>
  readPage(
    lines(
      'Clear Impact logo',
      'Nobody is alone',
      'Visits made',
      '',
      ...tile,
      '',
      'Story Behind the Curve',
      'It began in 2019.',
    ),
  )

test.each([
  [['Current Value', '', '88.5', '', '2022'], '88.5', null, '2022'],
  [['Current Value', '77%HY1 2020'], '77', '%', 'HY1 2020'],
  [['Current Value77%HY1 2020'], '77', '%', 'HY1 2020'],
  [['77%HY1 2020'], '77', '%', 'HY1 2020'],
  [['Current Value: 15.0 %', '2023'], '15.0', '%', '2023'],
  [['Current Value', '$1,234,567FY 2023'], '1,234,567', '$', 'FY 2023'],
  [['Current Value', '1,2042023'], '1,204', null, '2023'],
  [['Current Value', '#1,200HY2 2025'], '1,200', '#', 'HY2 2025'],
  [['1,204#FY2024'], '1,204', '#', 'FY2024'],
  [['Current Value', '$0', 'SY2016-17'], '0', '$', 'SY2016-17'],
  [['Current Value', '-3.2%', 'Q3 2024'], '-3.2', '%', 'Q3 2024'],
  [['Current Value', '12', 'May 2023', 'Target Value', '40', '2025'], '12', null, 'May 2023'],
  [['Current Value', '5', '2017-2021'], '5', null, '2017-2021'],
  [['Current Value', '44HFY1'], '44', null, 'HFY1'],
  [['Time Period', 'FY 2024', 'Current Actual Value', '1,012'], '1,012', null, 'FY 2024'],
  [['Current Value', 'N/A'], null, null, null],
  [['Current Value', '', ''], null, null, null],
])('%j shows %s, %s, %s', (tile, value, unit, period) => {
  const page = shows(...tile)
  expect(page).toMatchObject({ value, unit, period, title: 'Visits made', parents: ['Nobody is alone'] })
  expect(page.sections).toEqual([{ name: 'Story Behind the Curve', text: 'It began in 2019.' }])
  expect(page.warnings.filter((one) => !one.startsWith('No value'))).toEqual([])
})

test('words behind a value are said, and no text begins with them', () => {
  const page = shows('Current Value', '3.5 days', '2024')
  expect(page).toMatchObject({ value: '3.5', unit: null, period: '2024' })
  expect(page.sections).toHaveLength(1)
  expect(page.warnings).toEqual([expect.stringContaining('“days”')])
})

test('a year glued to a number without commas is taken off, and said', () => {
  expect(shows('Current Value', '122024')).toMatchObject({ value: '12', period: '2024' })
  expect(shows('Current Value', '16.62023')).toMatchObject({ value: '16.6', period: '2023' })
  expect(shows('Current Value', '122024').warnings).toEqual([expect.stringContaining('12 in 2024')])
})

test('a page copied as plain text: title, value, and headings with their texts as they stand', () => {
  const text = lines(
    'Number of coaches trained for the team',
    'Current Value',
    '12',
    'Definition',
    'Story Behind the Curve',
    'Five finished in 2020, 14 in 2021, none in 2022.',
    'Partners',
    '- County EMS',
    '- RC3',
    '- Recovery Coaches',
    'What Works',
    'Coaches who lived through it.',
    'Stipends.',
    'Action Plan',
    '- Ask for two grants.',
    '- Hold a class each quarter.',
  )
  expect(readPage(text)).toEqual({
    title: 'Number of coaches trained for the team',
    value: '12',
    unit: null,
    period: null,
    parents: [],
    sections: [
      { name: 'Definition', text: '' },
      { name: 'Story Behind the Curve', text: 'Five finished in 2020, 14 in 2021, none in 2022.' },
      { name: 'Partners', text: '- County EMS\n- RC3\n- Recovery Coaches' },
      { name: 'What Works', text: 'Coaches who lived through it.\nStipends.' },
      { name: 'Action Plan', text: '- Ask for two grants.\n- Hold a class each quarter.' },
    ],
    partners: ['County EMS', 'RC3', 'Recovery Coaches'],
    warnings: ['The page does not say for which period the value is.', 'Nothing stands under “Definition”.'],
  })
})

const around = lines(
  'Clear Impact logo P',
  '',
  'Health for everybody and 2 more... less...',
  'Logo',
  '2. Fewer people die',
  'Kits handed out (Copy)',
  '',
  'Current Value',
  '610',
  'FY 2025',
  '',
  'Definition',
  'Kits of two doses.',
  'Line Bar Comparison',
  'Story Behind the Indicator',
  '[Guidance: what helps?',
  'Write [two] lines.]',
  'Kits went up.',
  '',
  'Partners With a Role to Play',
  'The partners are:',
  '  • River County EMS',
  '  • Open Door Kitchen\tAna Field\tcooks',
  '',
  'Strategy',
  '• Ask [insert agency] for more.',
  '',
  'Clear Impact Suite is an easy-to-use, web-based platform for everybody.',
  'Scorecard Container Measure Action Actual Value Target Value Tag S A m/d/yy m/d/yyyy',
)

test('what the other program prints around a page, its template and its own names of headings are no content', () => {
  expect(readPage(around.replaceAll('\n', '\r\n'))).toEqual({
    title: 'Kits handed out',
    value: '610',
    unit: null,
    period: 'FY 2025',
    parents: ['Health for everybody', '2. Fewer people die'],
    sections: [
      { name: 'Definition', text: 'Kits of two doses.' },
      { name: 'Story Behind the Curve', text: 'Kits went up.' },
      { name: 'Partners', text: 'The partners are:\n• River County EMS\n• Open Door Kitchen\tAna Field\tcooks' },
      { name: 'Action Plan', text: '• Ask [insert agency] for more.' },
    ],
    partners: ['River County EMS', 'Open Door Kitchen'],
    warnings: [
      '1 piece of advice from the template in square brackets was left out.',
      'The page hides 2 other things that the measure stands under.',
      '“(Copy)” was left off the title.',
      'In Action Plan, “[insert agency]”: This looks like a text that was meant to be replaced.',
    ],
  })
})

test('a page without headings gives its value, and its text and partners are guessed and said', () => {
  const page = readPage(
    lines(
      'Visits made',
      '77%HY1 2020',
      '',
      'In 2019 we began with two nurses. More came.',
      '',
      '- River County EMS',
      '- Open Door Health Center',
      '- Area Nine AHEC',
      '',
      'We will go on.',
    ),
  )
  expect(page).toMatchObject({ title: 'Visits made', value: '77', unit: '%', period: 'HY1 2020', parents: [] })
  expect(page.partners).toEqual(['River County EMS', 'Open Door Health Center', 'Area Nine AHEC'])
  expect(page.sections).toEqual([
    { name: 'Story Behind the Curve', text: 'In 2019 we began with two nurses. More came.\n\nWe will go on.' },
    { name: 'Partners', text: '- River County EMS\n- Open Door Health Center\n- Area Nine AHEC' },
  ])
  expect(page.warnings).toHaveLength(2)
})

test('headings with numbers, colons, marks or as questions are known, and a word of them within a sentence is none', () => {
  const page = readPage(
    lines(
      'Visits made',
      'Current Value',
      '3',
      '2024',
      '## 1. The story behind the baseline',
      'Partners helped.',
      '**Who are the partners with a role to play?**',
      'River EMS; Open Door',
      'What works to turn the curve:',
      'Calls.',
      'WHAT WE PROPOSE TO DO',
      'Call more.',
      'Why Is This Important?',
      'People live.',
      'Partners: Area Nine',
    ),
  )
  expect(page.sections).toEqual([
    { name: 'Story Behind the Curve', text: 'Partners helped.' },
    { name: 'Partners', text: 'River EMS; Open Door\nArea Nine' },
    { name: 'What Works', text: 'Calls.' },
    { name: 'Action Plan', text: 'Call more.' },
    { name: 'Why Is This Important', text: 'People live.' },
  ])
})

test('a path, labels and several parents come out in their order', () => {
  expect(readPage(lines('Wilson > Safe homes > Visits made', 'Current Value', '3'))).toMatchObject({
    title: 'Visits made',
    parents: ['Wilson', 'Safe homes'],
  })
  expect(
    readPage(lines('Measure: Visits made', 'Result: Safe homes', 'Program: Team', 'Current Value', '3')),
  ).toMatchObject({ title: 'Visits made', parents: ['Safe homes', 'Team'] })
})

test.each([
  '',
  '   \n',
  'Welcome to our bakery. Bread is baked each day at six, and sold until it is gone, which is soon.',
  '<html><body></body></html>',
  '\u0000\u0001',
  '[Guidance: never closed',
])('what is no page of a measure (%j) gives what there is, and says so', (text) => {
  const page = readPage(text)
  expect(page).toMatchObject({ value: null, unit: null, period: null, partners: [] })
  expect(page.warnings.length).toBeGreaterThan(0)
})
