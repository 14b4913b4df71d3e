import { styles } from '../../platform/ui/styles.ts'

/**
 * The paint of marks and words as attributes of their own, beside the class that paints them on a page: a drawing taken out of its page
 * or opened where style sheets are not read is still the same drawing. It is read from the rules of the curve, in the colors of light
 * paper; the county's hue is the `color` of the drawing.
 */
export type Ink = Readonly<Record<string, string>>

const wanted = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'vector-effect']
const wantedOfWords = ['fill', 'font-size', 'font-weight', 'paint-order', 'stroke', 'stroke-width', 'stroke-linejoin']

/** A shape with all its classes, such as `line ahead`; what no rule fills or strokes is neither. */
export const ink = (classes: string): Ink =>
  kept(`shape ${classes}`, () => inkOf(classes, wanted, { fill: 'none', stroke: 'none' }))

/** Words with all their classes. */
export const inkOfWords = (classes = ''): Ink =>
  kept(`words ${classes}`, () => inkOf(classes, wantedOfWords, wordsPlain))

/** A shape that is drawn elsewhere by `use` is painted there. */
export const paintedThere: Ink = { fill: 'inherit', stroke: 'inherit' }

function inkOf(classes: string, names: readonly string[], plain: Ink): Ink {
  const own = new Set(classes.split(' '))
  const found: Record<string, string> = { ...plain }
  for (const { needs, declared } of rules)
    if (needs.every((name) => own.has(name)))
      for (const [name, value] of declared) if (names.includes(name)) found[name] = value
  return classes === '' ? found : { class: classes, ...found }
}

const memory = new Map<string, Ink>()
function kept(key: string, make: () => Ink): Ink {
  const known = memory.get(key)
  if (known) return known
  const made = make()
  memory.set(key, made)
  return made
}

/** The light tokens by name. */
export const lightTokens: ReadonlyMap<string, string> = new Map(
  (([light = '']) => [...light.matchAll(/--([\w-]+):([^;}]+)/g)].map(([, name = '', value = '']) => [name, value]))(
    styles('platform/ui/tokens.css').split('@media'),
  ),
)

const valueOf = (value: string): string =>
  value.replace(/var\(--([\w-]+)\)/g, (_, name: string) =>
    name === 'brand' ? 'currentColor' : (lightTokens.get(name) ?? 'currentColor'),
  )

const declaredIn = (block: string): (readonly [string, string])[] =>
  block.split(';').flatMap((each) => {
    const [name, value] = each.split(':')
    return name && value ? [[name, valueOf(value)] as const] : []
  })

const blocks = [...styles('publish/chart/curve.css').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
  ([, selectors = '', block = '']) => ({ selectors: selectors.split(','), declared: declaredIn(block) }),
)

/** Rules of one or more classes inside the curve, from the weakest to the strongest. */
const rules = blocks
  .flatMap(({ selectors, declared }) =>
    selectors.flatMap((selector) => {
      const [, names] = /^\.curve ((?:\.[\w-]+)+)$/.exec(selector) ?? []
      return names ? [{ needs: names.slice(1).split('.'), declared }] : []
    }),
  )
  .sort((a, b) => a.needs.length - b.needs.length)

const wordsPlain: Ink = Object.fromEntries(
  blocks
    .filter(({ selectors }) => selectors.includes('.curve text'))
    .flatMap(({ declared }) => declared)
    .filter(([name]) => wantedOfWords.includes(name)),
)
