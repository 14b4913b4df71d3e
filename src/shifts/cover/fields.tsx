import type { JSX } from 'preact'
import type { Refused } from '../../platform/http/route.ts'
import { Choice, TextField, Tick, TimeField } from '../../platform/ui/form.tsx'
import { modes } from '../model.ts'

const ways: Readonly<Record<(typeof modes)[number], string>> = {
  'in person': 'In person',
  'on call': 'On call, reached by phone',
  virtual: 'Virtual, by video or phone',
}

/** What a shift is, apart from when: the same fields for a need and for one shift. */
export function KindFields({ form }: { form: Refused }): JSX.Element {
  return (
    <>
      <Choice form={form} name="mode" label="How" options={modes.map((mode) => ({ value: mode, name: ways[mode] }))} />
      <Choice
        form={form}
        name="coaches"
        label="Coaches"
        options={['1', '2', '3'].map((value) => ({ value, name: value }))}
      />
      <Tick
        form={form}
        name="isFirstVisit"
        label="First visits may be made"
        help="Nobody goes alone on a first visit, so two coaches are needed."
      />
      <TextField form={form} name="place" label="Place" help="Where coaches meet." optional />
      <TextField
        form={form}
        name="link"
        label="Meeting link"
        type="url"
        help="For virtual shifts: any meeting address with https."
        optional
      />
      <TextField
        form={form}
        name="credential"
        label="Credential needed"
        help="Leave it empty unless only coaches with a certain credential may take it."
        width="middle"
        optional
      />
    </>
  )
}

/** Start and end as times of the day. */
export function TimeFields({ form }: { form: Refused }): JSX.Element {
  return (
    <>
      <TimeField form={form} name="starts" label="Start" />
      <TimeField form={form} name="ends" label="End" help="An end before the start is on the next day." />
    </>
  )
}
