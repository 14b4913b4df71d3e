import type { JSX } from 'preact'
import { asset } from '../../platform/assets.ts'
import { FieldsToSign, type ToSign } from './to-sign.tsx'

/** What is filled in and signed on a page. */
export const SignedFields = (shown: ToSign): JSX.Element => (
  <>
    <FieldsToSign {...shown} />
    <script type="module" src={asset('signature.js')} />
  </>
)
