import type { JSX } from 'preact'
import { counted } from '../../../core/counted.ts'
import type { Refused, Visit } from '../../../platform/http/route.ts'
import { Choice, Form, Hidden, TextField } from '../../../platform/ui/form.tsx'
import type { Import } from '../store.ts'
import type { Hanging } from './model.ts'
import { hangsOnIt, staysAnyway } from './rules.ts'

/** How an import stands: its records that are left, those that something hangs on, and its new coaches who are still there. */
export type Stand = {
  readonly left: number
  readonly completions: number
  readonly hanging: readonly Hanging[]
  readonly coachesLeft: readonly { readonly id: string; readonly name: string }[]
}

type UndoShown = {
  readonly visit: Visit
  readonly found: Import
  readonly stand: Stand
  readonly form: Refused
}

/** What taking an import back would do, and the choice about records that something has come to hang on. */
export function Undo({ visit, found, stand: { left, hanging }, form }: UndoShown): JSX.Element {
  const hasCertificates = hanging.some(({ certificate }) => certificate !== null)
  const stays = hanging.filter(staysAnyway).length
  return (
    <section aria-labelledby="undo">
      <h2 id="undo">Undo this import</h2>
      <p>
        {counted(left, 'record')} it brought {left === 1 ? 'is' : 'are'} taken back, and the new coaches who have no
        other record. The numbers follow at once. The file can be imported again.
      </p>
      {hanging.length > 0 && <WhatHangs visit={visit} hanging={hanging} />}
      <Form
        form={form}
        action={visit.to(`/training/imports/${found.id}/undo`)}
        save={hanging.length > 0 ? 'Undo this import' : 'Undo the whole import'}
        danger
      >
        <Hidden name="hanging" value={hanging.length} />
        {hanging.length > 0 && (
          <Choice
            form={form}
            name="choice"
            label={`What happens with ${hanging.length === 1 ? 'this record' : `these ${hanging.length} records`}`}
            none="Choose"
            help={
              stays > 0
                ? `${counted(stays, 'record')} with attendance, answers or a sign-up of the coach ${stays === 1 ? 'stays' : 'stay'} in any case.`
                : undefined
            }
            options={[
              { value: 'leave', name: 'Leave them, and take back the others' },
              {
                value: 'take',
                name: hasCertificates ? 'Take them back too, and revoke their certificates' : 'Take them back too',
              },
            ]}
          />
        )}
        {hasCertificates && (
          <TextField
            form={form}
            name="reason"
            label="Why the certificates are revoked"
            help="Needed only where they are. It is kept with each certificate."
            optional
          />
        )}
      </Form>
    </section>
  )
}

const mostShown = 50

const WhatHangs = ({ visit, hanging }: { visit: Visit; hanging: readonly Hanging[] }): JSX.Element => (
  <>
    <p class="notice">
      Something has come to hang on {counted(hanging.length, 'record')} since the import. Credentials stay as they are,
      whatever you choose.
    </p>
    <ul>
      {hanging.slice(0, mostShown).map((one) => (
        <li key={one.id}>
          <a href={visit.to(`/training/enrolments/${one.id}`)}>
            {one.coach}, {one.course}
          </a>
          : {hangsOnIt(one)}
        </li>
      ))}
      {hanging.length > mostShown && <li>{counted(hanging.length - mostShown, 'more record')}</li>}
    </ul>
  </>
)

type Stayed = {
  readonly visit: Visit
  readonly stand: Stand
}

/** What is still there of an import that was undone. */
export function WhatStayed({ visit, stand: { left, coachesLeft } }: Stayed): JSX.Element | null {
  if (left === 0 && coachesLeft.length === 0) return null
  return (
    <p class="notice">
      {left > 0 && `${counted(left, 'record')} stayed, with what hangs on ${left === 1 ? 'it' : 'them'}. `}
      {coachesLeft.length > 0 && (
        <>
          {counted(coachesLeft.length, 'coach', 'coaches')} it brought stayed, since something else is on record of
          them:{' '}
          {coachesLeft.slice(0, mostShown).map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <a href={visit.to(`/coaches/${id}`)}>{name}</a>
            </span>
          ))}
          {coachesLeft.length > mostShown && ` and ${coachesLeft.length - mostShown} more`}.
        </>
      )}
    </p>
  )
}
