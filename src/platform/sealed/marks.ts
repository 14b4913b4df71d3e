import { ok, type Result, refuse } from '../../core/result.ts'

/** What a mark finds: somebody by a number or by name and birth, or a form that was sent before. Marks of two purposes never match. */
export type MarkPurpose = 'phone' | 'person' | 'form'

/**
 * A phone number as it is marked: digits alone, without the country code of the United States, an exit code or an extension:
 * `+1 (252) 555-0101 x4` is `2525550101`. Empty is ''. Refuses what has no digit, and more than 15 of them (ITU-T E.164).
 */
export function normalPhone(text: string, field = 'phone'): Result<string> {
  const written = text.normalize('NFKC').trim()
  const digits = written.replace(extension, '').replaceAll(/\D/g, '')
  if (written === '') return ok('')
  if (digits === '') return refuse('sealed.no-digits', 'A phone number has digits, such as 252 555 0101.', field)
  const called = digits.length > 11 ? digits.replace(/^(?:00|011)/, '') : digits
  if (called.length > 15)
    return refuse('sealed.too-long', 'A phone number has at most 15 digits. Write one number alone.', field)
  return ok(called.length === 11 && called.startsWith('1') ? called.slice(1) : called)
}

const extension = /[\s,;]*(?:extension|ext|x|#)[\s.:=]*\d{1,6}$/iu

/**
 * A name as it is marked: its parts in the order of the alphabet, in small letters without accents and punctuation, so that
 * `Moss, Ida`, `IDA MOSS` and `Ída Moss` are `ida moss`.
 */
export const normalName = (name: string): string =>
  name
    .replaceAll(joining, '')
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toUpperCase() // ß is SS, and both forms of a sigma are one
    .toLowerCase()
    .replaceAll(/[øđðłıæœþ]/g, (letter) => plain[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ')
    .normalize('NFC')

/** Whom a name and a day of birth tell, as it is marked: '' where either is missing, since half of it finds strangers. */
export const normalPerson = (name: string, bornOn: string): string => {
  const parts = normalName(name)
  return parts === '' || bornOn === '' ? '' : `${parts}|${bornOn}`
}

/** Signs within a word: O’Brien, J.R. */
const joining = /['＇’‘ʼʻ`´.]/gu
const plain: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}
