/** The server is asked again after so long, in milliseconds, while the network is there. */
const usual = 30_000
const soonest = 2_000

/**
 * How long the page waits until it asks the server again, in milliseconds. Without a network it asks soon after a hand was on the
 * phone, and half as often each time: no browser promises to tell when a network is back, nor that it works at that moment.
 */
export const askAgainAfter = ({ isWithout, tries }: { readonly isWithout: boolean; readonly tries: number }): number =>
  isWithout ? Math.min(usual, soonest * 2 ** tries) : usual
