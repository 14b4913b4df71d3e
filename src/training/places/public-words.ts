// Longer than most files here: each word stands in both languages.
import { counted } from '../../core/counted.ts'
import type { Language } from '../../core/language.ts'
import { stopped } from '../../core/text.ts'

/** What the public pages of classes say, in both languages. */
export type PublicWords = {
  readonly classes: string
  readonly lead: string
  readonly none: string
  readonly all: string
  readonly when: string
  readonly hasSeats: string
  readonly isFull: string
  readonly sample: string
  readonly signUp: string
  readonly name: string
  readonly email: string
  readonly emailHelp: string
  readonly emailHelpUnsent: string
  readonly send: string
  readonly privacy: string
  readonly thanks: string
  readonly thanksMore: (hours: number) => string
  /** The same where no mail server is set up. */
  readonly unsent: string
  readonly unsentMore: (hours: number) => string
  /** The same for whoever is signed in with the address, and has nothing to confirm. */
  readonly thanksOwn: string
  readonly unsentOwn: string
  /** What is told of a sign-up: by whether a seat was free, and whether it is to be confirmed. */
  readonly booked: Readonly<Record<'seat held' | 'seat taken' | 'list held' | 'list taken', string>>
  readonly bookedBefore: string
  readonly toCalendar: string
  readonly closed: string
  readonly problems: Readonly<Record<string, string>>
  readonly gone: string
  readonly goneMore: string
  readonly yourPlace: string
  readonly states: Readonly<Record<'waiting' | 'offered' | 'seated' | 'lapsed' | 'withdrawn', string>>
  readonly unconfirmed: string
  readonly onListUntil: (until: string) => string
  readonly confirm: string
  readonly confirmOnList: string
  readonly unconfirmedPassed: string
  readonly cancelled: string
  readonly ahead: (count: number) => string
  readonly heldUntil: (until: string) => string
  readonly accept: string
  readonly withdraw: string
  readonly withdrawMore: string
  readonly withdrawLate: (days: number) => string
  readonly begun: string
  readonly link: string
  readonly linkMore: string
  readonly linkMoreUnsent: string
  readonly renew: string
  readonly renewUnsent: string
  readonly renewed: string
  readonly renewedUnsent: string
  readonly done: string
  readonly here: string
  readonly hereMore: string
  readonly code: string
  readonly sendCode: string
  readonly attended: string
  readonly attendedAt: (time: string) => string
  readonly beforeTitle: string
  readonly afterTitle: string
  readonly question: string
  readonly least: string
  readonly most: string
  readonly answer: string
  readonly answered: string
  readonly feedback: string
  readonly feedbackMore: string
  readonly rating: string
  readonly ratings: readonly string[]
  readonly words: string
  readonly sendFeedback: string
  readonly feedbackThanks: string
  readonly certificate: string
  readonly download: string
}

