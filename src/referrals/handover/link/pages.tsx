import type { JSX } from 'preact'
import { stopped } from '../../../core/text.ts'
import type { Refused } from '../../../platform/http/route.ts'
import { Form, Hidden } from '../../../platform/ui/form.tsx'
import { type OpenAt, OpenPage } from '../../../platform/ui/open-page.tsx'
import { HandoverFields } from '../fields.tsx'
import type { Told } from '../keys/rules.ts'
import { linkWords, problemIn, saidIn } from './words.ts'

export function LinkFormPage({ at, partner, form }: { at: OpenAt; partner: string; form: Refused }): JSX.Element {
  const say = linkWords[at.language]
  const problems = form.problems.map((one) => ({ ...one, message: problemIn(at.language, one) }))
  const said = { ...form, problems }
  return (
    <OpenPage at={at} title={say.title}>
      <p class="lead">{say.lead(partner, stopped(at.county.name))}</p>
      <Form form={said} action={at.path} save={say.save} language={at.language}>
        <Hidden name="pageLanguage" value={at.language} />
        <HandoverFields form={said} help={say.help} more={say.more} said={saidIn(at.language)} />
      </Form>
    </OpenPage>
  )
}

/** How the one referral stands; `trouble` says why what was sent now was not taken. */
export function LinkStandingPage({
  at,
  told,
  trouble,
}: {
  at: OpenAt
  told: Told
  trouble?: string | undefined
}): JSX.Element {
  const say = linkWords[at.language]
  return (
    <OpenPage at={at} title={say.title}>
      {trouble !== undefined && (
        <p class="notice" role="alert">
          {trouble}
        </p>
      )}
      <p class="lead" role="status">
        {say.told[told]}
      </p>
      <p>{say.rest(stopped(at.county.name))}</p>
    </OpenPage>
  )
}
