import { createRequire } from 'node:module'
import type { Language } from '../../core/language.ts'
import { dayIs } from '../../core/said.ts'
import type { Certificate } from './model.ts'

const words = {
  en: {
    title: 'Certificate of completion',
    gives: 'This is to certify that',
    has: 'completed the course',
    on: (day: string, hours: number | null) => `on ${day}${hours === null ? '' : `, with ${hours} hours attended`}.`,
    number: 'Certificate number',
    check: 'Whether this certificate holds can be checked at',
  },
  es: {
    title: 'Certificado de finalización',
    gives: 'Se certifica que',
    has: 'completó el curso',
    on: (day: string, hours: number | null) =>
      `el ${day}${hours === null ? '' : `, con ${hours} horas de asistencia`}.`,
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
  const [regular, bold] = fonts()
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
  const column = { width: width - 144, align: 'center' } as const
  const whole = document.struct('Document')
  document.addStructure(whole)

  const frame = document.markContent('Artifact', { type: 'Layout' })
  frame
    .lineWidth(2)
    .strokeColor(ink)
    .rect(30, 30, width - 60, height - 60)
    .stroke()
  document.endMarkedContent()

  const written = (tag: 'H1' | 'H2' | 'P', text: string, font: string, size: number, y: number): void => {
    whole.add(
      document.struct(tag, {}, () => {
        document
          .font(font)
          .fontSize(sizeFor(document, text, size, column.width))
          .fillColor(ink)
          .text(text, 72, y, column)
      }),
    )
  }
  written('P', county, bold, 16, 80)
  written('H1', say.title, bold, 34, 118)
  written('P', say.gives, regular, 14, 190)
  written('H2', certificate.holder, bold, 30, 216)
  written('P', say.has, regular, 14, 272)
  written('H2', certificate.course, bold, 24, 298)
  written('P', say.on(dayIs(language, certificate.completedOn), certificate.hours), regular, 14, 346)
  written('P', `${say.number}: ${certificate.number}`, regular, 12, 420)
  written('P', `${say.check} ${address}`, regular, 10, 448)
  whole.end()
  document.end()
  await ended
  return Buffer.concat(parts)
}

/** The largest size at which a text stands on one line, down to ten points. */
function sizeFor(document: PDFKit.PDFDocument, text: string, size: number, width: number): number {
  for (let smaller = size; smaller > 10; smaller -= 1)
    if (document.fontSize(smaller).widthOfString(text) <= width) return smaller
  return 10
}

function fonts(): readonly [string, string] {
  const { resolve } = createRequire(import.meta.url)
  return [
    resolve('@expo-google-fonts/public-sans/400Regular/PublicSans_400Regular.ttf'),
    resolve('@expo-google-fonts/public-sans/700Bold/PublicSans_700Bold.ttf'),
  ]
}
