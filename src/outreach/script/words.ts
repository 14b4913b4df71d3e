import type { Language } from '../../core/language.ts'
import type { ReferralPath } from '../../referrals/facts.ts'

/** What is said aloud where others may listen: neutral words alone, so that nobody learns why somebody is looked for. */
export type Script = {
  /** Whoever answers is not known yet. */
  readonly somebody: readonly string[]
  readonly them: readonly string[]
  readonly nobody: readonly string[]
}

type Kind = 'person' | 'family' | 'grief'
const kindOf = (path: ReferralPath): Kind => (path === 'grief' || path === 'family' ? path : 'person')

export const scriptFor = (path: ReferralPath, language: Language): Script => ({
  ...common[language],
  them: them[language][kindOf(path)],
})

const common: Readonly<Record<Language, Pick<Script, 'somebody' | 'nobody'>>> = {
  en: {
    somebody: [
      'Hello, I am with community outreach in the county.',
      'I would like to talk with … Are they here, or is there a better time?',
      'It is nothing to worry about. We check in with neighbors and tell them what help there is.',
      'No, I cannot say more, and I do not leave a message about it. I will try again. Thank you.',
    ],
    nobody: [
      'Leave nothing but the card, and only where a message is safe.',
      'By phone: “Hello, this is … from community outreach. I will call again. You can reach us at the county’s number.”',
      'By text: “Hello, this is community outreach. Is this a good time to call?”',
    ],
  },
  es: {
    somebody: [
      'Hola, soy del programa de apoyo comunitario del condado.',
      'Quisiera hablar con … ¿Está aquí, o hay una hora mejor?',
      'No es nada de qué preocuparse. Visitamos a los vecinos y les contamos qué ayuda hay.',
      'No, no puedo decir más, y no dejo ningún recado sobre esto. Volveré a intentarlo. Gracias.',
    ],
    nobody: [
      'No deje nada más que la tarjeta, y solo si es seguro dejar un mensaje.',
      'Por teléfono: “Hola, soy … de apoyo comunitario. Volveré a llamar. Puede llamarnos al número del condado.”',
      'Por texto: “Hola, somos de apoyo comunitario. ¿Es buen momento para llamar?”',
    ],
  },
}

const them: Readonly<Record<Language, Readonly<Record<Kind, readonly string[]>>>> = {
  en: {
    person: [
      'Hello, I am … from community outreach. Can we talk alone for a minute?',
      'I am here because I care how you are, and nobody is in trouble.',
      'You decide what we talk about. You can say no at any time.',
      'What would help you most this week?',
      'May I call or write again? When is good, and is a message safe?',
    ],
    family: [
      'Hello, I am … from community outreach. Can we talk alone for a minute?',
      'I am here for you. I cannot talk about anybody else, and you need not either.',
      'What would help you most right now?',
      'May I call or write again? When is good?',
    ],
    grief: [
      'Hello, I am … from community outreach. Can we talk alone for a minute?',
      'I am so sorry for your loss.',
      'There is nothing you have to do or say. I can stay for a while, or come back another day.',
      'Some families talk with others who have lost somebody. If you like, I can tell you where they meet.',
      'May I call you again in a few weeks? You can also say no.',
    ],
  },
  es: {
    person: [
      'Hola, soy … de apoyo comunitario. ¿Podemos hablar a solas un minuto?',
      'Estoy aquí porque me importa cómo está, y nadie está en problemas.',
      'Usted decide de qué hablamos. Puede decir que no en cualquier momento.',
      '¿Qué le ayudaría más esta semana?',
      '¿Puedo llamar o escribir otra vez? ¿Cuándo es buena hora, y es seguro dejar un mensaje?',
    ],
    family: [
      'Hola, soy … de apoyo comunitario. ¿Podemos hablar a solas un minuto?',
      'Estoy aquí por usted. No puedo hablar de nadie más, y usted tampoco tiene que hacerlo.',
      '¿Qué le ayudaría más en este momento?',
      '¿Puedo llamar o escribir otra vez? ¿Cuándo es buena hora?',
    ],
    grief: [
      'Hola, soy … de apoyo comunitario. ¿Podemos hablar a solas un minuto?',
      'Siento mucho su pérdida.',
      'No tiene que hacer ni decir nada. Puedo quedarme un rato, o volver otro día.',
      'Algunas familias hablan con otras que también perdieron a alguien. Si quiere, le digo dónde se reúnen.',
      '¿Puedo llamarle otra vez en unas semanas? También puede decir que no.',
    ],
  },
}

export const headings: Readonly<Record<Language, Readonly<Record<keyof Script, string>>>> = {
  en: {
    somebody: 'When you do not know who answers',
    them: 'When you are alone with them',
    nobody: 'When nobody answers',
  },
  es: {
    somebody: 'Si no sabe quién contesta',
    them: 'Cuando está a solas con la persona',
    nobody: 'Si nadie contesta',
  },
}

export const card: Readonly<Record<Language, { readonly title: string; readonly lines: readonly string[] }>> = {
  en: {
    title: 'Community outreach',
    lines: [
      'We came by to say hello.',
      'We help neighbors find what they need: food, rides, housing, a doctor, somebody to talk with.',
      'It is free. Call or write when it suits you.',
    ],
  },
  es: {
    title: 'Apoyo comunitario',
    lines: [
      'Pasamos a saludar.',
      'Ayudamos a los vecinos a encontrar lo que necesitan: comida, transporte, vivienda, un médico, alguien con quien hablar.',
      'Es gratis. Llame o escriba cuando le convenga.',
    ],
  },
}

/** Whether a text may stand where a bystander reads it: no word of it tells why somebody is looked for. */
export const isNeutral = (text: string): boolean => !telling.test(text)
const telling =
  /overdos|naloxon|narcan|opioid|opiat|drug|substance|addict|recover|treatment|rehab|harm reduction|sobredosis|opioide|droga|sustancia|adicc|recuperac|tratamiento/i
