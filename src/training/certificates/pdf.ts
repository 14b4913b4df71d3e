import { counted } from '../../core/counted.ts'
import type { Language } from '../../core/language.ts'
import { dayIs } from '../../core/said.ts'
import { bold, type Run, regular, runsOf } from './faces.ts'
import type { Certificate } from './model.ts'

const words = {
  en: {
    title: 'Certificate of completion',
    gives: 'This is to certify that',
    has: 'completed the course',
    on: (day: string, hours: number | null) =>
      `on ${day}${hours === null ? '' : `, with ${counted(hours, 'hour')} attended`}.`,
    number: 'Certificate number',
    check: 'Whether this certificate holds can be checked at',
  },
  es: {
    title: 'Certificado de finalización',
    gives: 'Se certifica que',
    has: 'completó el curso',
    on: (day: string, hours: number | null) =>
      `el ${day}${hours === null ? '' : `, con ${counted(hours, 'hora')} de asistencia`}.`,
    number: 'Número de certificado',
    check: 'La validez de este certificado se puede comprobar en',
  },
} as const

type Shown = {
  readonly certificate: Pick<Certificate, 'number' | 'holder' | 'course' | 'completedOn' | 'hours' | 'issuedOn'>
  readonly county: string
  readonly language: Language
  /** Where it can be checked. */
  readonly address: string
}

const ink = '#16313b'

/** A certificate as a tagged PDF (PDF/UA): a title, a language, headings and paragraphs in reading order, text that can be selected. */
export async function certificatePdf({ certificate, county, language, address }: Shown): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit')
  const say = words[language]
  const document = new PDFDocument({
    size: 'LETTER',
    layout: 'landscape',
    margin: 72,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: language,
    font: regular,
    info: {
      Title: `${say.title}: ${certificate.holder}, ${certificate.course}`,
      Author: county,
      Subject: certificate.course,
      CreationDate: new Date(`${certificate.issuedOn}T12:00:00Z`),
    },
  } as object) // the typings do not know the subset for accessible documents
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>((end) => document.on('end', end))
  const { width, height } = document.page
  const whole = document.struct('Document')
  document.addStructure(whole)

  const frame = document.markContent('Artifact', { type: 'Layout' })
  frame
    .lineWidth(2)
    .strokeColor(ink)
    .rect(30, 30, width - 60, height - 60)
    .stroke()
  document.endMarkedContent()

  const written = (tag: 'H1' | 'H2' | 'P', runs: readonly Run[], size: number, y: number): void => {
    whole.add(document.struct(tag, {}, () => line(document.fillColor(ink), runs, { size, y, width: width - 144 })))
  }
  written('P', await runsOf(county, bold), 16, 80)
  written('H1', await runsOf(say.title, bold), 34, 118)
  written('P', await runsOf(say.gives, regular), 14, 190)
  written('H2', await runsOf(certificate.holder, bold), 30, 216)
  written('P', await runsOf(say.has, regular), 14, 272)
  written('H2', await runsOf(certificate.course, bold), 24, 298)
  written('P', await runsOf(say.on(dayIs(language, certificate.completedOn), certificate.hours), regular), 14, 346)
  written('P', await runsOf(`${say.number}: ${certificate.number}`, regular), 12, 420)
  written('P', await runsOf(`${say.check} ${address}`, regular), 10, 448)
  whole.end()
  document.end()
  await ended
  return Buffer.concat(parts)
}

/** A line in the middle of the page, its runs on one baseline; text too long for it at ten points goes on below. */
function line(
  document: PDFKit.PDFDocument,
  runs: readonly Run[],
  { size, y, width }: { size: number; y: number; width: number },
): void {
  const fitting = sizeFor(document, runs, size, width)
  const [only, ...others] = runs
  if (!only) return
  document.font(only.face).fontSize(fitting)
  if (others.length === 0) {
    document.text(only.text, 72, y, { width, align: 'center' })
    return
  }
  const baseline = y + fitting * rise
  let x = 72 + Math.max(0, width - widthOf(document, runs, fitting)) / 2
  for (const { text, face } of runs) {
    document.font(face).fontSize(fitting).text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
    x += document.widthOfString(text)
  }
}

// How far the letters of the face rise above its baseline, as a part of their size.
const rise = 0.95

/** The largest size at which a text stands on one line, down to ten points. */
function sizeFor(document: PDFKit.PDFDocument, runs: readonly Run[], size: number, width: number): number {
  for (let smaller = size; smaller > 10; smaller -= 1) if (widthOf(document, runs, smaller) <= width) return smaller
  return 10
}

const widthOf = (document: PDFKit.PDFDocument, runs: readonly Run[], size: number): number =>
  runs.reduce((sum, { text, face }) => sum + document.font(face).fontSize(size).widthOfString(text), 0)
