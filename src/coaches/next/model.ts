/** A link to where something is done, below the organisation. */
export type Act = { readonly name: string; readonly to: string }
/** What is to be done next with a coach, and why. Without an act nothing is due. */
export type Next = { readonly act: Act | null; readonly why: string }
