import { counted } from '../../core/counted.ts'
import type { Language } from '../../core/language.ts'

type Said = {
  readonly course: (hours: number, kind: string) => string
  readonly further: (hours: number) => string
  readonly references: (count: number) => string
  readonly continuing: (hours: number) => string
  readonly ethics: (hours: number) => string
}

/** What a credential lacks, in words. */
export const lackIn: Readonly<Record<Language, Said>> = {
  en: {
    course: (hours, kind) => `${counted(hours, 'hour')} of an approved course (${kind})`,
    further: (hours) => `${counted(hours, 'hour')} of further learning`,
    references: (count) => counted(count, 'reference'),
    continuing: (hours) => `${counted(hours, 'hour')} of continuing education`,
    ethics: (hours) => `${counted(hours, 'hour')} on ethics`,
  },
  es: {
    course: (hours, kind) => `${counted(hours, 'hora')} de un curso aprobado (${kind})`,
    further: (hours) => `${counted(hours, 'hora')} de formación adicional`,
    references: (count) => counted(count, 'referencia'),
    continuing: (hours) => `${counted(hours, 'hora')} de educación continua`,
    ethics: (hours) => `${counted(hours, 'hora')} de ética`,
  },
}
