import type { Language } from '../../../core/language.ts'
import type { Problem } from '../../../core/result.ts'
import type { FieldWords, Said } from '../../../platform/doors/fields.tsx'
import type { Told } from '../keys/rules.ts'

type Words = {
  /** Nobody who passes by reads in it what the page is about. */
  readonly title: string
  readonly lead: (partner: string, county: string) => string
  readonly help: string
  readonly more: string
  readonly save: string
  readonly told: Readonly<Record<Told, string>>
  readonly rest: (county: string) => string
}

export const linkWords: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Hand over a referral',
    lead: (partner, county) =>
      `From ${partner} to ${county} This link is for one referral. Afterwards this address says whether it was received, is being followed up, or is closed.`,
    help: 'Fill in what you know. One thing that leads to the person is enough: a name, a phone number, an address, or where it happened.',
    more: 'More, if you know it',
    save: 'Hand over',
    told: { received: 'Received.', 'being followed up': 'Being followed up.', closed: 'Closed.' },
    rest: (county) => `What was handed over through this link is with ${county} Nothing else is shown here.`,
  },
  es: {
    title: 'Entregar una referencia',
    lead: (partner, county) =>
      `De ${partner} a ${county} Este enlace es para una sola referencia. Después, esta dirección dice si se recibió, si se le da seguimiento o si está cerrada.`,
    help: 'Llene lo que sepa. Basta una cosa que lleve a la persona: un nombre, un teléfono, una dirección o el lugar donde pasó.',
    more: 'Más, si lo sabe',
    save: 'Entregar',
    told: { received: 'Recibida.', 'being followed up': 'Se le da seguimiento.', closed: 'Cerrada.' },
    rest: (county) => `Lo que se entregó por este enlace lo tiene ${county} Aquí no se muestra nada más.`,
  },
}

/** Of a link that opens nothing, whatever the reason. */
export const nowhereWords: Readonly<Record<Language, { readonly title: string; readonly more: string }>> = {
  en: {
    title: 'This link opens nothing',
    more: 'The address may be mistyped, or the link was ended or is over. Ask whoever gave it to you for a new one.',
  },
  es: {
    title: 'Este enlace no abre nada',
    more: 'Tal vez la dirección está mal escrita, o el enlace se cerró o se venció. Pida uno nuevo a quien se lo dio.',
  },
}

/** The words of the form in a language; those of the form itself where it is described in it. */
export const saidIn = (language: Language): Said | undefined => (language === 'en' ? undefined : { language, fields })

/** A problem in a language: in Spanish, what to mend at each field, and what became of the link. */
export const problemIn = (language: Language, { code, field, message }: Problem): string =>
  language === 'en' ? message : (problems[code] ?? problems[field ?? ''] ?? 'Revise este dato y corríjalo.')

const notKnown = 'No se sabe'
const yesOrNo = { none: notKnown, options: { yes: 'Sí', no: 'No' } }

const fields: Readonly<Record<string, FieldWords>> = {
  source: {
    label: 'Quién avisa',
    none: 'Elija uno',
    options: {
      ems: 'Servicio médico de emergencia',
      'emergency department': 'Sala de emergencias',
      jail: 'Cárcel',
      'law enforcement': 'Policía o alguacil',
      '2-1-1': '2-1-1',
      family: 'Familia o alguien cercano',
      self: 'La persona misma',
    },
  },
  sender: { label: 'Quién la envía y cómo comunicarse' },
  sourceRecord: {
    label: 'Su propio número para ella',
    help: 'El mismo número otra vez se toma como la misma referencia.',
  },
  occurredOn: { label: 'Día en que pasó', help: 'Déjelo vacío si nadie lo sabe.' },
  occurredTime: { label: 'Hora en que pasó', help: 'Déjelo vacío si nadie la sabe.' },
  place: { label: 'Dónde pasó' },
  eventZone: { label: 'Zona donde pasó' },
  outcome: {
    label: 'Resultado',
    options: { unknown: notKnown, nonfatal: 'Sobrevivió', fatal: 'Falleció' },
  },
  naloxoneBy: {
    label: 'Quién dio naloxona',
    options: {
      unknown: notKnown,
      nobody: 'Nadie',
      ems: 'Servicio médico de emergencia',
      'law enforcement': 'Policía o alguacil',
      bystander: 'Alguien que estaba ahí',
      self: 'La persona misma',
    },
  },
  transport: {
    label: 'Se llevó al hospital',
    options: { unknown: notKnown, transported: 'Sí', refused: 'No quiso ir' },
  },
  name: { label: 'Nombre de la persona' },
  phone: { label: 'Teléfono' },
  bornOn: { label: 'Fecha de nacimiento' },
  isSaidMinor: { label: 'Tiene menos de 18 años', help: 'Si nadie sabe la fecha de nacimiento.' },
  address: { label: 'Dirección' },
  reachNote: {
    label: 'Qué ayuda a encontrarla',
    help: 'Por ejemplo: después de las 4 de la tarde, preguntar en el refugio.',
  },
  personZone: { label: 'Zona donde se queda' },
  language: {
    label: 'Idioma',
    options: {
      en: 'Inglés',
      es: 'Español',
      ar: 'Árabe',
      fr: 'Francés',
      ht: 'Criollo haitiano',
      hi: 'Hindi',
      ko: 'Coreano',
      vi: 'Vietnamita',
      zh: 'Chino',
      ase: 'Lengua de señas americana',
      other: 'Otro idioma',
    },
  },
  needsInterpreter: { label: 'Necesita intérprete' },
  prefers: {
    label: 'Comunicarse por',
    options: { phone: 'Teléfono', text: 'Mensaje de texto', 'in person': 'En persona' },
  },
  isSafeToText: { label: 'Es seguro mandar mensajes', help: 'Nadie más lee sus mensajes.', ...yesOrNo },
  isSafeToLeaveMessage: { label: 'Es seguro dejar un mensaje de voz', help: 'Nadie más lo escucha.', ...yesOrNo },
  housing: {
    label: 'Vivienda',
    options: { unknown: notKnown, housed: 'Tiene casa', unhoused: 'Ahora no tiene casa' },
  },
  whereNow: {
    label: 'Dónde está ahora',
    none: 'En casa o no se sabe',
    options: { jail: 'En la cárcel', hospital: 'En un hospital' },
  },
  note: { label: 'Qué más dicen' },
}

const problems: Readonly<Record<string, string>> = {
  'referrals.link-used':
    'Este enlace ya se usó. Lo que se envió primero se queda y no se añadió nada. Pida otro enlace para otra referencia.',
  'referrals.other-content':
    'Ya se recibió otra referencia con este número. No se añadió nada. Dele a esta un número propio.',
  source: 'Elija quién avisa.',
  occurredOn: 'Revise el día en que pasó: no puede faltar si hay una hora, ni estar por venir.',
  occurredTime: 'Revise la hora en que pasó: no puede estar por venir. Se escribe así: 18:30.',
  name: 'Todavía nada lleva a la persona. Dé un nombre, un teléfono, una dirección o el lugar donde pasó.',
  phone: 'Revise el teléfono.',
  bornOn: 'Revise la fecha de nacimiento.',
}
