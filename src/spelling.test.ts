import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

// The law of spelling: what people read is American English. The program's own names keep the spelling they began with.

const british =
  /\b(?:\w*organis\w+|enrol(?:s|ments?)?|(?:colour|centre|behaviour|favour|neighbour|travell|labell|modell|practis|enquir|fortnight|catalogue|licence|programme|cheque)\w*|(?:recogn|apolog|author|categor|summar|minim|maxim|priorit|special|util|emphas|final)is(?:e|es|ed|ing|ation)|analyse[ds]?|cancell(?:ed|ing)|counselled|fulfils?|skilful|judgement|defence|offence|grey|towards|whilst|amongst|learnt|spelt|ageing|(?:un)?tick(?:s|ed)?)\b/gi

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

/** The texts of a file that can be a sentence, a heading or a label. */
function textsOf(name: string, source: string): readonly string[] {
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

test('what people read is spelled as Americans spell', () => {
  const found = files.flatMap((file) =>
    textsOf(file, readFileSync(join('src', file), 'utf8')).flatMap((text) =>
      [...text.matchAll(british)].map(([word]) => `${file}: ${word} in “${text.trim().slice(0, 80)}”`),
    ),
  )
  expect(found).toEqual([])
})

test('the law hears a sentence, a label and a piece of a template, and no name of the program', () => {
  const source = `const a = <p>The organisation</p>; const b = 'Colour'; const c = \`of \${x} enrolments here\`
    const d = 'cancelled'; const f = 'Enrolments where they came'; const e = sql\`select organisation from \${y} where colour\``
  expect(textsOf('a.tsx', source).flatMap((text) => text.match(british) ?? [])).toEqual([
    'organisation',
    'Colour',
    'enrolments',
    'Enrolments',
  ])
})
