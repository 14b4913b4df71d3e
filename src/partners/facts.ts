import type { Sector } from './model.ts'

/** Who a partner is, for the rooms that name one: the columns of the view `partner_named`. */
export type PartnerNamed = { readonly id: string; readonly name: string; readonly sector: Sector }
