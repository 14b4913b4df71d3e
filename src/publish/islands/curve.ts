// After paint, the curve can be walked: one tab stop, arrows, Home and End, or a pointer. Each point is shown and spoken.
for (const chart of document.querySelectorAll<SVGSVGElement>('svg.curve[role=img]')) letWalk(chart)

type Point = { readonly mark: Element; readonly said: string; readonly x: string }

function letWalk(chart: SVGSVGElement): void {
  const points = pointsOf(chart)
  if (points.length === 0) return
  const spoken = document.createElement('output')
  spoken.className = 'walk'
  chart.parentElement?.before(spoken)
  const rule = document.createElementNS('http://www.w3.org/2000/svg', 'line')
  rule.setAttribute('class', 'rule')
  rule.setAttribute('y2', '100%')
  let at = -1

  const goTo = (index: number): void => {
    const next = Math.min(Math.max(index, 0), points.length - 1)
    const point = points[next]
    if (next === at || point === undefined) return
    points[at]?.mark.classList.remove('on')
    at = next
    point.mark.classList.add('on')
    rule.setAttribute('x1', point.x)
    rule.setAttribute('x2', point.x)
    chart.prepend(rule)
    spoken.textContent = point.said
  }
  const leave = (): void => {
    points[at]?.mark.classList.remove('on')
    at = -1
    rule.remove()
    spoken.textContent = ''
  }

  // Arrow keys belong to the curve while it has the focus, also for a screen reader.
  chart.setAttribute('role', 'application')
  chart.setAttribute('aria-roledescription', 'curve; arrow keys walk its points')
  chart.setAttribute('tabindex', '0')
  chart.addEventListener('focus', () => goTo(at < 0 ? points.length - 1 : at))
  chart.addEventListener('blur', leave)
  chart.addEventListener('keydown', (event) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: points.length - 1 }[event.key]
    if (event.key === 'Escape') leave()
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    goTo(next)
  })
  chart.addEventListener('pointermove', (event) => goTo(nearest(points, chart, event.clientX)))
  chart.addEventListener('pointerdown', (event) => goTo(nearest(points, chart, event.clientX)))
  chart.addEventListener('pointerleave', () => {
    if (document.activeElement !== chart) leave()
  })
}

/** The points with what each says. The words move from the browser's own tooltip to ours. */
function pointsOf(chart: SVGSVGElement): Point[] {
  return [...chart.querySelectorAll(':scope > circle > title, :scope > use > title')].flatMap((title) => {
    const mark = title.parentElement
    if (mark === null) return []
    const said = title.textContent ?? ''
    title.remove()
    return [{ mark, said, x: mark.getAttribute('cx') ?? mark.getAttribute('x') ?? '0' }]
  })
}

function nearest(points: readonly Point[], chart: SVGSVGElement, clientX: number): number {
  const { left, width } = chart.getBoundingClientRect()
  const wanted = (100 * (clientX - left)) / width
  const far = points.map(({ x }) => Math.abs(Number.parseFloat(x) - wanted))
  return far.indexOf(Math.min(...far))
}
