import { events, months, people } from './nouns.ts'
import type { Stretch } from './readable.ts'
import { figuresIn } from './said.ts'

/** A number from 1 to 10 beside people, or beside a place: who knows the place may know who they are (CMS cell size policy). */
export type SmallNumber = Stretch & { readonly beside: 'people' | 'a place' }

const most = 10

/** The small numbers of a readable text that could tell on somebody, English and Spanish. Numbers of classes, days or kits are none. */
export function smallNumbersIn(text: string): readonly SmallNumber[] {
  return figuresIn(text).flatMap((figure): SmallNumber[] => {
    if (figure.kind !== 'number' || figure.isDuration) return []
    if (!Number.isInteger(figure.value) || figure.value < 1 || figure.value > most) return []
    return shapes.flatMap((shape) => stretchBeside(text, figure, shape) ?? []).slice(0, 1)
  })
}

/** Whether a figure stands beside people, or what happens to them: `three of them`, `deaths: 3`. */
export const isBesidePeople = (text: string, figure: Stretch): boolean =>
  shapes.some((shape) => shape.beside === 'people' && stretchBeside(text, figure, shape) !== null)

function stretchBeside(text: string, { start, end }: Stretch, { beside, ahead, behind }: Shape): SmallNumber | null {
  const found = behind.exec(text.slice(end, end + around))?.[0].length ?? 0
  const led = ahead.exec(text.slice(Math.max(0, start - around), start))?.[0].length ?? 0
  return found > 0 || led > 0 ? { beside, start: start - (found > 0 ? 0 : led), end: end + found } : null
}

const around = 80

const small = '(?:of|for|with|to|by|per|in|at|on|and|or|from|de|para|con|por|en|y|o|a|que|that|who)'
const between = `(?:(?!${small}\\b)\\p{Ll}[\\p{Ll}’'-]*[ -]+){0,2}?`
const own = '(?:(?:of|de)\\s+(?:(?:the|our|these|those|its|los|las|nuestr[oa]s|est[oa]s|es[oa]s)\\s+)?)?'
const things =
  '(?:class(?:es)?|sessions?|trainings?|courses?|sites?|kits?|meetings?|shifts?|events?|workshops?|vans?|offices?|agenc(?:y|ies)|partners?|grants?|programs?|miles?|steps?|reasons?|things?|ways?|times?|dates?|beds?|rooms?|places?|towns?|count(?:y|ies)|zones?|stations?|clinics?|hospitals?|schools?|church(?:es)?|doses?|boxes|cars?|academ(?:y|ies)|percent|hours?|clases?|sesion(?:es)?|cursos?|sitios?|reuniones|turnos?|eventos?|talleres|oficinas?|agencias?|socios?|programas?|millas?|pasos?|razones|cosas?|veces|camas?|salas?|lugares|pueblos?|condados?|hospitales|escuelas?|dosis|academias?)\\b'
const notPlaces = `(?:${months}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Spring|Summer|Fall|Winter|English|Spanish|PORT|EMS|Medicaid|Zoom|I|He|She|They|We|It|You|Who|That|There|This|These|Those|All|Each|Ellos|Ellas|Nosotros)\\b`
const place = `(?!${notPlaces})\\p{Lu}[\\p{L}’'-]+(?: (?:de |del |la |las |los )?\\p{Lu}[\\p{L}’'-]+)*`

const at = '(?<!\\p{L})(?:In|in|At|at|Near|near|From|from|En|en|Desde|desde|Cerca de|cerca de)(?: the| la| el)?'
const joint =
  '(?:\\s?[:|=–—(-]|\\s(?:had|has|saw|lost|counted|reported|there were|there was|hubo|tuvo|perdió|vio|registró)(?!\\p{L}))'

type Shape = { readonly beside: SmallNumber['beside']; readonly ahead: RegExp; readonly behind: RegExp }

const shapes: readonly Shape[] = [
  {
    beside: 'people',
    behind: new RegExp(
      `^(?:\\)?[\\s-]+|\\s\\(\\d+\\)\\s+)(?:${own}${between}(?:${people}|${events})|(?:of (?:them|us|those|these)|de ell[oa]s)\\b)`,
      'iu',
    ),
    ahead: new RegExp(
      `(?:${people}|${events})\\s?(?:[:=(|]|were|was|fueron|es|son)\\s?(?:only |just |s[oó]lo )?$`,
      'iu',
    ),
  },
  {
    beside: 'a place',
    behind: new RegExp(
      `^\\s+(?!(?:[\\p{Ll}-]+ ){0,2}${things})(?:[\\p{Ll}’'-]+ ){0,3}?(?:in|of|from|at|near|around|outside|en|de|del|desde)\\s+(?:the |la |el )?${place}`,
      'u',
    ),
    ahead: new RegExp(`(?:${at} ${place}(?:${joint}|,)*|${place}${joint}+)\\s?(?:only |just |solo |sólo )?$`, 'u'),
  },
]
