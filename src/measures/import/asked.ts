import { counted } from '../../core/counted.ts'
import type { Problem } from '../../core/result.ts'
import type { Measure } from '../model.ts'
import type { Choices } from './model.ts'
import type { Plan, Questions } from './reading.ts'

type Asked = {
  readonly name: keyof Choices
  readonly title: string
  readonly help: string
  readonly options: readonly (readonly [value: string, name: string, help: string])[]
}

/** The questions of a plan that nobody has answered, each as a problem at its place. */
export const unanswered = ({ questions, choices }: Plan, measure: Measure): readonly Problem[] =>
  asked(questions, measure)
    .filter(({ name }) => choices[name] === null)
    .map(({ name, title }) => ({
      code: `measures.open-${name}`,
      message: `“${title.replace(/\.$/, '')}” is not answered yet.`,
      field: name,
    }))

/** What is asked about a sheet, in the order in which it stands on the page. */
export function asked({ numberForm, percents, decimals, hidden }: Questions, { decimals: shown }: Measure): Asked[] {
  const questions: Asked[] = []
  if (hidden.length > 0)
    questions.push({
      name: 'hidden',
      title: hiddenInWords(hidden),
      help: 'A list that was filtered often holds rows that nobody means to send.',
      options: [
        ['left out', 'Leave them out', 'Only rows that are seen in the workbook are read.'],
        ['read', 'Read them too', 'They are read like all others.'],
      ],
    })
  if (numberForm.kind === 'ask')
    questions.push({
      name: 'decimalMark',
      title: 'How are numbers written in this sheet?',
      help: `“${numberForm.example}” can be read in two ways, or not all numbers are written alike. Rows that do not fit are left out.`,
      options: [
        ['point', 'With a point', '1,234.5 is one thousand two hundred thirty-four and a half.'],
        ['comma', 'With a comma', '1.234,5 or 1 234,5 is one thousand two hundred thirty-four and a half.'],
      ],
    })
  if (percents !== null)
    questions.push({
      name: 'percents',
      title: `What does ${percents} mean, without a percent sign?`,
      help: 'The measure is in percent. Values with a percent sign stand as they are.',
      options: [
        ['parts', 'A part of 1', 'Numbers without a sign are parts: 0.72 is 72%, and 1 is 100%.'],
        ['percents', 'Percent', 'Numbers without a sign are in percent already: 0.72 is less than one percent.'],
      ],
    })
  if (decimals !== null)
    questions.push({
      name: 'decimals',
      title: 'Some values have more decimals than this measure shows',
      help: `The measure shows ${shown === 0 ? 'whole numbers' : counted(shown, 'decimal')}, and the sheet has “${decimals}”. A point or a comma may have been meant for thousands.`,
      options: [
        ['left out', 'Leave these rows out', 'Each is named below, so that it can be mended in the sheet.'],
        ['rounded', 'Round them', 'Each is rounded to what the measure shows.'],
      ],
    })
  return questions
}

const mostNamed = 12

function hiddenInWords(lines: readonly number[]): string {
  const named = lines.slice(0, mostNamed).map(String)
  const more = lines.length - named.length
  const all = more > 0 ? [...named, `${more.toLocaleString('en-US')} more`] : named
  const rows = new Intl.ListFormat('en-US', { style: 'long' }).format(all)
  return lines.length === 1
    ? `Row ${rows} is hidden or filtered out in the workbook.`
    : `Rows ${rows} are hidden or filtered out in the workbook.`
}
