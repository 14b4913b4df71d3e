/** A way in which a word may lie in bytes. */
export type Spelling = { readonly how: string; readonly bytes: Buffer }

/** Each word as UTF-8, UTF-16, hex and base64, in small and capital letters too. */
export const spellings = (words: readonly string[]): readonly Spelling[] =>
  words.flatMap((word) =>
    [...new Set([word, word.toLowerCase(), word.toUpperCase()])].flatMap((each) => {
      const plain = Buffer.from(each)
      const little = Buffer.from(each, 'utf16le')
      const spelled: readonly (readonly [string, Buffer])[] = [
        ['UTF-8', plain],
        ['UTF-16, little end first', little],
        ['UTF-16, big end first', Buffer.from(little).swap16()],
        ['hex', Buffer.from(plain.toString('hex'))],
        ['hex in capitals', Buffer.from(plain.toString('hex').toUpperCase())],
        ...[0, 1, 2].map((before) => ['base64', inBase64(plain, before)] as const),
        ...(encodeURIComponent(each) === each ? [] : [['an address', Buffer.from(encodeURIComponent(each))] as const]),
      ]
      return spelled.map(([how, bytes]) => ({ how: `${each} as ${how}`, bytes }))
    }),
  )

/** The letters of base64 that a word alone decides, where so many bytes of a group of three stand before it. */
function inBase64(word: Buffer, before: number): Buffer {
  const whole = Buffer.concat([Buffer.alloc(before), word]).toString('base64')
  return Buffer.from(whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + word.length) * 8) / 6)))
}

/** Which of the spellings stand in some bytes, each once with what stands around it. */
export const hitsIn = (bytes: Buffer, all: readonly Spelling[]): readonly string[] =>
  all.flatMap(({ how, bytes: word }) => {
    const at = bytes.indexOf(word)
    return at < 0 ? [] : [`${how}: …${bytes.toString('latin1', Math.max(0, at - 40), at + 60)}…`]
  })
