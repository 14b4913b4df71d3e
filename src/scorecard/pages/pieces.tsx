import type { JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { kinds } from '../kinds.ts'
import type { Kind } from '../model.ts'

/** What was taken off a page and can be put back. */
export type Removed = { readonly kind: Kind; readonly id: string; readonly called: string }

export const PutBack = ({ visit, removed: { kind, id, called } }: { visit: Visit; removed: Removed }): JSX.Element => (
  <form method="post" action={visit.to(`/scorecard/${kinds[kind].path}/${id}/put-back`)} class="inline">
    <button type="submit" class="link">
      Put it back<span class="visually-hidden"> ({called})</span>
    </button>
  </form>
)

/** Up and down, for those who cannot drag and those who would rather not. */
export const MoveButtons = ({ action, called }: { action: string; called: string }): JSX.Element => (
  <form method="post" action={action} class="inline move">
    {(['up', 'down'] as const).map((way) => (
      <button key={way} type="submit" name="way" value={way} class="button second small">
        {way === 'up' ? '↑' : '↓'}
        <span class="visually-hidden">
          {' '}
          Move {called} {way}
        </span>
      </button>
    ))}
  </form>
)

// The renderer takes no HTML from a person and lets only http, https and mail addresses be links.
export const Rich = ({ text }: { text: string }): JSX.Element => (
  <div class="rich" dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }} />
)

export const Lines = ({ text }: { text: string }): JSX.Element => <p class="lines">{text}</p>
