import { renderToString } from 'preact-render-to-string'
import { figureWithSign, unitAfter } from '../../measures/figures.ts'
import { brandOf } from '../../platform/ui/brand.ts'
import { currentReading } from '../figures.ts'
import type { EditionContent, MeasureShown } from '../model.ts'
import { fixed } from './canvas.ts'
import { axisWidth, Plot } from './curve.tsx'
import { curveStyle, Lines, paper, rootInk } from './curve-file.tsx'
import { inLines, textWidth } from './text-width.ts'

const [width, height, margin] = [1200, 630, 64]
const grow = 1.9

/** What a shared link shows: the title, the value of which period, the curve, the county. 1200 by 630 pixels. */
export function curvePicture(content: EditionContent, whole: MeasureShown): string {
  const measure = pictured(whole)
  const says = inLines(measure.sentence, 26, width - 2 * margin, 2)
  const current = currentReading(measure.readings)
  const title = inLines(measure.title, 40, width - 2 * margin, 2, 'bold')
  const value = current === null || current.value === null ? 'No value yet' : figureWithSign(current.value, measure)
  const size = value.length > 7 ? 72 : 132
  const top = margin + 20 + title.length * 50
  const words =
    current === null || current.value === null
      ? []
      : [unitAfter(current.value, measure), `${current.status === 'open' ? 'so far ' : ''}in ${current.period.label}`]
  const leftWidth = Math.max(260, Math.min(420, textWidth(value, size, 'bold')))
  const plotLeft = margin + leftWidth + 60 + axisWidth(measure, 13 * grow) + 24
  const plotTop = top + 40
  const plotHeight = height - plotTop - 156 - says.length * 34
  return renderToString(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="curve"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      {...rootInk(content.organisation.brand)}
    >
      <style
        dangerouslySetInnerHTML={{
          __html:
            curveStyle(content.organisation.brand, grow) +
            pictureStyle(size, brandOf(content.organisation.brand).light),
        }}
      />
      <rect {...paper} width={width} height={height} />
      <rect class="band" fill="currentColor" stroke="none" width={width} height="12" />
      <Lines lines={title} x={margin} y={margin + 40} step={50} name="heading" />
      <text class="number" x={margin - 4} y={plotTop + size * 0.82}>
        {value}
      </text>
      <Lines
        lines={words.filter(Boolean).flatMap((line) => inLines(line, 32, leftWidth + 40, 2))}
        x={margin}
        y={plotTop + size * 0.82 + 52}
        step={40}
        name="when"
      />
      <g transform={`translate(${Math.round(plotLeft)} ${plotTop})`}>
        <Plot measure={measure} canvas={fixed(width - margin - 24 - Math.round(plotLeft), plotHeight, 40, grow)} />
      </g>
      <Lines
        lines={inLines(content.organisation.name, 28, width - 2 * margin, 1)}
        x={margin}
        y={height - 40}
        step={0}
        name="county"
      />
      <Lines lines={says} x={margin} y={height - 84 - (says.length - 1) * 34} step={34} name="says" />
    </svg>,
  )
}

/** A shared picture has no room for a key: no limits and no notes are in it. */
const pictured = (measure: MeasureShown): MeasureShown => ({
  ...measure,
  notes: [],
  evidence: measure.evidence && { ...measure.evidence, limits: null },
})

const pictureStyle = (size: number, brand: string): string =>
  `.band{fill:${brand}}.curve .heading{fill:#1b1f23;font-size:40px;font-weight:700}.curve .number{fill:#1b1f23;font-size:${size}px;font-weight:700}.curve .when{fill:#1b1f23;font-size:32px}.curve .says{fill:#1b1f23;font-size:26px}.curve .county{fill:#545c64;font-size:28px;font-weight:600}`
