import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { withoutFields } from '../../core/result.ts'
import { dayIs } from '../../core/said.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Form, Problems } from '../../platform/ui/form.tsx'
import { OpenPage } from '../../platform/ui/open-page.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Enrolment } from '../completions/model.ts'
import type { Publicly } from '../places/public-pages.tsx'
import { type Certificate, certificateForm, revokeForm } from './model.ts'

type CertificateShown = {
  readonly visit: Visit
  readonly enrolment: Enrolment
  readonly certificates: readonly Certificate[]
  readonly form: Refused
  readonly revoking: Refused
}

/** The certificates of one completion: giving one, opening it, taking it back. */
export function CertificatePage({ visit, enrolment, certificates, form, revoking }: CertificateShown): JSX.Element {
  const path = `/training/enrolments/${enrolment.id}`
  const holding = certificates.find(({ revokedOn }) => revokedOn === null)
  // Given or revoked meanwhile: the form that was refused is not there any more.
  const elsewhere = withoutFields(holding ? form.problems : revoking.problems)
  return (
    <TeamPage
      visit={visit}
      title="Certificate"
      trail={[
        { name: 'Training', path: '/training' },
        { name: `${enrolment.coach}, ${enrolment.course}`, path },
      ]}
    >
      <Problems form={{ ...form, problems: elsewhere }} />
      {holding ? (
        <>
          <Facts
            facts={[
              ['Number', holding.number],
              ['Name on it', holding.holder],
              ['Course', holding.course],
              ['Completed on', dayInWords(holding.completedOn)],
              ['Hours', holding.hours ?? ''],
              ['Given on', dayInWords(holding.issuedOn)],
              ['Checked at', addressOf(visit.organisation.slug, holding.code)],
            ]}
          />
          <p class="acts">
            <a class="button" href={`${addressOf(visit.organisation.slug, holding.code)}/pdf`}>
              Download the certificate (PDF)
            </a>
          </p>
          <section aria-labelledby="revoke">
            <h2 id="revoke">Revoke this certificate</h2>
            <p>Who asks for its code is then told that there is none. Its number is not given again.</p>
            <Form
              form={revoking}
              action={visit.to(`/training/certificates/${holding.id}/revoke`)}
              save="Revoke certificate"
              danger
            >
              <Fields of={revokeForm} form={revoking} />
            </Form>
          </section>
        </>
      ) : enrolment.outcome === 'completed' ? (
        <Form form={form} action={visit.to(`${path}/certificate`)} save="Give certificate" cancel={visit.to(path)}>
          <Fields of={certificateForm} form={form} />
        </Form>
      ) : (
        <>
          <Problems form={form} />
          <p class="empty">A certificate is given for a completion. Record the outcome first.</p>
        </>
      )}
      {certificates.some(({ revokedOn }) => revokedOn !== null) && (
        <section aria-labelledby="revoked">
          <h2 id="revoked">Revoked</h2>
          <ul>
            {certificates.flatMap(({ id, number, revokedOn, reason }) =>
              revokedOn === null
                ? []
                : [
                    <li key={id}>
                      {number}, on {dayInWords(revokedOn)}: {reason}
                    </li>,
                  ],
            )}
          </ul>
        </section>
      )}
    </TeamPage>
  )
}

export const addressOf = (county: string, code: string): string => `/${county}/certificate/${code}`

const words = {
  en: {
    holds: 'This certificate is valid',
    missing: 'No certificate was found',
    missingMore: 'The code may be mistyped, or the certificate does not hold.',
    name: 'Name',
    course: 'Course',
    on: 'Completed on',
    hours: 'Hours',
    download: 'Download the certificate (PDF)',
  },
  es: {
    holds: 'Este certificado es válido',
    missing: 'No se encontró ningún certificado',
    missingMore: 'Puede que el código esté mal escrito, o que el certificado no valga.',
    name: 'Nombre',
    course: 'Curso',
    on: 'Completado el',
    hours: 'Horas',
    download: 'Descargar el certificado (PDF)',
  },
} as const

/** What anybody with the code of a certificate is told: it is valid and says this, or there is none. */
export function CheckPage({ at, certificate }: { at: Publicly; certificate: Certificate | null }): JSX.Element {
  const say = words[at.language]
  if (!certificate)
    return (
      <OpenPage at={at} title={say.missing}>
        <p>{say.missingMore}</p>
      </OpenPage>
    )
  return (
    <OpenPage at={at} title={say.holds}>
      <Facts
        facts={[
          [say.name, certificate.holder],
          [say.course, certificate.course],
          [say.on, dayIs(at.language, certificate.completedOn)],
          ...(certificate.hours === null ? [] : [[say.hours, certificate.hours] as const]),
        ]}
      />
    </OpenPage>
  )
}
