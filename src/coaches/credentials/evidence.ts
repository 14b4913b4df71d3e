import { ok, type Result, refuse } from '../../core/result.ts'
import { type EvidenceType, largestEvidence } from './model.ts'

/**
 * The kind of a file by what is in it; its name is not asked. Refuses what is neither a PDF, a PNG nor a JPEG from its first
 * byte to its end, and what is too large. Sources: ISO 32000-1, 7.5.2 and 7.5.5; PNG, 5.2; JPEG (ITU T.81), B.2.1.
 */
export function evidenceType(bytes: Uint8Array): Result<EvidenceType> {
  if (bytes.length > largestEvidence)
    return refuse('credentials.file-large', 'This file is larger than 10 MB. Send a smaller one.', 'file')
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ending = content.subarray(-1024)
  if (content.subarray(0, 5).equals(Buffer.from('%PDF-')) && ending.includes('%%EOF')) return ok('application/pdf')
  if (content.subarray(0, 16).equals(pngStart) && ending.includes('IEND')) return ok('image/png')
  if (content.subarray(0, 3).equals(jpegStart) && ending.includes(jpegEnd)) return ok('image/jpeg')
  return refuse(
    'credentials.file-kind',
    'This file is not a PDF, a PNG or a JPEG inside, whatever its name says. Send a scan or a photo of the paper.',
    'file',
  )
}

const pngStart = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const jpegStart = Buffer.from('ffd8ff', 'hex')
const jpegEnd = Buffer.from('ffd9', 'hex')

const endings: Readonly<Record<EvidenceType, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** The name under which a file is handed out: ours, never one that was sent. */
export const downloadName = (type: EvidenceType): string => `evidence.${endings[type]}`

/** The name as it is shown: one line, no path, nothing hidden. */
export const shownName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 120) || 'File'
