import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'

/** Style files below `src/`, joined and made small, for pages that carry their styles inside. */
export const styles = (...files: readonly string[]): string =>
  files.map((file) => small(readFileSync(join(root, 'src', file), 'utf8'))).join('')

/** What a Content-Security-Policy says of an inline style or script: `'sha256-...'`. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

// Enough for our own files, which hold no text with braces or comment marks inside quotes.
function small(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/([\w-]):\s+/g, '$1:')
    .replace(/;}/g, '}')
    .trim()
}
