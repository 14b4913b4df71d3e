import type { Mark, Piece } from './doc.ts'
import { docFromMarkdown } from './from-markdown.ts'

/** Words and marks, with the most marks with which everything is read back as it is. */
export function inline(content: readonly Piece[], inPlace: (words: string) => string): string {
  const runs = withoutEdges(content.flatMap(runOf))
  let text = ''
  for (const kinds of attempts) {
    text = inPlace(emptyLines(wrapped(runs, kinds, { left: '', right: '' })))
    const read = docFromMarkdown(text)
    if (read && bare(wordsOf(read)) === bare(wordsOf({ type: 'doc', content })) && isMarkedAlike(read, runs, kinds))
      return text
  }
  return text
}

/** The characters that stand next to a stretch of text, '' at an end. */
type Beside = { readonly left: string; readonly right: string }

type Run = { readonly text: string; readonly marks: readonly Mark[]; readonly isBreak: boolean }

/** Marks to write, fewer each time: some that touch in the middle of a word cannot be said in Markdown. */
const attempts: readonly (readonly Mark['type'][])[] = [
  ['link', 'bold', 'italic', 'strike', 'code'],
  ['link', 'bold', 'italic', 'code'],
  ['link', 'bold', 'code'],
  ['link'],
  [],
]

/** Whether each letter bears the marks it should; signs and spaces may have left a mark. */
function isMarkedAlike(read: Piece, runs: readonly Run[], kinds: readonly Mark['type'][]): boolean {
  const isSaid = ({ type }: Mark): boolean => kinds.includes(type) && type !== 'link' && type !== 'code'
  const seen = leaves(read).flatMap((leaf) => letters(leaf.text ?? '', leaf.marks ?? []))
  const meant = runs.flatMap((run) =>
    letters(run.text, run.marks.some(({ type }) => type === 'code') ? [] : run.marks.filter(isSaid)),
  )
  return seen.join() === meant.join()
}

const letters = (text: string, marks: readonly Mark[]): readonly string[] => {
  const said = marks
    .flatMap(({ type }) => (type === 'link' || type === 'code' ? [] : [type]))
    .sort((a, b) => (a < b ? -1 : 1))
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).map((letter) => letter + said.join())
}

const leaves = (piece: Piece): readonly Piece[] =>
  piece.text === undefined ? (piece.content ?? []).flatMap(leaves) : [piece]

function runOf(piece: Piece): readonly Run[] {
  if (piece.type === 'hardBreak') return [{ text: '\n', marks: [], isBreak: true }]
  if (piece.text === undefined) return []
  return [{ text: piece.text.replace(/\n/g, ' '), marks: piece.marks ?? [], isBreak: false }]
}

const wordsOf = (piece: Piece): string => piece.text ?? (piece.content ?? []).map(wordsOf).join('')
const bare = (text: string): string => text.replace(/\s+/g, '')

/** Breaks and spaces before the first word and after the last say nothing. */
function withoutEdges(runs: readonly Run[]): readonly Run[] {
  const says = (run: Run): boolean => run.text.trim() !== ''
  const first = runs.findIndex(says)
  return first === -1 ? [] : runs.slice(first, runs.findLastIndex(says) + 1)
}

/** A line without words cannot be left empty inside a paragraph: it says its break with a backslash. */
const emptyLines = (text: string): string => text.replace(/\n(?=[ \t]*\n)/g, '\n\\').replace(/[ \t]+(?=\n)/g, '')

/** Runs that share a mark stand inside it; what is left over is wrapped by the marks that follow. */
function wrapped(runs: readonly Run[], kinds: readonly Mark['type'][], beside: Beside): string {
  const [kind, ...others] = kinds
  if (kind === undefined) return runs.map((run) => (run.isBreak ? '\n' : escaped(run))).join('')
  let text = ''
  for (let at = 0; at < runs.length; ) {
    const mark = markOf(runs[at], kind)
    let end = at + 1
    while (end < runs.length && same(markOf(runs[end], kind), mark)) end += 1
    const group = runs.slice(at, end)
    const left = text.at(-1) ?? beside.left
    const right = runs[end]?.text[0] ?? beside.right
    if (mark?.type === 'link' && text.endsWith('!')) text = `${text.slice(0, -1)}\\!`
    text += mark ? inMark(mark, group, others, { left, right }) : wrapped(group, others, { left, right })
    at = end
  }
  return text
}

