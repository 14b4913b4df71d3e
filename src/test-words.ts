import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

// What people read, as it stands in the source: every sentence, heading and label.

/** Words for machines, each with its reader. */
const notRead: Readonly<Record<string, string>> = {
  'platform/access/password-rule.ts': 'words that make a password easy to guess, in every spelling',
  'platform/access/rules.ts': 'addresses that nobody may take',
  'training/import/columns.ts': 'words that a sheet of somebody else may use',
  'training/import/outcomes.ts': 'the same',
}
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/(^|\/)test-|\.test\.tsx?$/.test(file) && notRead[file] === undefined,
)
/** Also a command, which stays as it was. */
const isSql =
  /\bselect\b[^]*\bfrom\b|^\s*select\b|\b(?:insert into|delete from|on conflict|order by|group by|returning [a-z_*])\b|\bupdate \w+(?: \w+)?\s+set\b|^\s*(?:update|with|from|and|or|where|join|left join|returning|set)\b[^]*[=(_]|\bwhere\b[^]*[=<>(_]|\bjoin \w+ \w+ on\b|\bas ["\w]+[,"]|^organisation add SLUG|^organisation\.name as/

type WordsOfFile = { readonly file: string; readonly texts: readonly string[] }
let known: readonly WordsOfFile[] | undefined
/** The texts of every file of the product, read once. */
export const wordsOfFiles = (): readonly WordsOfFile[] => {
  known ??= files.map((file) => ({ file, texts: textsOf(file, readFileSync(join('src', file), 'utf8')) }))
  return known
}

/** The texts of a file that can be a sentence, a heading or a label. */
export function textsOf(name: string, source: string): readonly string[] {
  const texts: string[] = []
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || (ts.isJsxAttribute(node) && node.name.getText() === 'class')) return
    const isSentence = (text: string): boolean =>
      (/\s/.test(text.trim()) || /^[A-Z][a-z]/.test(text)) && !isSql.test(text)
    if (ts.isJsxText(node) || (isPiece(node) && isSentence(node.text) && !isSql.test(wholeOf(node))))
      texts.push(node.text)
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, kind))
  return texts
}

const isPiece = (node: ts.Node): node is ts.StringLiteral | ts.TemplateLiteralLikeNode =>
  ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)

/** A template with all that stands in it. */
const wholeOf = (piece: ts.Node): string => {
  const { parent } = piece
  if (ts.isTemplateSpan(parent)) return parent.parent.getText()
  return ts.isTemplateExpression(parent) ? parent.getText() : ''
}
