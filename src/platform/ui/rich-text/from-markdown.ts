import { markdownTokens } from '../../markdown.ts'
import type { Mark, Piece } from './doc.ts'

type Token = ReturnType<typeof markdownTokens>[number]

/**
 * A text as a document to edit, read by the parser that also makes the page. Null when the text holds what the editor
 * cannot show (tables, pictures, titles on links): such a text is edited as it is written.
 */
export function docFromMarkdown(text: string): Piece | null {
  try {
    const content = blocksOf(markdownTokens(text))
    return { type: 'doc', content: content.length === 0 ? [{ type: 'paragraph' }] : content }
  } catch (error) {
    if (error instanceof CannotShow) return null
    throw error
  }
}

class CannotShow extends Error {}

function blocksOf(tokens: readonly Token[]): readonly Piece[] {
  const blocks: Piece[] = []
  for (let at = 0; at < tokens.length; ) {
    const end = tokens[at]?.nesting === 1 ? closeOf(tokens, at) : at
    blocks.push(blockOf(tokens.slice(at, end + 1)))
    at = end + 1
  }
  return blocks
}

/** Where the block ends that opens here. */
function closeOf(tokens: readonly Token[], open: number): number {
  const level = tokens[open]?.level
  const close = tokens.findIndex((token, at) => at > open && token.nesting === -1 && token.level === level)
  if (close === -1) throw new CannotShow()
  return close
}

function blockOf(tokens: readonly Token[]): Piece {
  const [first] = tokens
  const inside = tokens.slice(1, -1)
  switch (first?.type) {
    case 'paragraph_open':
      return withContent({ type: 'paragraph' }, inlineOf(inside[0]))
    case 'heading_open':
      return withContent({ type: 'heading', attrs: { level: Number(first.tag.slice(1)) } }, inlineOf(inside[0]))
    case 'blockquote_open':
      return { type: 'blockquote', content: needed(blocksOf(inside)) }
    case 'bullet_list_open':
      return { type: 'bulletList', content: blocksOf(inside) }
    case 'ordered_list_open':
      return { type: 'orderedList', attrs: { start: Number(first.attrGet('start') ?? 1) }, content: blocksOf(inside) }
    case 'list_item_open':
      return { type: 'listItem', content: startingWithParagraph(blocksOf(inside)) }
    case 'fence':
    case 'code_block': {
      const text = first.content.replace(/\n$/, '')
      const attrs = { language: first.info.trim() || null }
      return withContent({ type: 'codeBlock', attrs }, text === '' ? [] : [{ type: 'text', text }])
    }
    case 'hr':
      return { type: 'horizontalRule' }
    default:
      throw new CannotShow()
  }
}

const needed = (blocks: readonly Piece[]): readonly Piece[] => (blocks.length === 0 ? [{ type: 'paragraph' }] : blocks)

/** The editor starts each item with a paragraph; an empty one says nothing in Markdown. */
const startingWithParagraph = (blocks: readonly Piece[]): readonly Piece[] =>
  blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks]

const markOf: Readonly<Record<string, Mark['type']>> = { strong: 'bold', em: 'italic', s: 'strike', link: 'link' }

function inlineOf(inline: Token | undefined): readonly Piece[] {
  const runs: Piece[] = []
  let marks: readonly Mark[] = []
  for (const token of inline?.children ?? []) {
    const mark = markOf[token.type.replace(/_(open|close)$/, '')]
    if (token.type === 'text') add(runs, { type: 'text', text: token.content, marks })
    else if (token.type === 'code_inline')
      add(runs, { type: 'text', text: token.content, marks: [...marks, { type: 'code' }] })
    else if (token.type === 'softbreak' || token.type === 'hardbreak') runs.push({ type: 'hardBreak' })
    else if (mark && token.nesting === 1) marks = [...marks, opened(mark, token)]
    else if (mark && token.nesting === -1) marks = marks.filter(({ type }) => type !== mark)
    else throw new CannotShow()
  }
  return runs
}

function opened(type: Mark['type'], token: Token): Mark {
  if (type !== 'link') return { type }
  if (token.attrGet('title') !== null) throw new CannotShow()
  return { type, attrs: { href: String(token.attrGet('href') ?? '') } }
}

function add(runs: Piece[], run: Piece): void {
  if (run.text === '' || run.text === undefined) return
  const marks = inOrder(run.marks ?? [])
  const last = runs.at(-1)
  const isMore = last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)
  if (isMore) runs[runs.length - 1] = { ...last, text: `${last.text}${run.text}` }
  else runs.push(marks.length === 0 ? { type: 'text', text: run.text } : { type: 'text', text: run.text, marks })
}

const order: readonly Mark['type'][] = ['link', 'bold', 'code', 'italic', 'strike']
/** The order in which the editor keeps marks; each once, the innermost link. */
const inOrder = (marks: readonly Mark[]): readonly Mark[] =>
  order.flatMap((type) => marks.findLast((mark) => mark.type === type) ?? [])

const withContent = (piece: Piece, content: readonly Piece[]): Piece =>
  content.length === 0 ? piece : { ...piece, content }
