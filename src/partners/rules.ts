import type { Sector } from './model.ts'
import { sectors } from './model.ts'

/** Who may pass which door of this room. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  write: ['administrator', 'editor', 'coordinator'],
} as const

/** A sector named in an address, null for all: an unknown one is no filter. */
export const sectorNamed = (text: string | null): Sector | null => sectors.find((sector) => sector === text) ?? null
