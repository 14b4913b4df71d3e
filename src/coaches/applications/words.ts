import { counted } from '../../core/counted.ts'
import type { Language } from '../../core/language.ts'

/** What the public page of an opening says. Both languages are written by hand. */
export type ApplyWords = {
  readonly title: (program: string) => string
  readonly lead: string
  readonly does: string
  readonly doesNot: string
  readonly how: string
  readonly howMore: readonly string[]
  readonly check: string
  readonly references: (count: number) => string
  readonly apply: string
  readonly name: string
  readonly reach: string
  readonly email: string
  readonly phone: string
  readonly zone: string
  readonly zoneHelp: string
  readonly language: string
  readonly languageHelp: string
  readonly reasons: string
  readonly reasonsHelp: string
  readonly lived: string
  readonly livedHelp: string
  readonly reference: (number: number) => string
  readonly referenceName: string
  readonly referenceContact: string
  readonly referenceHelp: string
  readonly adult: string
  readonly privacy: (months: number) => string
  readonly send: string
  readonly thanks: string
  readonly thanksMore: string
  readonly closed: string
  readonly many: string
  readonly sample: string
  readonly problems: Readonly<Record<string, string>>
}

export const applyWords: Readonly<Record<Language, ApplyWords>> = {
  en: {
    title: (program) => `Become a recovery coach: ${program}`,
    lead: 'Recovery coaches walk beside people after an overdose. Training is part of the work, and you need no degree.',
    does: 'What a coach does',
    doesNot: 'What a coach does not do',
    how: 'What happens next',
    howMore: ['You send this form. A coordinator reads it and calls or writes to you.'],
    check: 'We ask for a background check. A record from the past does not rule you out by itself.',
    references: (count) =>
      count === 1 ? 'We talk with one person who knows you.' : `We talk with ${count} people who know you.`,
    apply: 'Apply',
    name: 'Your name',
    reach: 'Give a mail address, a phone number, or both.',
    email: 'Mail address',
    phone: 'Phone',
    zone: 'Town where you live',
    zoneHelp: 'So that visits are not too far away.',
    language: 'Language',
    languageHelp: 'The one you would coach in most.',
    reasons: 'Why would you like to coach?',
    reasonsHelp: 'A few sentences are enough.',
    lived: 'Your own experience with recovery',
    livedHelp:
      'You do not have to write anything here, and an empty field does not count against you. Only the coordinator and the administrator can read it.',
    reference: (number) => `A person who knows you (${number})`,
    referenceName: 'Their name',
    referenceContact: 'Their phone number or mail address',
    referenceHelp: 'Not a member of your family. Tell them that we may call.',
    adult: 'You are 18 or older',
    privacy: (months) =>
      `Only those who choose coaches for this team read what you send. If you do not become a coach here, your name and what you wrote are removed ${counted(months, 'month')} after the decision.`,
    send: 'Send application',
    thanks: 'Your application is here',
    thanksMore:
      'A coordinator reads it and calls or writes to you. If you applied before and have no answer yet, your first application stands. Call us to change it.',
    closed: 'This program takes no applications right now.',
    many: 'Too many forms came from here. Wait an hour, then send it again.',
    sample: 'This is a sample. Nobody reads what is sent here.',
    problems: {
      name: 'Type your name, at most 120 characters, on one line.',
      email: 'Type one mail address, such as ana@example.org, or give a phone number.',
      phone: 'Type the whole phone number, such as (252) 555-0142.',
      zone: 'The town is at most 60 characters.',
      language: 'Say which language you would coach in.',
      reasons: 'This is at most 2,000 characters, without hidden characters.',
      livedExperience: 'This is at most 2,000 characters, without hidden characters.',
      isAdult: 'Coaches are 18 or older. Check the box if you are.',
      referenceName: 'Type the name of the person, at most 120 characters.',
      referenceContact: 'Type how we reach the person.',
      sentAs: 'This form was cut on its way. Open the page again.',
    },
  },
  es: {
    title: (program) => `Ser acompañante de recuperación: ${program}`,
    lead: 'Los acompañantes de recuperación están al lado de las personas después de una sobredosis. La formación es parte del trabajo y no hace falta un título.',
    does: 'Qué hace un acompañante',
    doesNot: 'Qué no hace un acompañante',
    how: 'Qué pasa después',
    howMore: ['Usted envía este formulario. Una persona que coordina el equipo lo lee y le llama o le escribe.'],
    check: 'Pedimos una revisión de antecedentes. Un antecedente del pasado no le deja fuera por sí solo.',
    references: (count) =>
      count === 1 ? 'Hablamos con una persona que le conoce.' : `Hablamos con ${count} personas que le conocen.`,
    apply: 'Enviar una solicitud',
    name: 'Su nombre',
    reach: 'Escriba un correo electrónico, un teléfono o los dos.',
    email: 'Correo electrónico',
    phone: 'Teléfono',
    zone: 'Pueblo o ciudad donde vive',
    zoneHelp: 'Para que las visitas no queden muy lejos.',
    language: 'Idioma',
    languageHelp: 'El que más usaría como acompañante.',
    reasons: '¿Por qué le gustaría ser acompañante?',
    reasonsHelp: 'Bastan unas pocas frases.',
    lived: 'Su propia experiencia con la recuperación',
    livedHelp:
      'No tiene que escribir nada aquí, y dejarlo vacío no le perjudica. Solo lo pueden leer quien coordina el equipo y quien lo administra.',
    reference: (number) => `Una persona que le conoce (${number})`,
    referenceName: 'Su nombre',
    referenceContact: 'Su teléfono o correo electrónico',
    referenceHelp: 'Que no sea de su familia. Dígale que tal vez le llamemos.',
    adult: 'Tiene 18 años o más',
    privacy: (months) =>
      `Solo leen lo que envía las personas que eligen a los acompañantes de este equipo. Si no llega a ser acompañante aquí, su nombre y lo que escribió se borran ${counted(months, 'mes', 'meses')} después de la decisión.`,
    send: 'Enviar solicitud',
    thanks: 'Su solicitud ha llegado',
    thanksMore:
      'Una persona que coordina el equipo la lee y le llama o le escribe. Si ya envió una solicitud y aún no tiene respuesta, vale la primera. Llámenos para cambiarla.',
    closed: 'Este programa no recibe solicitudes en este momento.',
    many: 'Han llegado demasiados formularios desde aquí. Espere una hora y envíelo de nuevo.',
    sample: 'Esto es un ejemplo. Nadie lee lo que se envía aquí.',
    problems: {
      name: 'Escriba su nombre, con un máximo de 120 caracteres, en una línea.',
      email: 'Escriba un solo correo, como ana@example.org, o dé un teléfono.',
      phone: 'Escriba el teléfono completo, como (252) 555-0142.',
      zone: 'El lugar tiene un máximo de 60 caracteres.',
      language: 'Diga qué idioma usaría como acompañante.',
      reasons: 'Esto tiene un máximo de 2,000 caracteres, sin caracteres ocultos.',
      livedExperience: 'Esto tiene un máximo de 2,000 caracteres, sin caracteres ocultos.',
      isAdult: 'Los acompañantes tienen 18 años o más. Marque la casilla si es su caso.',
      referenceName: 'Escriba el nombre de la persona, con un máximo de 120 caracteres.',
      referenceContact: 'Escriba cómo podemos hablar con la persona.',
      sentAs: 'Este formulario llegó incompleto. Abra la página otra vez.',
    },
  },
}

/** What to mend at a field, in the language of the page. */
export const problemWords = (language: Language, field: string | undefined, message: string): string =>
  applyWords[language].problems[(field ?? '').replace(/\d$/, '')] ?? message
