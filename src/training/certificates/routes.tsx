import { languageAsked } from '../../core/language.ts'
import { buttonDoor } from '../../platform/doors/button-door.tsx'
import { download, goTo, notFound, page } from '../../platform/http/answer.tsx'
import { countyOf } from '../../platform/http/county.ts'
import type { OpenCall, OpenRoute } from '../../platform/http/open-route.ts'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { toldInAddress } from '../../platform/told.ts'
import { wrongSecret } from '../../platform/tries.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { enrolment } from '../completions/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { county } from '../places/store.ts'
import { access } from '../rules.ts'
import { giveCertificate, giveCertificates, revokeCertificate } from './actions.ts'
import { certificateForm, revokeForm } from './model.ts'
import { addressOf, CertificatePage, CheckPage, UnprintablePage } from './pages.tsx'
import { certificatePdf } from './pdf.ts'
import { isCode, typedCode } from './rules.ts'
import { certificate, certificatesOf, certificateThatHolds } from './store.ts'
import { unprintableOn } from './unprintable.ts'

/** Certificates on the team's side: giving and revoking them. */
export const certificateRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  {
    method: 'GET',
    path: '/training/enrolments/:enrolmentId/certificate',
    may: access.write,
    answer: (visit) => show(visit, visit.params.enrolmentId ?? ''),
  },
  {
    method: 'POST',
    path: '/training/enrolments/:enrolmentId/certificate',
    may: access.write,
    answer: (visit) => give(visit, needs),
  },
  {
    method: 'POST',
    path: '/training/certificates/:certificateId/revoke',
    may: access.write,
    answer: (visit) => takeBack(visit),
  },
  buttonDoor({
    path: '/training/sessions/:sessionId/certificates',
    may: access.write,
    send: (visit) => giveCertificates(visit, { sessionId: visit.params.sessionId ?? '', needs }),
    about: 'sessionId',
    back: ({ params }) => `/training/sessions/${params.sessionId}`,
    said: (told) => `saved${toldInAddress(told)}`,
  }),
]

/** Certificates for anybody who has their code. */
export const publicCertificateRoutes = (needs: TrainingNeeds): readonly OpenRoute[] => [
  { method: 'GET', path: '/:county/certificate/:code', answer: (call) => check(call) },
  { method: 'GET', path: '/:county/certificate/:code/pdf', answer: (call) => pdf(call, needs) },
]

async function show(
  visit: Visit,
  enrolmentId: string,
  refused: { readonly form?: Refused; readonly revoking?: Refused } = {},
): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    enrolment: await enrolment(tx, enrolmentId),
    certificates: await certificatesOf(tx, enrolmentId),
  }))
  if (!shown.enrolment) return notFound()
  const holding = shown.certificates.find(({ revokedOn }) => revokedOn === null)
  return page(
    <CertificatePage
      visit={visit}
      enrolment={shown.enrolment}
      certificates={shown.certificates}
      unprintable={holding ? await unprintableOn(holding, visit.organisation.name) : []}
      form={refused.form ?? fresh(typedFrom({ holder: shown.enrolment.coach }))}
      revoking={refused.revoking ?? fresh()}
    />,
    refused.form || refused.revoking ? 422 : 200,
  )
}

async function give(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const enrolmentId = visit.params.enrolmentId ?? ''
  const typed = await visit.typed()
  const form = parseTyped(certificateForm, typed, 'training.certificate-wrong')
  const given = form.ok ? await giveCertificate(visit, { enrolmentId, form: form.value, needs }) : form
  return given.ok
    ? goTo(visit.to(`/training/enrolments/${enrolmentId}/certificate?said=added${toldInAddress(given.value)}`))
    : show(visit, enrolmentId, { form: { typed, problems: given.problems } })
}

async function takeBack(visit: Visit): Promise<Response> {
  const id = visit.params.certificateId ?? ''
  const typed = await visit.typed()
  const found = await visit.db.read(visit.scope, (tx) => certificate(tx, id))
  if (!found) return notFound()
  const form = parseTyped(revokeForm, typed, 'training.revoke-wrong')
  const done = form.ok ? await revokeCertificate(visit, { id, reason: form.value.reason }) : form
  return done.ok
    ? goTo(visit.to(`/training/enrolments/${found.enrolmentId}/certificate?said=saved`))
    : show(visit, found.enrolmentId, { revoking: { typed, problems: done.problems } })
}

/** The certificate behind the address, if it holds; how long who guessed too often waits. */
async function asked(call: OpenCall) {
  const scope = await countyOf(call)
  if (!scope) return null
  const code = typedCode(call.params.code ?? '')
  const found = isCode(code) ? await call.db.read(scope, (tx) => certificateThatHolds(tx, code)) : null
  const wait = found ? 0 : await wrongSecret(call.db, call.network)
  return { county: await call.db.read(scope, county), found, wait }
}

async function check(call: OpenCall): Promise<Response> {
  const answer = await asked(call)
  if (!answer) return notFound()
  const { county: here, found, wait } = answer
  const language = languageAsked(call.url.searchParams.get('lang'), found?.language)
  return page(
    <CheckPage at={{ county: here, language, path: call.url.pathname }} certificate={found} />,
    found ? 200 : wait === 0 ? 404 : 429,
  )
}

async function pdf(call: OpenCall, needs: TrainingNeeds): Promise<Response> {
  const answer = await asked(call)
  if (!answer?.found) return notFound()
  const { county: here, found } = answer
  // Given before letters were looked at, or before the county changed its name: no paper with empty boxes.
  const unprintable = await unprintableOn(found, here.name)
  if (unprintable.length > 0) {
    const language = languageAsked(call.url.searchParams.get('lang'), found.language)
    const at = { county: here, language, path: call.url.pathname }
    return page(<UnprintablePage at={at} code={found.code} unprintable={unprintable} />, 409)
  }
  const address = `${needs.baseUrl}${addressOf(here.slug, found.code)}`
  const bytes = await certificatePdf({ certificate: found, county: here.name, language: found.language, address })
  return download(`certificate-${found.number}.pdf`, 'application/pdf', bytes)
}
