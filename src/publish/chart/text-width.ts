import { figureWithSign } from '../../measures/figures.ts'
import type { MeasureShown } from '../model.ts'

// Widths of Public Sans in hundredths of the size, from the typeface's own metrics; characters 32 to 126.
const regular = [
  24, 25, 43, 60, 66, 90, 71, 25, 30, 31, 39, 55, 24, 38, 22, 35, 61, 41, 60, 63, 63, 64, 62, 60, 65, 62, 23, 24, 55,
  55, 55, 52, 83, 71, 67, 69, 69, 62, 59, 73, 77, 28, 39, 68, 58, 89, 75, 73, 64, 75, 68, 67, 59, 70, 67, 95, 69, 61,
  64, 30, 35, 30, 47, 52, 22, 55, 60, 54, 60, 57, 40, 62, 58, 25, 26, 56, 30, 86, 58, 57, 60, 60, 39, 51, 39, 58, 50,
  78, 56, 54, 48, 33, 26, 33, 57,
]
const bold = 1.05

/** About how wide a text is in pixels, unknown letters count as wide ones. */
export function textWidth(text: string, size: number, weight: 'regular' | 'bold' = 'regular'): number {
  let hundredths = 0
  for (const letter of text) hundredths += regular[(letter.codePointAt(0) ?? 0) - 32] ?? 70
  return (hundredths / 100) * size * (weight === 'bold' ? bold : 1)
}

/** Breaks a text into lines no wider than `width`; what does not fit into `most` lines ends in an ellipsis. */
export function inLines(
  text: string,
  size: number,
  width: number,
  most: number,
  weight: 'regular' | 'bold' = 'regular',
): string[] {
  const fits = (line: string): boolean => textWidth(line, size, weight) <= width
  const lines: string[] = []
  let line = ''
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((each) => broken(each, fits))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', fits)]
}

const shortened = (line: string, fits: (line: string) => boolean): string => {
  let rest = line
  while (rest !== '' && !fits(`${rest}…`)) rest = rest.slice(0, -1)
  return `${rest.trimEnd()}…`
}

// A word wider than the line is cut, so that nothing runs out of the picture.
function broken(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word]
  let length = word.length
  while (length > 1 && !fits(word.slice(0, length))) length -= 1
  return [word.slice(0, length), ...(length < word.length ? broken(word.slice(length), fits) : [])]
}

/** A value as a plot has room for it: `1,204`, `86.5%`, `$1.65M`. */
export function shortFigure(value: number, measure: Pick<MeasureShown, 'unit' | 'decimals' | 'shape'>): string {
  if (Math.abs(value) < 1e6) return figureWithSign(value, measure)
  return `${value < 0 ? '−' : ''}${measure.unit === '$' ? '$' : ''}${compact.format(Math.abs(value))}`
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 })
