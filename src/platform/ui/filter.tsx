import type { JSX } from 'preact'

/**
 * Links that narrow a list, one of them chosen; what else narrows it stays. `name` is its word in the address, and the option
 * of null is the list without it.
 */
export function Filter({
  url,
  label,
  isNamed,
  name,
  chosen,
  options,
}: {
  url: URL
  label: string
  /** Whether the label is shown, where several stand below one another. */
  isNamed?: boolean
  name: string
  chosen: string | null
  options: readonly (readonly [value: string | null, words: string])[]
}): JSX.Element {
  const to = (value: string | null): string => {
    const next = new URLSearchParams(url.searchParams)
    for (const gone of ['page', 'said', name]) next.delete(gone)
    if (value !== null) next.set(name, value)
    return `${url.pathname}${next.size > 0 ? `?${next}` : ''}`
  }
  return (
    <nav class="filters" aria-label={label}>
      {isNamed && <span class="filters-name">{label}</span>}
      {options.map(([value, words]) => (
        <a key={words} href={to(value)} aria-current={value === chosen ? 'true' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  )
}
