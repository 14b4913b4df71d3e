import type { ComponentChildren, JSX } from 'preact'
import { type Described, wordsOfColumn } from '../../core/field.ts'
import type { HistoryLine } from '../history.ts'
import { Held, Instant } from './instant.tsx'
import { inWords } from './words.ts'

/** A list where each row is one link. `columns` heads the table; the first cell of a row carries the link. */
export function RecordTable({
  caption,
  columns,
  rows,
  empty,
  isTight,
  id,
}: {
  caption: string
  columns: readonly { readonly name: string; readonly isNumber?: boolean }[]
  rows: readonly { readonly key: string; readonly href?: string; readonly cells: readonly ComponentChildren[] }[]
  /** What an empty list says, kindly. */
  empty: ComponentChildren
  /** Few short values a row: they share lines on a phone. */
  isTight?: boolean
  /** By which a picture refers to it. */
  id?: string
}): JSX.Element {
  if (rows.length === 0) return <p class="empty">{empty}</p>
  return (
    <div class="table-frame" role="region" aria-label={caption} tabindex={0}>
      <table id={id} class={isTight ? 'records tight' : 'records'}>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" class={column.isNumber ? 'number' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td
                  key={columns[index]?.name}
                  class={columns[index]?.isNumber ? 'number' : undefined}
                  data-name={columns[index]?.name}
                >
                  {index === 0 && row.href ? (
                    <a class="row-link" href={row.href}>
                      {cell}
                    </a>
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A record's facts as a list of names and values. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' || value === null ? <span class="quiet">not given</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Facts on the left, history on the right. */
export function RecordPage({
  children,
  history,
}: {
  children: ComponentChildren
  history: readonly HistoryLine[]
}): JSX.Element {
  return (
    <div class="record">
      <div class="record-facts">{children}</div>
      <History lines={history} />
    </div>
  )
}

/** Who changed what, when: newest first. */
export function History({ lines }: { lines: readonly HistoryLine[] }): JSX.Element {
  return (
    <section class="history" aria-labelledby="history-heading">
      <h2 id="history-heading">History</h2>
      {lines.length === 0 && <p class="empty">No changes yet.</p>}
      <ol>
        {lines.map((line) => (
          <li key={line.id}>
            <p>
              <strong>{line.who}</strong> {inWords.act(line.act)} <Instant at={line.at} />
            </p>
            {line.changes.length > 0 && (
              <dl class="changes">
                {line.changes.map((change) => (
                  <Changed key={change.field} change={change} is={wordsOfColumn(line.kind, change.field)} />
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What changed of one field, called as the form calls it. */
function Changed({
  change: { field, before, after },
  is,
}: {
  change: HistoryLine['changes'][number]
  is: Described | undefined
}): JSX.Element {
  const said = (value: string): string => is?.options?.find((option) => option.value === value)?.name ?? value
  return (
    <div>
      <dt>{is?.label ?? inWords.field(field)}</dt>
      <dd>
        {before !== null && (
          <del>
            <Held value={said(before)} />
          </del>
        )}{' '}
        {after !== null && (
          <ins>
            <Held value={said(after)} />
          </ins>
        )}
      </dd>
    </div>
  )
}

/** Earlier and later pages of a long list; filters stay in the address. */
export function Pager({ url, page, hasMore }: { url: URL; page: number; hasMore: boolean }): JSX.Element | null {
  if (page === 1 && !hasMore) return null
  const at = (number: number): string => {
    const next = new URLSearchParams(url.searchParams)
    next.delete('said')
    next.set('page', String(number))
    return `${url.pathname}?${next}`
  }
  return (
    <nav class="pager" aria-label="Pages of this list">
      {page > 1 && (
        <a href={at(page - 1)} rel="prev">
          Earlier page
        </a>
      )}
      <span>Page {page}</span>
      {hasMore && (
        <a href={at(page + 1)} rel="next">
          Next page
        </a>
      )}
    </nav>
  )
}
