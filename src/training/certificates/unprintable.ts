import { lettersMissing } from './faces.ts'
import type { Certificate } from './model.ts'

/** What a certificate says in letters that would be empty boxes on paper. */
export type Unprintable = {
  readonly in: 'holder' | 'course' | 'number' | 'county'
  /** `the name Ana Bell`. */
  readonly what: string
  /** Each letter once, as it is quoted. */
  readonly letters: string
}

/** All that stands on a certificate and that no face here can show: nothing where it can be printed. */
export async function unprintableOn(
  { holder, course, number }: Pick<Certificate, 'holder' | 'course' | 'number'>,
  county: string,
): Promise<readonly Unprintable[]> {
  const found: Unprintable[] = []
  for (const [part, text, what] of [
    ['holder', holder, `the name ${holder}`],
    ['course', course, `the title ${course}`],
    ['number', number, 'the number'],
    ['county', county, `the name of the county ${county}`],
  ] as const) {
    const letters = await lettersMissing(text)
    if (letters.length > 0) found.push({ in: part, what, letters: quoted(letters) })
  }
  return found
}

const most = 20

const quoted = (letters: readonly string[]): string =>
  letters
    .slice(0, most)
    .map((letter) => `“${letter}”`)
    .join(', ')
