import type { Language } from '../../core/language.ts'
import { stopped } from '../../core/text.ts'
// What the program writes to people who signed up. Plain text, one link, in the language they chose, and nothing that a
// passer-by should not read.

export type Letter = { readonly subject: string; readonly text: string }
export type NoticeKind =
  | 'seat'
  | 'confirm'
  | 'waiting list'
  | 'confirm on list'
  | 'offer'
  | 'offer passed'
  | '7 days before'
  | '1 day before'
  | 'withdrawn'
  | 'changed'
  | 'cancelled'
  | 'held after all'
  | 'link again'
  | 'certificate'

export type About = {
  readonly county: string
  readonly course: string
  /** When and where, in words. */
  readonly held: string
  /** Until when an offer stands, in words; '' where there is none. */
  readonly until: string
  /** When and where it was planned before, in words; '' where that did not change. */
  readonly before: string
  /** The address of one's own place. */
  readonly link: string
}

/** The letter of a kind in a language. */
export const letterFor = (language: Language, kind: NoticeKind, about: About): Letter => {
  const { subject, body } = (language === 'es' ? spanish : english)[kind](about)
  const close =
    language === 'es'
      ? `Su página, donde puede ver su lugar o darlo de baja (no comparta este enlace):\n\n${about.link}\n\n${about.county}\n`
      : `Your own page, to see your place or withdraw (do not pass this link on):\n\n${about.link}\n\n${about.county}\n`
  return { subject, text: `${body}\n\n${about.course}\n${about.held}\n\n${close}` }
}

type Words = (about: About) => { readonly subject: string; readonly body: string }

const english: Readonly<Record<NoticeKind, Words>> = {
  seat: ({ course }) => ({ subject: `You have a seat: ${course}`, body: 'You have a seat in this class.' }),
  confirm: ({ course, until }) => ({
    subject: `Confirm your seat: ${course}`,
    body: `${stopped(`A seat in this class is held for you until ${until}`)} Open your page and confirm it there. After that the seat is free for others.\n\nIf you did not sign up, leave this mail: the seat is given back by itself.`,
  }),
  'confirm on list': ({ course, until }) => ({
    subject: `Confirm your place on the waiting list: ${course}`,
    body: `${stopped(`All seats are taken at the moment. Open your page and confirm your place on the waiting list until ${until}`)} After that it is gone.\n\nIf you did not sign up, leave this mail: the place is given back by itself.`,
  }),
  'waiting list': ({ course }) => ({
    subject: `You are on the waiting list: ${course}`,
    body: 'All seats are taken at the moment. You are on the waiting list, in the order of arrival. When a seat is free for you, you are told.',
  }),
  offer: ({ course, until }) => ({
    subject: `A seat is free for you: ${course}`,
    body: `${stopped(`A seat is free and held for you until ${until}`)} Open your page to take it. After that it goes to the next person.`,
  }),
  'offer passed': ({ course }) => ({
    subject: `The seat went to the next person: ${course}`,
    body: 'The seat that was held for you went to the next person. You are not on the list any more. You may sign up again at any time.',
  }),
  '7 days before': ({ course }) => ({
    subject: `In a week: ${course}`,
    body: 'Your class begins within a week. If you cannot come, withdraw on your page, so that somebody else can.',
  }),
  '1 day before': ({ course }) => ({ subject: `Tomorrow: ${course}`, body: 'Your class begins tomorrow.' }),
  withdrawn: ({ course }) => ({
    subject: `You have withdrawn: ${course}`,
    body: 'You have withdrawn from this class. Nothing else is needed.',
  }),
  changed: ({ course, before }) => ({
    subject: `Changed: ${course}`,
    body: `The day, the hour or the place of your class has changed. If you cannot come then, withdraw on your page.${before === '' ? '' : `\n\nBefore it was:\n\n${before}`}\n\nNow it is:`,
  }),
  cancelled: ({ course }) => ({ subject: `Canceled: ${course}`, body: 'This class will not be held.' }),
  'held after all': ({ course }) => ({
    subject: `Held after all: ${course}`,
    body: 'This class was canceled, and now it will be held after all. Your place is as it was.',
  }),
  'link again': ({ course }) => ({ subject: `Your page: ${course}`, body: 'Here is a new link to your page.' }),
  certificate: ({ course }) => ({
    subject: `Your certificate: ${course}`,
    body: 'You have completed this class. Your certificate is on your page, where you can also say how it was.',
  }),
}

const spanish: Readonly<Record<NoticeKind, Words>> = {
  seat: ({ course }) => ({ subject: `Tiene un lugar: ${course}`, body: 'Tiene un lugar en esta clase.' }),
  confirm: ({ course, until }) => ({
    subject: `Confirme su lugar: ${course}`,
    body: `${stopped(`Le guardamos un lugar en esta clase hasta ${until}`)} Abra su página y confírmelo ahí. Después el lugar queda libre para otras personas.\n\nSi usted no se inscribió, no haga nada: el lugar se libera solo.`,
  }),
  'confirm on list': ({ course, until }) => ({
    subject: `Confirme su lugar en la lista de espera: ${course}`,
    body: `${stopped(`Por ahora todos los lugares están ocupados. Abra su página y confirme su lugar en la lista de espera hasta ${until}`)} Después se pierde.\n\nSi usted no se inscribió, no haga nada: el lugar se libera solo.`,
  }),
  'waiting list': ({ course }) => ({
    subject: `Está en la lista de espera: ${course}`,
    body: 'Por ahora todos los lugares están ocupados. Está en la lista de espera, por orden de llegada. Cuando haya un lugar para usted, le avisaremos.',
  }),
  offer: ({ course, until }) => ({
    subject: `Hay un lugar para usted: ${course}`,
    body: `${stopped(`Hay un lugar libre y se lo guardamos hasta ${until}`)} Abra su página para aceptarlo. Después pasa a la siguiente persona.`,
  }),
  'offer passed': ({ course }) => ({
    subject: `El lugar pasó a la siguiente persona: ${course}`,
    body: 'El lugar que se le guardó pasó a la siguiente persona. Ya no está en la lista. Puede inscribirse de nuevo cuando quiera.',
  }),
  '7 days before': ({ course }) => ({
    subject: `En una semana: ${course}`,
    body: 'Su clase empieza dentro de una semana. Si no puede venir, dese de baja en su página para que otra persona pueda.',
  }),
  '1 day before': ({ course }) => ({ subject: `Mañana: ${course}`, body: 'Su clase empieza mañana.' }),
  withdrawn: ({ course }) => ({
    subject: `Se dio de baja: ${course}`,
    body: 'Se dio de baja de esta clase. No tiene que hacer nada más.',
  }),
  changed: ({ course, before }) => ({
    subject: `Cambió: ${course}`,
    body: `Cambió el día, la hora o el lugar de su clase. Si no puede venir entonces, dese de baja en su página.${before === '' ? '' : `\n\nAntes era:\n\n${before}`}\n\nAhora es:`,
  }),
  cancelled: ({ course }) => ({ subject: `Cancelada: ${course}`, body: 'Esta clase no se va a dar.' }),
  'held after all': ({ course }) => ({
    subject: `Sí se va a dar: ${course}`,
    body: 'Esta clase se había cancelado y ahora sí se va a dar. Su lugar sigue igual.',
  }),
  'link again': ({ course }) => ({ subject: `Su página: ${course}`, body: 'Este es un nuevo enlace a su página.' }),
  certificate: ({ course }) => ({
    subject: `Su certificado: ${course}`,
    body: 'Completó esta clase. Su certificado está en su página, donde también puede decir cómo estuvo.',
  }),
}
