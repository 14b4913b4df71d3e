import type { Piece } from './doc.ts'
import { inline, longestRun } from './inline-to-markdown.ts'

/** A document of the editor as Markdown that the page's parser reads back as the same document. */
export const markdownFromDoc = (doc: Piece): string => blocks(doc.content ?? [])

function blocks(pieces: readonly Piece[]): string {
  let text = ''
  let before: Piece | undefined
  let marker = 0
  for (const piece of pieces) {
    // Two lists in a row stay two lists only when their markers differ.
    marker = before?.type === piece.type ? 1 - marker : 0
    const said = block(piece, marker)
    if (said === '') continue
    text += text === '' ? said : `\n\n${said}`
    before = piece
  }
  return text
}

function block(piece: Piece, marker: number): string {
  switch (piece.type) {
    case 'paragraph':
      return paragraph(piece.content ?? [])
    case 'heading':
      return heading(piece)
    case 'blockquote':
      return prefixed(blocks(piece.content ?? []), '> ', '> ')
    case 'bulletList':
      return list(piece, () => (marker === 0 ? '- ' : '* '))
    case 'orderedList':
      return list(piece, (index) => `${start(piece) + index}${marker === 0 ? '.' : ')'} `)
    case 'codeBlock':
      return codeBlock(piece)
    case 'horizontalRule':
      return '---'
    default:
      return blocks(piece.content ?? [])
  }
}

function heading(piece: Piece): string {
  const level = Math.min(6, Math.max(1, Number(piece.attrs?.level ?? 3)))
  return inline(piece.content ?? [], (words) => headingLine(words, level))
}

function headingLine(said: string, level: number): string {
  const words = said
    .replace(/\\?\n/g, ' ')
    .trim()
    .replace(/#+$/, (marks) => marks.replaceAll('#', '\\#'))
  return words === '' ? '' : `${'#'.repeat(level)} ${words}`
}

const start = (piece: Piece): number => {
  const from = Number(piece.attrs?.start ?? 1)
  return Number.isSafeInteger(from) && from >= 0 && from < 1_000_000 ? from : 1
}

function list(piece: Piece, marker: (index: number) => string): string {
  return (piece.content ?? [])
    .map((item, index) => {
      const first = marker(index)
      return prefixed(itemText(item), first, ' '.repeat(first.length)).trimEnd()
    })
    .join('\n')
}

/** A list inside an item follows at once, so that the list stays tight, where it may interrupt a paragraph; else after a blank line. */
function itemText({ content = [] }: Piece): string {
  const [first] = content
  const words = first ? block(first, 0) : ''
  const rest = blocks(content.slice(1))
  if (rest === '') return words
  if (words === '') return rest.replace(/^---(?=\n|$)/, '___') // `- ---` would be one rule
  return `${words}${/^(?:[-*]|1[.)]) \S/.test(rest) ? '\n' : '\n\n'}${rest}`
}

const prefixed = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? `${first}${line}` : line === '' ? rest.trimEnd() : `${rest}${line}`))
    .join('\n')

function codeBlock(piece: Piece): string {
  const text = (piece.content ?? []).map((run) => run.text ?? '').join('')
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  const named = piece.attrs?.language
  const language = typeof named === 'string' ? named.replace(/[`\s]/g, '') : ''
  return `${fence}${language}\n${text}${text === '' ? '' : '\n'}${fence}`
}

/** A paragraph line by line, so that no line begins as something else. */
const paragraph = (content: readonly Piece[]): string =>
  inline(content, (words) => words.trim().split('\n').map(asPlainLine).join('\n'))

function asPlainLine(raw: string): string {
  const line = raw.replace(/^[ \t]+/, '')
  if (/^([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(line)) return `\\${line}`
  if (/^(?:#{1,6}|[-+*])(?:\s|$)/.test(line) || line.startsWith('>') || line.startsWith('~~~')) return `\\${line}`
  if (/^[|:-][|:\-\s]*$/.test(line)) return `\\${line}`
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}
