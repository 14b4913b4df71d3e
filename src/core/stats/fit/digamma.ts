/** The derivative of log gamma, for x > 0: recurrence to 8, then the asymptotic series (Abramowitz & Stegun 6.3.18). */
export function digamma(x: number): number {
  let value = 0
  let z = x
  while (z < 8) value -= 1 / z++
  const w = 1 / (z * z)
  const tail = w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w * (1 / 132)))))
  return value + Math.log(z) - 1 / (2 * z) - tail
}
