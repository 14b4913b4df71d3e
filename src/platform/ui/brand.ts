/** The hue of an organisation on light and on dark paper, with the ink that stands on it. */
export type Brand = { readonly light: string; readonly onLight: string; readonly dark: string; readonly onDark: string }

const lightPaper = '#fdfdfb'
const darkPaper = '#15191d'
/** WCAG 2.2, success criterion 1.4.3. */
const enough = 4.5
/** Thin lines in a hue need more than words do on dark paper: that of 1.4.6. */
const clear = 7

/** A deep lake blue that reads on both papers; used when an organisation's own hue does not. */
export const safeBrand: Brand = { light: '#14506e', onLight: '#ffffff', dark: '#7fbfe0', onDark: '#10161b' }

/**
 * The brand hue as chosen (`#rgb` or `#rrggbb`) if links in it can be read on light paper, and the same hue lightened
 * until it can be read on dark paper. Anything else gets the safe default.
 */
export function brandOf(chosen: string): Brand {
  const light = fullHex(chosen)
  if (light === null || light === safeBrand.light || contrast(light, lightPaper) < enough) return safeBrand
  const dark = lightened(light)
  return { light, onLight: '#ffffff', dark, onDark: '#10161b' }
}

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

function lightened(colour: string): string {
  for (let share = 0; share < 100; share += 4) {
    const mixed = mixedWithWhite(colour, share / 100)
    if (contrast(mixed, darkPaper) >= clear) return mixed
  }
  return '#ffffff'
}

const mixedWithWhite = (colour: string, share: number): string =>
  `#${channels(colour)
    .map((channel) =>
      Math.round(channel + (255 - channel) * share)
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
