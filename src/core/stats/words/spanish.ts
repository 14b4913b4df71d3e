import { nounFor } from '../../counted.ts'
import type { Figure, Span, Statement, Verdict, Words } from './statement.ts'

/** The sentence under a curve in Spanish: what happened and what may be claimed. What only the team reads is not said in it. */
export const spanish: Words = (statement: Statement, figure: Figure): string => {
  switch (statement.says) {
    case 'nothing yet':
      return 'Todavía no hay ningún valor definitivo.'
    case 'newest':
      return newestInWords(statement, figure)
    case 'one value':
      return 'Un solo valor no muestra una dirección.'
    case 'two values':
      return 'Dos valores no muestran una tendencia.'
    case 'all the same':
      return `${figure(statement.value)} ${when(statement.label)}, igual ${each(statement.noun)} desde ${named(statement.from)}.`
    case 'lay between':
      return `${betweenInWords(statement, figure)}${provesInWords(statement)}.`
    case 'steady':
      return steadyInWords(statement, figure)
    case 'early direction':
      return `Apunta ${way(statement)}, pero ${few(statement)} solo una señal temprana.`
    case 'direction':
      return `En todo este tiempo va ${way(statement)}${goodness(statement.isGood)}.`
    case 'outside':
      return statement.isTrial
        ? `Está por ${overOrUnder(statement)} de lo visto hasta ahora, ${spanOf(statement, figure)}; ${early}.`
        : `Está por ${overOrUnder(statement)} de lo habitual, ${spanOf(statement, figure)}. ${changed}`
    case 'shift':
      return `Los últimos ${count(statement.points)} valores están por ${overOrUnder(statement)} del promedio${statement.isTrial ? `; ${early}.` : `. ${changed}`}`
    case 'run':
      return `${statement.isUp ? 'Subió' : 'Bajó'} ${count(statement.points - 1)} ${nounFor(statement.points - 1, 'vez seguida', 'veces seguidas')}${statement.isTrial ? `; ${early}.` : `. ${changed}`}`
    case 'usual range':
      return `Está dentro de lo habitual, ${spanOf(statement, figure)}; nada indica un cambio.`
    case 'verdict':
      return verdictInWords(statement, figure)
    default:
      return ''
  }
}

const changed = 'Algo ha cambiado.'
const early = 'con tan pocos valores es solo una señal temprana'

const way = ({ isUp }: { readonly isUp: boolean }): string => (isUp ? 'hacia arriba' : 'hacia abajo')
const wentUp = ({ isUp }: { readonly isUp: boolean }): string => (isUp ? 'subió' : 'bajó')
const overOrUnder = ({ isHigh }: { readonly isHigh: boolean }): string => (isHigh ? 'encima' : 'debajo')
const goodness = (isGood: boolean | null): string => (isGood === null ? '' : `, y eso es ${isGood ? 'mejor' : 'peor'}`)
const spanOf = ({ least, most }: { readonly least: number; readonly most: number }, figure: Figure): string =>
  toInWords([least, most], figure)

function toInWords([least, most]: Span, figure: Figure): string {
  const [from, to] = [figure(least), figure(most)]
  return from === to ? from : `${from} a ${to}`
}

const months: Readonly<Record<string, string>> = {
  Jan: 'enero',
  Feb: 'febrero',
  Mar: 'marzo',
  Apr: 'abril',
  May: 'mayo',
  Jun: 'junio',
  Jul: 'julio',
  Aug: 'agosto',
  Sep: 'septiembre',
  Oct: 'octubre',
  Nov: 'noviembre',
  Dec: 'diciembre',
}
const quarters = ['primer', 'segundo', 'tercer', 'cuarto']

/** A period by its name: `2024`, `el año fiscal 2025`, `el segundo trimestre de 2024`, `marzo de 2024`. */
const named = (label: string): string =>
  label
    .replace(/^([A-Z][a-z]{2}) (?=\d{4}$)/, (whole, month: string) => (months[month] ? `${months[month]} de ` : whole))
    .replace(/^Q([1-4]) /, (_, quarter: string) => `el ${quarters[Number(quarter) - 1]} trimestre de `)
    .replace(/^(First|Second) half /, (_, half: string) => `el ${half === 'First' ? 'primer' : 'segundo'} semestre de `)
    .replace(/^School year /, 'el año escolar ')
    .replace(/^FY (?=\d)/, 'el año fiscal ')
    .replace(/ de FY (?=\d)/, ' del año fiscal ')
    .replace(/^(\d{4}) to (\d{4})$/, '$1-$2')

