/**
 * Says how a measured figure stands to its goal, in one line that the table at the end of `npm run bench` repeats.
 * `unit` follows the figures: ' ms', ' KB', ' x'.
 */
export function goal(
  words: string,
  measured: number,
  unit: string,
  limit: { atMost: number } | { atLeast: number },
): void {
  const isMet = 'atMost' in limit ? measured <= limit.atMost : measured >= limit.atLeast
  const wanted = 'atMost' in limit ? `at most ${limit.atMost}` : `at least ${limit.atLeast}`
  console.log(`${mark} ${words}: ${figure(measured)}${unit}, ${wanted}${unit}: ${isMet ? 'met' : 'MISSED'}`)
}

export const mark = 'goal:'

const figure = (value: number): string => (Math.abs(value) < 20 ? value.toFixed(2) : value.toFixed(0))
