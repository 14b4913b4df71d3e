import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { stopped } from '../../core/text.ts'
import { brandOf } from '../../platform/ui/brand.ts'
import { styles } from '../../platform/ui/styles.ts'
import { editionInWords } from '../figures.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import { fixed } from './canvas.ts'
import { axisWidth, Plot } from './curve.tsx'
import { type Ink, inkOfWords, lightTokens } from './ink.ts'
import { wordsBelow } from './key-words.ts'
import { inLines } from './text-width.ts'
import { unitByPeriod } from './title.ts'

const [width, left, right, plotHeight] = [760, 24, 40, 300]

/** The curve as a file of its own, on light paper: for a report, a slide or an article. */
export function curveFile(content: EditionContent, measure: MeasureShown): string {
  const title = inLines(measure.title, 20, width - left - right, 3, 'bold')
  const top = 36 + title.length * 26
  const below = wordsBelow(measure).flatMap((words) => inLines(words, 13, width - left - right, 6))
  const belowTop = top + 24 + plotHeight + 72
  const height = belowTop + below.length * 19 + 40
  const inner = Math.ceil(axisWidth(measure, 13)) + 16
  const plot = fixed(width - left - right - inner, plotHeight, 24)
  const drawing = renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="curve"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      {...rootInk(content.organisation.brand)}
    >
      <title>{`${stopped(measure.title)} ${unitByPeriod(measure)}`}</title>
      <desc>{measure.sentence}</desc>
      <style dangerouslySetInnerHTML={{ __html: curveStyle(content.organisation.brand) }} />
      <rect {...paper} width="100%" height="100%" />
      <Lines lines={title} x={left} y={36} step={26} name="title" />
      <text {...inkOfWords()} x={left} y={36 + title.length * 26 - 4}>
        {unitByPeriod(measure)}
      </text>
      <g transform={`translate(${left + inner} ${top + 24})`}>
        <Plot measure={measure} canvas={plot} />
      </g>
      <Lines lines={below} x={left} y={belowTop} step={19} />
      <text
        {...inkOfWords()}
        x={left}
        y={height - 16}
      >{`${content.organisation.name} · ${editionInWords(content)} · CC BY 4.0`}</text>
    </svg>,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawing}\n`
}

/** Lines of writing, one under another. */
export const Lines = ({
  lines,
  x,
  y,
  step,
  name,
}: {
  lines: readonly string[]
  x: number
  y: number
  step: number
  name?: string
}): JSX.Element => (
  <>
    {lines.map((line, index) => (
      <text
        {...(name === undefined ? inkOfWords() : name === 'title' ? titleInk : { class: name })}
        x={x}
        y={y + index * step}
      >
        {line}
      </text>
    ))}
  </>
)

/** The sheet that a drawing stands on. */
export const paper: Ink = { class: 'paper', fill: lightTokens.get('paper') ?? 'white', stroke: 'none' }
const typeface = '"Public Sans",Arial,sans-serif'
/** What a whole drawing is painted from: the county's hue and the typeface. */
export const rootInk = (brand: string): Ink => ({ color: brandOf(brand).light, 'font-family': typeface })
const titleInk: Ink = {
  class: 'title',
  fill: lightTokens.get('ink') ?? 'black',
  'font-size': '20px',
  'font-weight': '700',
}

const rules = styles('publish/chart/curve.css')

/** The rules of the curve with the light tokens written in: not every program that opens a file knows of variables. */
export function curveStyle(brand: string, grow = 1): string {
  const light = new Map([...lightTokens, ['brand', brandOf(brand).light]])
  const own = `${rules}text{font-family:${typeface}}.paper{fill:var(--paper)}.curve .title{fill:var(--ink);font-size:20px;font-weight:700}`
  return own
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => light.get(name) ?? 'currentColor')
    .replace(/(font-size|stroke-width):([\d.]+)/g, (_, name: string, size: string) => `${name}:${Number(size) * grow}`)
}
