import type { JSX } from 'preact'
import { encode } from 'uqr'

/**
 * An address as a square that a phone reads (QR code, ISO/IEC 18004), with the rim of four modules that it asks for. It is black on
 * white in every theme: not every phone reads it the other way round. Whoever cannot scan needs the address in words beside it.
 */
export function QrCode({ text, name }: { text: string; name: string }): JSX.Element {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="white" />
      <path d={data.map(rowOf).join('')} fill="black" />
    </svg>
  )
}

const rowOf = (row: readonly boolean[], y: number): string =>
  row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')
