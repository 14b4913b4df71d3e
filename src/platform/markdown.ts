import MarkdownIt from 'markdown-it'

const renderer = new MarkdownIt('default', { html: false, linkify: false, breaks: true, typographer: false })
renderer.disable(['lheading'])
renderer.validateLink = (address) => /^(https?:\/\/|mailto:)/i.test(address)
renderer.renderer.rules.link_open = (tokens, index, options, _environment, self) => {
  tokens[index]?.attrSet('rel', 'noopener')
  return self.renderToken(tokens, index, options)
}
renderer.renderer.rules.image = (tokens, index) => renderer.utils.escapeHtml(tokens[index]?.content ?? '')
// The page owns h1 and h2, so that a story cannot break its outline.
for (const rule of ['heading_open', 'heading_close'] as const)
  renderer.renderer.rules[rule] = (tokens, index) => (tokens[index]?.nesting === 1 ? '<h3>' : '</h3>')
// Neither a language's name nor a column's alignment becomes an attribute: pages allow no inline styles.
renderer.renderer.rules.fence = (tokens, index) =>
  `<pre><code>${renderer.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`
for (const cell of ['th', 'td']) renderer.renderer.rules[`${cell}_open`] = () => `<${cell}>`

/**
 * Markdown from a person to HTML that can do nothing: no HTML of theirs, no pictures (their words stay), links only to
 * http, https and mail.
 */
export const renderMarkdown = (text: string): string => renderer.render(text).trim()

/** The parts of a text, read exactly as the page reads it: what the editor starts from. */
export const markdownTokens = (text: string): ReturnType<typeof renderer.parse> => renderer.parse(text, {})

/** The words alone, for places that take no markup: a title, a description, a spoken label. */
export const markdownAsText = (text: string): string =>
  renderer
    .parse(text, {})
    .map((token) =>
      (token.children ?? []).map((child) => (child.type.endsWith('break') ? ' ' : child.content)).join(''),
    )
    .filter((words) => words !== '')
    .join(' ')
