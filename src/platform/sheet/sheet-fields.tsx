import type { JSX } from 'preact'
import type { Refused } from '../http/route.ts'
import { FileField, TextArea } from '../ui/form.tsx'
import { limits } from './sheet.ts'

/** A sheet on its way in: a file of a spreadsheet program, or its cells pasted. `also`: what else is taken, in words and as endings. */
export const SheetFields = ({
  form,
  also = { words: '', endings: '' },
}: {
  form: Refused
  also?: { readonly words: string; readonly endings: string }
}): JSX.Element => (
  <>
    <FileField
      form={form}
      name="file"
      label="File"
      help={`CSV or Excel workbook (.xlsx), at most ${limits.bytes / 1024 / 1024} MB. ${also.words}Choose it again if this page comes back.`}
      accept={`.csv,.tsv,.txt,.xlsx${also.endings}`}
      optional
    />
    <TextArea
      form={form}
      name="pasted"
      label="Or paste cells"
      help="Mark the cells in your spreadsheet program, headings included, copy them, and paste them here."
      rows={8}
      optional
    />
  </>
)
