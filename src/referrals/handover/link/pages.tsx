import type { JSX } from 'preact'
import { stopped } from '../../../core/text.ts'
import type { Refused } from '../../../platform/http/route.ts'
import { Form } from '../../../platform/ui/form.tsx'
import { type OpenAt, OpenPage } from '../../../platform/ui/open-page.tsx'
import { HandoverFields } from '../fields.tsx'
import type { Told } from '../keys/rules.ts'

// Nobody who passes by reads on this page what it is about.
const title = 'Hand over a referral'

export const LinkFormPage = ({ at, partner, form }: { at: OpenAt; partner: string; form: Refused }): JSX.Element => (
  <OpenPage at={at} title={title} isInOneLanguage>
    <p class="lead">
      From {partner} to {stopped(at.county.name)} This link is for one referral. Afterwards this address says whether it
      was received, is being followed up, or is closed.
    </p>
    <Form form={form} action={at.path} save="Hand over">
      <HandoverFields form={form} />
    </Form>
  </OpenPage>
)

const words: Readonly<Record<Told, string>> = {
  received: 'Received.',
  'being followed up': 'Being followed up.',
  closed: 'Closed.',
}

/** How the one referral stands; `trouble` says why what was sent now was not taken. */
export const LinkStandingPage = ({
  at,
  told,
  trouble,
}: {
  at: OpenAt
  told: Told
  trouble?: string | undefined
}): JSX.Element => (
  <OpenPage at={at} title={title} isInOneLanguage>
    {trouble !== undefined && (
      <p class="notice" role="alert">
        {trouble}
      </p>
    )}
    <p class="lead" role="status">
      {words[told]}
    </p>
    <p>What was handed over through this link is with {stopped(at.county.name)} Nothing else is shown here.</p>
  </OpenPage>
)