const when = (label: string): string => `en ${named(label)}`

const nouns: Readonly<Record<string, readonly [one: string, many: string]>> = {
  year: ['año', 'años'],
  'half-year': ['semestre', 'semestres'],
  quarter: ['trimestre', 'trimestres'],
  month: ['mes', 'meses'],
  period: ['período', 'períodos'],
}
const nounOf = (noun: string | null): readonly [string, string] => (noun && nouns[noun]) || ['valor', 'valores']
const each = (noun: string | null): string => (noun === null ? 'cada vez' : `cada ${nounOf(noun)[0]}`)

/** `12 en 2024, tras 39 en 2023 y 0 en 2022.` A zero is a figure: `ninguno` would have to know what is counted. */
function newestInWords({ value, label, before }: Extract<Statement, { says: 'newest' }>, figure: Figure): string {
  const after = before.map((one) => `${figure(one.value)} ${when(one.label)}`)
  return `${figure(value)} ${when(label)}${after.length === 0 ? '' : `, tras ${after.join(' y ')}`}.`
}

type Between = Extract<Statement, { says: 'lay between' }>

function betweenInWords({ least, most, noun, isEach, isPart }: Between, figure: Figure): string {
  const between = `Entre ${figure(least)} y ${figure(most)}`
  if (isPart) return `${between} en los ${nounOf(noun)[1]} que se muestran`
  return isEach && noun !== null ? `${between} ${noun === 'period' ? 'por' : 'al'} ${nounOf(noun)[0]}` : between
}

function provesInWords({ proves, points }: Between): string {
  if (proves === null) return ''
  if (proves === 'too few') return `; ${few({ points, noun: null })} pocos para ver una dirección`
  return `; ${proves === 'not yet' ? 'todavía ' : ''}no se ve una dirección`
}

const few = ({ points, noun }: { readonly points: number; readonly noun: string | null }): string =>
  `${count(points)} ${nounOf(noun)[1]} son`

function steadyInWords(statement: Extract<Statement, { says: 'steady' }>, figure: Figure): string {
  const { first, last, from, to, noun, proves } = statement
  const tail =
    proves === null
      ? ''
      : `; ${few(statement)} ${proves === 'no trend' ? 'pocos para hablar de tendencia' : 'solo una señal temprana'}`
  return `${figure(last)} ${when(to)}; ${wentUp(statement)} ${each(noun)}${butInWords(statement)} desde ${figure(first)}${from === null ? '' : ` ${when(from)}`}${tail}.`
}

const butInWords = ({ exceptions }: { readonly exceptions: number }): string =>
  exceptions === 0 ? '' : ` menos ${count(exceptions)}`

const verdicts: Readonly<Record<Verdict['word'], string>> = {
  turned: 'La curva cambió para bien',
  slowed: 'Sigue empeorando, pero más despacio',
  worse: 'Peor de lo esperado',
  'not distinguishable': 'No se ve ningún giro',
}

type VerdictSaid = Extract<Statement, { says: 'verdict' }>

function verdictInWords({ word, expected, actual, later, isCount }: VerdictSaid, figure: Figure): string {
  if (expected === null || actual === null) return `${verdicts[word]}.`
  const since = later === null ? '' : ` Desde la revisión: ${toInWords(later, figure)}.`
  const [was, is] = [expected, actual].map((span) => rangeInWords(span, figure))
  return `${verdicts[word]}. Sin el plan se ${isCount ? 'esperaban' : 'esperaba'} ${was}; ${isCount ? 'hubo' : 'fue'} ${is}.${since}`
}

const rangeInWords = ([least, most]: Span, figure: Figure): string =>
  figure(least) === figure(most) ? figure(least) : `entre ${figure(least)} y ${figure(most)}`

const words = ['ningún', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez']
const count = (n: number): string => words[n] ?? String(n)
