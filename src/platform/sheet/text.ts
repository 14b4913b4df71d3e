import { SheetProblem } from './sheet.ts'

/** The text of a file in UTF-8, or in UTF-16 with its mark. Anything else would turn into wrong letters, so it is refused. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes)
  if (bytes.subarray(0, 4096).includes(0))
    throw new SheetProblem(
      'not-a-sheet',
      'This file is not a table of text. Send a CSV file or an Excel workbook (.xlsx).',
    )
  return decode('utf-8', bytes)
}

function decode(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new SheetProblem(
      'encoding',
      `Line ${firstBadLine(encoding, bytes)} has letters in an encoding that cannot be told for sure. Open the file in your spreadsheet program, save it as “CSV UTF-8”, and send that.`,
    )
  }
}

function firstBadLine(encoding: string, bytes: Uint8Array): number {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  for (let at = 0; at < bytes.length; at += 1024) {
    const part = bytes.subarray(at, at + 1024)
    try {
      line += newlines(decoder.decode(part, { stream: true }))
    } catch {
      return line + newlines(new TextDecoder(encoding).decode(part).split('\ufffd')[0] ?? '')
    }
  }
  return line
}

const newlines = (text: string): number => text.split('\n').length - 1