const markOf = (run: Run | undefined, kind: Mark['type']): Mark | undefined =>
  run?.marks.find((mark) => mark.type === kind)

const same = (one: Mark | undefined, other: Mark | undefined): boolean =>
  one?.type === other?.type && (one?.type !== 'link' || other?.type !== 'link' || one.attrs.href === other.attrs.href)

function inMark(mark: Mark, runs: readonly Run[], others: readonly Mark['type'][], beside: Beside): string {
  if (mark.type === 'code') return code(runs.map((run) => run.text).join(''))
  if (mark.type === 'link') {
    const words = wrapped(runs, others, { left: '[', right: ']' })
    const address = addressIn(mark.attrs.href)
    return address === null ? words : `[${words}](${address})`
  }
  return delimited(mark.type, wrapped(runs, others, beside), beside)
}

/**
 * Spaces, and signs next to a letter, stand outside of a mark: inside they would keep it from opening or closing. Where even
 * that does not help the mark is left out; a word never is. CommonMark 0.31, "left-flanking delimiter run".
 */
function delimited(type: 'bold' | 'italic' | 'strike', words: string, beside: Beside): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? []
  const opening = before === '' && isWord(beside.left)
  const closing = after === '' && isWord(beside.right)
  const lead = opening ? (/^(?:\\?[^\s\p{L}\p{N}\\*_~`[\]]|\\\p{P})+\s*/u.exec(core)?.[0] ?? '') : ''
  const rest = core.slice(lead.length)
  const trail = closing ? (/\s*(?:\\?[^\s\p{L}\p{N}\\*_~`[\]]|\\[*_~`[\]\\])+$/u.exec(rest)?.[0] ?? '') : ''
  const inner = rest.slice(0, rest.length - trail.length)
  const sign = type === 'bold' ? '**' : type === 'strike' ? '~~' : italicSign(inner, opening || closing)
  const opens = !opening || lead !== '' || isWord(inner[0]) || inner.startsWith(sign[0] ?? '')
  const closes = !closing || trail !== '' || isWord(inner.at(-1)) || inner.endsWith(sign[0] ?? '')
  const marked = inner !== '' && opens && closes ? `${sign}${inner}${sign}` : inner
  return `${before}${lead}${marked}${trail}${after}`
}

// An underscore cannot stand beside a letter; a star beside the stars of bold could be read as theirs.
const italicSign = (inner: string, isBesideWord: boolean): string => (isBesideWord || /^_|_$/.test(inner) ? '*' : '_')

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)

function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) === 0 ? 1 : longestRun(text) + 1)
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '')
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

/** Only addresses that the page would link; written so that no sign of theirs ends them early. */
function addressIn(href: string): string | null {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return null
  return href.replace(/[\s<>()\\*_`[\]]/g, (sign) =>
    sign === '_' || sign === '*'
      ? sign
      : encodeURIComponent(sign).replace(/[()]/g, (each) => (each === '(' ? '%28' : '%29')),
  )
}

/** Signs that would be read as marks are written so that they are read as themselves. */
function escaped({ text, marks }: Run): string {
  const safe = text
    .replace(marks.some(({ type }) => type === 'link') ? /[\\`[\]]/g : /[\\`[]/g, '\\$&')
    .replace(/<(?=[\p{L}/!?])/gu, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
  // Between spaces a star is a star, and inside a word a line is a line; next to a mark nothing is left to chance.
  if (marks.length > 0) return safe.replace(/[*_~]/g, '\\$&')
  return safe
    .replace(/\*/g, (sign, at: number) => (isSpace(safe[at - 1]) && isSpace(safe[at + 1]) ? sign : `\\${sign}`))
    .replace(/_/g, (sign, at: number, all: string) => (isWord(all[at - 1]) && isWord(all[at + 1]) ? sign : `\\${sign}`))
    .replace(/~~+|^~|~$/g, (signs) => signs.replaceAll('~', '\\~'))
}

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character)

/** How many backticks in a row a text has at most. */
export const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
