import { readFileSync } from 'node:fs'

const ofTheHouse = /const inOrder = \[([^\]]+)\]/.exec(readFileSync('src/rooms.ts', 'utf8'))?.[1] ?? ''

/** The order of the rooms is the law: look left, through the window. The house is put together in that order. */
export const order: readonly string[] = [
  'core',
  'platform',
  ...ofTheHouse.split(',').map((name) => name.trim()),
  'today',
]
