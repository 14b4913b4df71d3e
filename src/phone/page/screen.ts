import type { PhoneItem } from './items.ts'
import type { Parts } from './parts.ts'
import type { Phone } from './phone-state.ts'

export type Screen =
  | { readonly name: 'list' }
  | { readonly name: 'referral'; readonly id: string; readonly said?: string }
  | { readonly name: 'attempt' | 'contact' | 'release' | 'trip'; readonly id: string; readonly item?: PhoneItem }

export type Shown = {
  readonly phone: Phone
  readonly screen: Screen
  readonly parts: Parts
  readonly go: (screen: Screen) => void
  readonly lock: () => void
}
