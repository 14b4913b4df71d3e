/** The hue of an organisation on light and on dark paper, with the ink that stands on it. */
export type Brand = { readonly light: string; readonly onLight: string; readonly dark: string; readonly onDark: string }

const lightPaper = '#fdfdfb'
const darkPaper = '#15191d'
/** WCAG 2.2, success criterion 1.4.3. */
const enough = 4.5
/** Thin lines in a hue need more than words do on dark paper: that of 1.4.6. */
const clear = 7

/** A deep lake blue that reads on both papers; used where an organization has no hue of its own. */
export const safeBrand: Brand = { light: '#14506e', onLight: '#ffffff', dark: '#7fbfe0', onDark: '#10161b' }

/**
 * The brand hue as chosen (`#rgb` or `#rrggbb`), darkened until links in it, and white text on it, can be read on light paper,
 * and lightened until it can be read on dark paper. What is no hue at all gets the safe default.
 */
export function brandOf(chosen: string): Brand {
  const hue = fullHex(chosen)
  if (hue === null || hue === safeBrand.light) return safeBrand
  const light = until((shade) => contrast(shade, lightPaper) >= enough, hue, black)
  const dark = until((shade) => contrast(shade, darkPaper) >= clear, light, white)
  return { light, onLight: '#ffffff', dark, onDark: '#10161b' }
}

/** Whether a hue can be read, in words, and what stands in its place where it cannot. */
export function hueInWords(chosen: string): string {
  const hue = fullHex(chosen)
  if (hue === null) return 'This is not a color yet.'
  const { light } = brandOf(hue)
  return light === hue
    ? `White text on this color reads well (${ratio(hue)}).`
    : `Too light for white text (${ratio(hue)}). Public pages use a darker one, ${light}, like this (${ratio(light)}).`
}

/** Rounded down, so that what falls short is never said to be enough; against our paper, which is a little darker than white. */
const ratio = (hue: string): string => `${(Math.floor(contrast(hue, lightPaper) * 10) / 10).toFixed(1)} : 1`

/** How far two colours (`#rrggbb`) stand apart: 1 is the same, 21 is black on white. WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function fullHex(text: string): string | null {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase()
  if (hex === undefined) return null
  return `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`
}

const [black, white] = [0, 255]

/** The hue, mixed with black or white as little as it takes. */
function until(isGood: (shade: string) => boolean, hue: string, end: number): string {
  for (let share = 0; share < 100; share += 4) {
    const shade = mixed(hue, end, share / 100)
    if (isGood(shade)) return shade
  }
  return mixed(hue, end, 1)
}

const mixed = (hue: string, end: number, share: number): string =>
  `#${channels(hue)
    .map((channel) =>
      Math.round(channel + (end - channel) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

// WCAG 2.2, "relative luminance".
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
