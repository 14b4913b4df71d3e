import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
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
import { saysTheSame } from './rules.ts'
import type { Unprintable } from './unprintable.ts'

type CertificateShown = {
  readonly visit: Visit
  readonly enrolment: Enrolment
  readonly certificates: readonly Certificate[]
  /** What the one that holds says in letters no face has. */
  readonly unprintable: readonly Unprintable[]
  readonly form: Refused
  readonly revoking: Refused
}

/** The certificates of one completion: giving one, opening it, taking it back. */
export function CertificatePage(shown: CertificateShown): JSX.Element {
  const { visit, enrolment, certificates, unprintable, form, revoking } = shown
  const path = `/training/enrolments/${enrolment.id}`
  const holding = certificates.find(({ revokedOn }) => revokedOn === null)
  const holds = enrolment.outcome === 'completed'
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
              ...(holds ? [['Checked at', addressOf(visit.organisation.slug, holding.code)] as const] : []),
            ]}
          />
          {!saysTheSame(holding, enrolment) && (
            <p class="notice">
              The record does not say the same any more: {recordSays(enrolment)}.{' '}
              {holds ? 'The certificate is valid all the same.' : 'Who asks for its code is told that there is none.'}{' '}
              Revoke it, or correct the record.
            </p>
          )}
          {!holds ? null : unprintable.length === 0 ? (
            <p class="acts">
              <a class="button" href={`${addressOf(visit.organisation.slug, holding.code)}/pdf`}>
                Download the certificate (PDF)
              </a>
            </p>
          ) : (
            <p class="notice">
              It cannot be printed, since no face here has{' '}
              {unprintable.map(({ letters, what }) => `${letters} of ${what}`).join(' and ')}. It is valid all the same.
              Revoke it and give a new one, written in letters that can be printed.
            </p>
          )}
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

const recordSays = ({ outcome, outcomeOn, hours }: Enrolment): string =>
  [outcome, outcomeOn && `on ${dayInWords(outcomeOn)}`, hours !== null && `with ${counted(hours, 'hour')}`]
    .filter(Boolean)
    .join(' ')

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
    unprintable: 'This certificate cannot be printed',
    why: (letters: string) => `On paper these letters would be empty boxes: ${letters}.`,
    stillHolds: 'It is valid all the same, and',
    itsPage: 'its page says so',
    askAnew: 'Ask the people who run the class for a new one, written in letters that can be printed.',
  },
  es: {
    holds: 'Este certificado es válido',
    missing: 'No se encontró ningún certificado',
    missingMore: 'Puede que el código esté mal escrito, o que el certificado no valga.',
    name: 'Nombre',
    course: 'Curso',
    on: 'Completado el',
    hours: 'Horas',
    unprintable: 'Este certificado no se puede imprimir',
    why: (letters: string) => `En papel, estas letras serían recuadros vacíos: ${letters}.`,
    stillHolds: 'De todos modos es válido, y',
    itsPage: 'su página lo dice',
    askAnew: 'Pida uno nuevo a las personas que dan la clase, escrito con letras que se puedan imprimir.',
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

type UnprintableShown = { readonly at: Publicly; readonly code: string; readonly unprintable: readonly Unprintable[] }

/** Instead of a paper with empty boxes: which letters cannot be printed, that the certificate holds, and what to do. */
export function UnprintablePage({ at, code, unprintable }: UnprintableShown): JSX.Element {
  const say = words[at.language]
  return (
    <OpenPage at={at} title={say.unprintable}>
      <p class="lead">{say.why(unprintable.map(({ letters }) => letters).join(', '))}</p>
      <p>
        {say.stillHolds} <a href={addressOf(at.county.slug, code)}>{say.itsPage}</a>. {say.askAnew}
      </p>
    </OpenPage>
  )
}
