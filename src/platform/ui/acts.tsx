import type { ComponentChildren, JSX } from 'preact'
import { isOneOf, type Role, type Visit } from '../http/route.ts'
import { Hidden } from './form.tsx'

/** A link that looks like the button it leads to; for those who may. `to` is below the organisation. */
export const Act = ({
  visit,
  to,
  name,
  may,
  second,
}: {
  visit: Visit
  to: string
  name: string
  may: readonly Role[]
  second?: boolean
}): JSX.Element | null =>
  isOneOf(visit, may) ? (
    <a class={second ? 'button second' : 'button'} href={visit.to(to)}>
      {name}
    </a>
  ) : null

/** Links that change a record, side by side; nothing where none is for the one who looks. */
export const Acts = ({
  visit,
  may,
  acts,
}: {
  visit: Visit
  may: readonly Role[]
  acts: readonly (readonly [name: string, to: string])[]
}): JSX.Element | null =>
  isOneOf(visit, may) ? (
    <p class="acts">
      {acts.map(([name, to]) => (
        <Act key={to} visit={visit} to={to} name={name} may={may} second />
      ))}
    </p>
  ) : null

/** A button that does something at once. `about` names the record for who does not see where it stands. */
export const Press = ({
  action,
  name,
  about,
  values = {},
  look = 'link',
  children,
}: {
  action: string
  name: string
  about?: string
  values?: Readonly<Record<string, string | number>>
  look?: 'link' | 'first' | 'second' | 'danger'
  children?: ComponentChildren
}): JSX.Element => (
  <form method="post" action={action} class={look === 'link' ? 'inline' : undefined}>
    {Object.entries(values).map(([key, value]) => (
      <Hidden key={key} name={key} value={value} />
    ))}
    {children}
    <button type="submit" class={look === 'link' ? 'link' : look === 'first' ? 'button' : `button ${look}`}>
      {name}
      {about && <span class="visually-hidden">: {about}</span>}
    </button>
  </form>
)