export const publicWords: Readonly<Record<Language, PublicWords>> = {
  en: {
    classes: 'Classes',
    lead: 'Open classes. Anybody may sign up; no account is needed.',
    none: 'No class is open for sign-up at the moment.',
    all: 'All open classes',
    when: 'When and where',
    hasSeats: 'Seats are free.',
    isFull:
      'All seats are taken. You can join the waiting list: when a seat is free, it is offered in the order of arrival.',
    sample: 'Sample: this class is made up.',
    signUp: 'Sign up',
    name: 'Name',
    email: 'Mail address',
    emailHelp: 'A mail with a link comes to it. Open the link to confirm your place.',
    emailHelpUnsent:
      'At the moment no mail is sent from here: the people who run the class hand you a link. Open it to confirm your place.',
    send: 'Sign up',
    privacy: 'Your name and address are seen by the people who run the class, and by nobody else.',
    thanks: 'Look into your mail',
    unsent: 'Your sign-up is here',
    unsentMore: (hours) =>
      `At the moment no mail is sent from here. The people who run the class have a link to your own page for you. Ask them for it, and confirm your seat or your place on the waiting list there within ${counted(hours, 'hour')}.`,
    thanksMore: (hours) =>
      `A mail is on its way. Open the link in it and confirm within ${counted(hours, 'hour')}: until then your seat, or your place on the waiting list, is held for you. On the same page you can withdraw.`,
    thanksOwn:
      'A mail is on its way. It says whether you have a seat or a place on the waiting list, and has a link to your own page, where you can withdraw.',
    unsentOwn:
      'At the moment no mail is sent from here. Your own page of the team says whether you have a seat or a place on the waiting list.',
    booked: {
      'seat held': 'A seat is held for you until you confirm it.',
      'seat taken': 'You have a seat.',
      'list held': 'All seats are taken. A place on the waiting list is held for you until you confirm it.',
      'list taken': 'All seats are taken. You are on the waiting list.',
    },
    bookedBefore: 'If you had signed up before, you keep the place that you have.',
    toCalendar: 'Add to your calendar',
    closed: 'Sign-up for this class is closed.',
    problems: {
      name: 'Type your name, at most 120 characters, on one line.',
      email: 'Type one mail address. It looks like ana@example.org.',
      closed: 'Sign-up for this class is closed.',
      other: 'Not sent yet. Try again, or write to us.',
      many: 'There were too many tries. Wait ten minutes, then try again.',
      unconfirmed:
        'Several sign-ups from this network are not confirmed yet. Open their links and confirm them, then sign up again. Or sign up over another network.',
      passed: 'This offer has passed. The seat went to the next person.',
      begun: 'The class has begun. Tell the person who leads it.',
      early: 'You can say how it was once the class has begun.',
      code: 'This code does not hold now. Look at the code the room shows, and type it again.',
      scale: 'Choose a number from 0 to 10.',
      rating: 'Choose one of the five answers. Words are at most 2,000 characters.',
    },
    gone: 'This link cannot be used',
    goneMore: 'It may be too old, or a newer one took its place. Nothing was changed.',
    yourPlace: 'Your place',
    states: {
      waiting: 'You are on the waiting list.',
      offered: 'A seat is held for you.',
      seated: 'You have a seat.',
      lapsed: 'The seat went to the next person. You may sign up again.',
      withdrawn: 'You have withdrawn. You may sign up again.',
    },
    unconfirmed: 'This is not confirmed yet.',
    onListUntil: (until) =>
      `${stopped(`Confirm your place on the waiting list until ${until}`)} After that it is gone.`,
    confirm: 'Confirm your seat',
    confirmOnList: 'Confirm your place on the list',
    unconfirmedPassed: 'This was not confirmed in time, so it has ended. You may sign up again.',
    cancelled: 'This class was canceled.',
    ahead: (count) => (count === 1 ? 'One person is before you.' : `${count} people are before you.`),
    heldUntil: (until) => `${stopped(`Take it until ${until}`)} After that it goes to the next person.`,
    accept: 'Take the seat',
    withdraw: 'Withdraw',
    withdrawMore: 'Your place goes to the next person. This cannot be undone, but you may sign up again.',
    withdrawLate: (days) =>
      days <= 0
        ? 'The class begins today. This is a late withdrawal: the seat may stay empty, and the organizers see that it was late.'
        : `The class begins in ${counted(days, 'day')}. This is a late withdrawal: the seat may stay empty, and the organizers see that it was late. If you can still come, keep your seat.`,
    begun: 'The class has begun. If you cannot come any more, tell the person who leads it.',
    link: 'Your link',
    linkMore:
      'Whoever has your link can see and change your place. If somebody else may have it, end it: all links sent so far stop working, and a new one is mailed to you.',
    linkMoreUnsent:
      'Whoever has your link can see and change your place. If somebody else may have it, end it: all links so far stop working, and the people who run the class have a new one for you.',
    renew: 'End all links and send a new one',
    renewUnsent: 'End all links and make a new one',
    renewed: 'All earlier links have ended. A new one is on its way to your mail.',
    renewedUnsent:
      'All earlier links have ended. At the moment no mail is sent from here: the people who run the class have your new link. Ask them for it.',
    done: 'Done.',
    here: 'Attendance',
    hereMore: 'Type the code that the room shows.',
    code: 'Code',
    sendCode: 'Say you are here',
    attended: 'You are marked as present.',
    attendedAt: (time) => stopped(`Marked as present at ${time}`),
    beforeTitle: 'Before the class',
    afterTitle: 'After the class',
    question: 'How sure are you, today, that you could stand by somebody in recovery?',
    least: '0: not at all',
    most: '10: fully',
    answer: 'Send answer',
    answered: 'Thank you. Your answer was kept.',
    feedback: 'How was it?',
    feedbackMore: 'Without your name. The organizers see the answers once there are at least five.',
    rating: 'The class was',
    ratings: ['of no use', 'of little use', 'fair', 'useful', 'very useful'],
    words: 'What should stay, what should change? (optional)',
    sendFeedback: 'Send feedback',
    feedbackThanks: 'Thank you for your feedback.',
    certificate: 'Your certificate',
    download: 'Download the certificate (PDF)',
  },
  es: {
    classes: 'Clases',
    lead: 'Clases abiertas. Cualquier persona puede inscribirse; no se necesita una cuenta.',
    none: 'Por ahora no hay clases abiertas para inscribirse.',
    all: 'Todas las clases abiertas',
    when: 'Cuándo y dónde',
    hasSeats: 'Hay lugares libres.',
    isFull:
      'Todos los lugares están ocupados. Puede entrar en la lista de espera: cuando haya un lugar, se ofrece por orden de llegada.',
    sample: 'Ejemplo: esta clase es inventada.',
    signUp: 'Inscribirse',
    name: 'Nombre',
    email: 'Correo electrónico',
    emailHelp: 'Le llega un correo con un enlace. Ábralo para confirmar su lugar.',
    emailHelpUnsent:
      'Por ahora no se envían correos desde aquí: las personas que dan la clase le darán un enlace. Ábralo para confirmar su lugar.',
    send: 'Inscribirme',
    privacy: 'Su nombre y su correo los ven las personas que organizan la clase, y nadie más.',
    thanks: 'Revise su correo',
    unsent: 'Recibimos su inscripción',
    unsentMore: (hours) =>
      `Por ahora no se envían correos desde aquí. Las personas que dan la clase tienen un enlace a su página para usted. Pídaselo y confirme ahí su lugar, o su lugar en la lista de espera, en menos de ${counted(hours, 'hora')}.`,
    thanksMore: (hours) =>
      `Le enviamos un correo. Abra el enlace y confirme en menos de ${counted(hours, 'hora')}: hasta entonces le guardamos su lugar, o su lugar en la lista de espera. En la misma página puede darse de baja.`,
    thanksOwn:
      'Le enviamos un correo. Dice si tiene un lugar o si está en la lista de espera, y trae un enlace a su página, donde puede darse de baja.',
    unsentOwn:
      'Por ahora no se envían correos desde aquí. Su página del equipo dice si tiene un lugar o está en la lista de espera.',
    booked: {
      'seat held': 'Le guardamos un lugar hasta que lo confirme.',
      'seat taken': 'Tiene un lugar.',
      'list held':
        'Todos los lugares están ocupados. Le guardamos un lugar en la lista de espera hasta que lo confirme.',
      'list taken': 'Todos los lugares están ocupados. Está en la lista de espera.',
    },
    bookedBefore: 'Si ya se había inscrito, conserva el lugar que tiene.',
    toCalendar: 'Agregar a su calendario',
    closed: 'La inscripción para esta clase está cerrada.',
    problems: {
      name: 'Escriba su nombre, 120 caracteres como máximo, en una línea.',
      email: 'Escriba un correo electrónico, por ejemplo ana@example.org.',
      closed: 'La inscripción para esta clase está cerrada.',
      other: 'Todavía no se envió. Inténtelo otra vez o escríbanos.',
      many: 'Hubo demasiados intentos. Espere diez minutos e inténtelo de nuevo.',
      unconfirmed:
        'Hay varias inscripciones desde esta red sin confirmar. Abra sus enlaces, confírmelas e inscríbase de nuevo. O inscríbase desde otra red.',
      passed: 'Esta oferta ya pasó. El lugar pasó a la siguiente persona.',
      begun: 'La clase ya empezó. Avise a la persona que la imparte.',
      early: 'Podrá decir cómo estuvo cuando la clase haya empezado.',
      code: 'Este código no vale ahora. Mire el código que se muestra en la sala y escríbalo de nuevo.',
      scale: 'Elija un número del 0 al 10.',
      rating: 'Elija una de las cinco respuestas. El texto puede tener 2,000 caracteres como máximo.',
    },
    gone: 'Este enlace no se puede usar',
    goneMore: 'Puede ser demasiado antiguo, o hay uno más nuevo. No se cambió nada.',
    yourPlace: 'Su lugar',
    states: {
      waiting: 'Está en la lista de espera.',
      offered: 'Le guardamos un lugar.',
      seated: 'Tiene un lugar.',
      lapsed: 'El lugar pasó a la siguiente persona. Puede inscribirse de nuevo.',
      withdrawn: 'Se dio de baja. Puede inscribirse de nuevo.',
    },
    unconfirmed: 'Todavía no está confirmado.',
    onListUntil: (until) => `${stopped(`Confirme su lugar en la lista de espera hasta ${until}`)} Después se pierde.`,
    confirm: 'Confirmar su lugar',
    confirmOnList: 'Confirmar su lugar en la lista',
    unconfirmedPassed: 'No se confirmó a tiempo y ya no vale. Puede inscribirse de nuevo.',
    cancelled: 'Esta clase se canceló.',
    ahead: (count) => (count === 1 ? 'Hay una persona antes que usted.' : `Hay ${count} personas antes que usted.`),
    heldUntil: (until) => `${stopped(`Acéptelo hasta ${until}`)} Después pasa a la siguiente persona.`,
    accept: 'Aceptar el lugar',
    withdraw: 'Darme de baja',
    withdrawMore: 'Su lugar pasa a la siguiente persona. No se puede deshacer, pero puede inscribirse de nuevo.',
    withdrawLate: (days) =>
      days <= 0
        ? 'La clase empieza hoy. Es una baja tardía: el lugar puede quedar vacío, y quienes organizan verán que fue tarde.'
        : `La clase empieza en ${counted(days, 'día')}. Es una baja tardía: el lugar puede quedar vacío, y quienes organizan verán que fue tarde. Si todavía puede venir, conserve su lugar.`,
    begun: 'La clase ya empezó. Si ya no puede venir, avise a la persona que la imparte.',
    link: 'Su enlace',
    linkMore:
      'Quien tenga su enlace puede ver y cambiar su lugar. Si otra persona lo tiene, anúlelo: los enlaces enviados dejan de funcionar y le llega uno nuevo por correo.',
    linkMoreUnsent:
      'Quien tenga su enlace puede ver y cambiar su lugar. Si otra persona lo tiene, anúlelo: los enlaces de antes dejan de funcionar y las personas que dan la clase tienen uno nuevo para usted.',
    renew: 'Anular los enlaces y enviar uno nuevo',
    renewUnsent: 'Anular los enlaces y crear uno nuevo',
    renewed: 'Los enlaces anteriores ya no funcionan. Uno nuevo va en camino a su correo.',
    renewedUnsent:
      'Los enlaces anteriores ya no funcionan. Por ahora no se envían correos desde aquí: las personas que dan la clase tienen su enlace nuevo. Pídaselo.',
    done: 'Listo.',
    here: 'Asistencia',
    hereMore: 'Escriba el código que se muestra en la sala.',
    code: 'Código',
    sendCode: 'Avise que está aquí',
    attended: 'Su asistencia quedó anotada.',
    attendedAt: (time) => stopped(`Asistencia anotada a las ${time}`),
    beforeTitle: 'Antes de la clase',
    afterTitle: 'Después de la clase',
    question: '¿Qué tan seguro o segura se siente hoy de poder acompañar a una persona en recuperación?',
    least: '0: nada',
    most: '10: del todo',
    answer: 'Enviar respuesta',
    answered: 'Gracias. Guardamos su respuesta.',
    feedback: '¿Cómo estuvo?',
    feedbackMore: 'Sin su nombre. Quienes organizan ven las respuestas cuando hay al menos cinco.',
    rating: 'La clase fue',
    ratings: ['nada útil', 'poco útil', 'regular', 'útil', 'muy útil'],
    words: '¿Qué debe seguir, qué debe cambiar? (opcional)',
    sendFeedback: 'Enviar opinión',
    feedbackThanks: 'Gracias por su opinión.',
    certificate: 'Su certificado',
    download: 'Descargar el certificado (PDF)',
  },
}
