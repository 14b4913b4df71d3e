import type { Language } from '../../core/language.ts'

/** What the page behind the square in the room says, in both languages. */
export const hereWords: Readonly<
  Record<
    Language,
    Readonly<
      Record<
        | 'title'
        | 'lead'
        | 'mail'
        | 'mailMore'
        | 'again'
        | 'email'
        | 'send'
        | 'sent'
        | 'unsent'
        | 'account'
        | 'signIn'
        | 'otherwise',
        string
      >
    >
  >
> = {
  en: {
    title: 'Say you are here',
    lead: 'You type the code that the room shows on a page of your own.',
    mail: 'You signed up with your mail address',
    mailMore: 'Open the newest mail about the class, and the link in it. Type the code there.',
    again: 'Cannot find the mail? Type the address that you signed up with, and the link is sent again.',
    email: 'Mail address',
    send: 'Send the link again',
    sent: 'If this address has a seat in a class today, its link is on the way. Look into your mail.',
    unsent:
      'Open the link that the people who run the class gave you, and type the code there. At the moment no mail is sent from here: ask them for your link.',
    account: 'You have an account',
    signIn: 'Sign in and type the code',
    otherwise:
      'Does neither work? Tell the person who leads the class that you are here. They can mark you on the list.',
  },
  es: {
    title: 'Avise que está aquí',
    lead: 'Usted escribe el código que se muestra en la sala en una página suya.',
    mail: 'Se inscribió con su correo electrónico',
    mailMore: 'Abra el correo más reciente sobre la clase y el enlace que trae. Escriba el código ahí.',
    again: '¿No encuentra el correo? Escriba el correo con el que se inscribió y le enviamos el enlace otra vez.',
    email: 'Correo electrónico',
    send: 'Enviar el enlace otra vez',
    sent: 'Si este correo tiene un lugar en una clase de hoy, su enlace va en camino. Revise su correo.',
    unsent:
      'Abra el enlace que le dieron las personas que dan la clase y escriba el código ahí. Por ahora no se envían correos desde aquí: pídales su enlace.',
    account: 'Tiene una cuenta',
    signIn: 'Entrar y escribir el código',
    otherwise:
      '¿No funciona ninguna de las dos? Diga a la persona que da la clase que está aquí. Puede anotarle en la lista.',
  },
}
