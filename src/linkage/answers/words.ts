import { counted } from '../../core/counted.ts'
import type { Language } from '../../core/language.ts'
import { type Need, needWords } from '../../outreach/model.ts'
import type { AnswerName } from '../onward/model.ts'

type Words = {
  readonly title: string
  readonly lead: (partner: string) => string
  readonly service: string
  readonly name: string
  readonly bornOn: string
  readonly phone: string
  readonly address: string
  readonly prefers: string
  readonly language: string
  readonly note: string
  readonly overdoseOn: string
  readonly appointment: string
  readonly notKnown: string
  readonly covers: string
  readonly until: string
  readonly day: string
  readonly time: string
  readonly answers: Readonly<Record<AnswerName, { readonly heading: string; readonly button: string }>>
  readonly cameOn: string
  readonly stillThere: (days: number) => string
  readonly afterDays: (days: number) => string
  readonly yes: string
  readonly no: string
  readonly askedNext: (day: string) => string
  readonly thanks: string
  readonly thanksMore: string
  readonly thanksOpen: string
  /** What is wrong, by its code, and for all others; null where the message itself is in this language. */
  readonly problems: Readonly<Record<string, string>>
  readonly otherProblem: string | null
  readonly needs: Readonly<Record<Need, string>>
  readonly prefer: Readonly<Record<string, string>>
}

export const answerWords: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Community outreach: your answer',
    lead: (partner) => `For ${partner}. Choose what happened; nothing is sent until you press a button.`,
    service: 'Service',
    name: 'Name',
    bornOn: 'Born on',
    phone: 'Phone',
    address: 'Address',
    prefers: 'Prefers',
    language: 'Language',
    note: 'What to know',
    overdoseOn: 'Day of the overdose',
    appointment: 'Appointment',
    notKnown: 'not known',
    covers: 'The person agreed in writing that this is shared with you',
    until: 'until',
    day: 'Day',
    time: 'Time',
    answers: {
      schedule: { heading: 'An appointment is set', button: 'Appointment set' },
      attend: { heading: 'They came to the first appointment', button: 'They came' },
      'not come': { heading: 'They did not come', button: 'Did not come' },
      'no place': { heading: 'We have no place', button: 'We have no place' },
      kept: { heading: 'They are still with us', button: 'Still with us' },
      'not kept': { heading: 'They are not with us any more', button: 'Not any more' },
    },
    cameOn: 'Came to the first appointment',
    stillThere: (days) => `Still with you after ${counted(days, 'day')}`,
    afterDays: (days) => `${counted(days, 'day')} after the first appointment`,
    yes: 'yes',
    no: 'no',
    askedNext: (day) =>
      `Nothing is asked now. Open this link again from ${day} on, to say whether they are still with you.`,
    thanks: 'Thank you, your answer is written down',
    thanksMore: 'There is nothing more to do. This link is closed now.',
    thanksOpen: 'Keep this link. Open it again to say whether they came, and later whether they are still with you.',
    problems: {},
    otherProblem: null,
    needs: needWords,
    prefer: { phone: 'phone', text: 'text', 'in person': 'in person' },
  },
  es: {
    title: 'Apoyo comunitario: su respuesta',
    lead: (partner) => `Para ${partner}. Elija lo que pasó; no se envía nada hasta que pulse un botón.`,
    service: 'Servicio',
    name: 'Nombre',
    bornOn: 'Fecha de nacimiento',
    phone: 'Teléfono',
    address: 'Dirección',
    prefers: 'Prefiere',
    language: 'Idioma',
    note: 'Lo que conviene saber',
    overdoseOn: 'Día de la sobredosis',
    appointment: 'Cita',
    notKnown: 'no se sabe',
    covers: 'La persona aceptó por escrito que esto se comparta con ustedes',
    until: 'hasta el',
    day: 'Día',
    time: 'Hora',
    answers: {
      schedule: { heading: 'Hay una cita', button: 'Cita fijada' },
      attend: { heading: 'Vino a la primera cita', button: 'Sí vino' },
      'not come': { heading: 'No vino', button: 'No vino' },
      'no place': { heading: 'No tenemos lugar', button: 'No tenemos lugar' },
      kept: { heading: 'Sigue con nosotros', button: 'Sigue aquí' },
      'not kept': { heading: 'Ya no está con nosotros', button: 'Ya no' },
    },
    cameOn: 'Vino a la primera cita',
    stillThere: (days) => `Sigue con ustedes después de ${counted(days, 'día')}`,
    afterDays: (days) => `${counted(days, 'día')} después de la primera cita`,
    yes: 'sí',
    no: 'no',
    askedNext: (day) =>
      `Ahora no se pregunta nada. Abra este enlace otra vez a partir del ${day} para decir si sigue con ustedes.`,
    thanks: 'Gracias, su respuesta quedó anotada',
    thanksMore: 'No hay nada más que hacer. Este enlace ya está cerrado.',
    thanksOpen: 'Guarde este enlace. Ábralo otra vez para decir si vino, y más adelante si sigue con ustedes.',
    problems: {
      'linkage.answer-day': 'Elija el día.',
      'linkage.answer-wrong': 'Revise el día y la hora. La hora se escribe así: 14:30.',
      'linkage.answered-already': 'Esto ya se respondió, o todavía no se pregunta. Para cambiarlo, llame al equipo.',
      'linkage.appointment-day': 'Una cita es para hoy o un día del próximo año.',
      'linkage.day-to-come': 'Ese día todavía no llega. Anótelo cuando haya pasado.',
      'linkage.day-before': 'No puede ser antes de que se les envió.',
      'linkage.step-forbidden': 'Esto no sigue de lo que se respondió antes. Llame al equipo.',
    },
    otherProblem: 'Esto no se anotó. Revíselo, o llame al equipo.',
    needs: {
      treatment: 'Tratamiento',
      'recovery support': 'Apoyo en la recuperación',
      'harm reduction': 'Reducción de daños',
      'primary care': 'Médico o enfermera',
      'mental health': 'Salud mental',
      housing: 'Vivienda',
      employment: 'Trabajo',
      food: 'Comida',
      transport: 'Transporte',
      papers: 'Documentos de identidad',
      legal: 'Ayuda legal',
    },
    prefer: { phone: 'teléfono', text: 'mensaje de texto', 'in person': 'en persona' },
  },
}

export const goneWords: Readonly<Record<Language, { readonly title: string; readonly more: string }>> = {
  en: {
    title: 'This link is not open any more',
    more: 'It was used, its time is over, or it was ended. If you still have something to tell, call the team that gave it to you.',
  },
  es: {
    title: 'Este enlace ya no está abierto',
    more: 'Ya se usó, se venció o se cerró. Si todavía tiene algo que decir, llame al equipo que se lo dio.',
  },
}
