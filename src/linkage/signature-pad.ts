// A field to sign in with a finger, a pen or a mouse. Without JavaScript it stays hidden, and the typed name signs.

const width = 600
const height = 200

/** Shows the pad and lets somebody sign on it: the strokes go into its field. */
export function startPad(pad: HTMLElement): void {
  const svg = pad.querySelector('svg')
  const path = pad.querySelector('path')
  const field = pad.querySelector<HTMLInputElement>('input')
  const clear = pad.querySelector('button')
  if (svg && path && field && clear) start({ pad, svg, path, field, clear })
}

type Pad = {
  readonly pad: HTMLElement
  readonly svg: SVGSVGElement
  readonly path: SVGPathElement
  readonly field: HTMLInputElement
  readonly clear: HTMLButtonElement
}

function start({ pad, svg, path, field, clear }: Pad): void {
  let last = ''
  pad.hidden = false
  const draw = (strokes: string): void => {
    field.value = strokes
    path.setAttribute('d', strokes)
    field.dispatchEvent(new Event('input', { bubbles: true })) // the page knows that something is not saved
  }
  const at = ({ clientX, clientY }: PointerEvent): string => {
    const { left, top, width: wide, height: high } = svg.getBoundingClientRect()
    const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)))
    return `${within(((clientX - left) / wide) * width, width)} ${within(((clientY - top) / high) * height, height)}`
  }
  svg.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    svg.setPointerCapture(event.pointerId)
    last = at(event)
    draw(`${field.value}M${last}`)
  })
  svg.addEventListener('pointermove', (event) => {
    const here = at(event)
    if (!svg.hasPointerCapture(event.pointerId) || here === last) return
    last = here
    draw(`${field.value}L${here}`)
  })
  clear.addEventListener('click', () => draw(''))
}
