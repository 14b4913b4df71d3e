import { z } from 'zod'
import { drawnAs } from '../../core/field.ts'
import {
  dayOrNone,
  line,
  oneLine,
  oneOf,
  oneOrNone,
  reading,
  tick,
  title,
  wholeNumber,
  wrong,
} from '../../core/text.ts'
import { asks, type Measure, type Shape, shapes } from '../model.ts'
import { asksInWords, betterInWords } from '../rules.ts'
import { calendarFields, calendarFrom } from './calendar/model.ts'

/** What a team says of a measure. `shape` is chosen for entered measures only; a definition brings its own. */
export type Settings = Pick<
  Measure,
  | 'title'
  | 'slug'
  | 'kind'
  | 'asks'
  | 'better'
  | 'unit'
  | 'decimals'
  | 'calendar'
  | 'collectedFrom'
  | 'collectedThrough'
  | 'endedOn'
  | 'settlesAfterDays'
  | 'source'
  | 'isPersonLevel'
  | 'publishesSplits'
  | 'smallSplitsReason'
> & { readonly shape: Shape | null; readonly isSlugConfirmed: boolean }

const slug = (isNew: boolean) =>
  reading(
    {
      label: 'Address',
      look: 'line',
      optional: isNew,
      help: isNew
        ? 'The end of the public address. Made from the title if you leave it empty.'
        : 'The end of the public address. A new address breaks links that others have made.',
    },
    (raw) => {
      const text = raw.trim()
      return text === '' || /^[a-z0-9][a-z0-9-]{0,79}$/.test(text)
        ? text
        : wrong(
            'Address has small letters a to z, figures and hyphens, at most 80, and begins with a letter or a figure. It looks like coaches-trained.',
          )
    },
  )

const completeThrough = (help: string) => drawnAs('Records complete through', dayOrNone('Complete through', { help }))

/** Whether the settings are of a measure that is yet to be, and whether what it counts is defined. */
export type SettingsOf = { readonly isNew: boolean; readonly isComputed: boolean }

/** The form of a measure's settings. An empty address is made from the title. */
export const settingsForm = ({ isNew, isComputed }: SettingsOf): z.ZodType<Settings> =>
  z
    .strictObject({
      title: title('Title', { help: 'Say what is counted, as a resident would say it.' }),
      asks: oneOf('Question', [...asks, 'indicator'], { words: asksInWords, none: 'Choose one' }),
      better: drawnAs(
        'Which way is better',
        oneOf('Better', ['higher', 'lower', 'neither'], { words: betterInWords, none: 'Choose one' }),
      ),
      shape: oneOrNone('Kind of number', shapes, {
        words: {
          count: 'A count: whole numbers from 0',
          share: 'A share: a part of a whole, in %',
          amount: 'A quantity: hours, dollars, a rate',
          median: 'A middle value',
        },
        none: 'Choose one',
        optional: false,
      }),
      unit: oneLine('Unit', 40, {
        width: 'short',
        help: 'What one of the value is: coaches, hours, %. A share is always in %; a rate says what it is per: overdoses per 100,000 residents.',
      }),
      decimals: drawnAs('Decimals shown', wholeNumber('Decimals', { most: 6, help: 'From 0 to 6.' })),
      ...calendarFields(),
      collectedFrom: dayOrNone('Collected from', {
        help: isComputed
          ? 'From this day on, a period without records is a true zero.'
          : 'The first day of the first period.',
      }),
      collectedThrough: completeThrough(
        'The last day for which all records are in. Leave it empty while records come in as things happen.',
      ),
      settlesAfterDays: wholeNumber('Days until a value is final', {
        most: 730,
        help: 'Late records still come in these days after a period ends; until then its value is provisional.',
      }),
      endedOn: dayOrNone('Ended on', { help: 'Only if the measure is no longer kept.' }),
      source: line('Source', {
        optional: true,
        help: 'Where the numbers come from, for readers: The training records of the team.',
      }),
      isPersonLevel: tick('It counts people served, or people’s health', {
        help: 'Such as overdoses, clients or referrals. Its small counts are then withheld from the public. Leave it empty for the team’s own work, such as coaches trained.',
      }),
      publishesSplits: tick('Publish its breakdowns', {
        help: 'By zone, by course and so on, beside the whole. The team sees them in any case.',
      }),
      smallSplitsReason: drawnAs(
        'Why small groups in its breakdowns are published',
        line('Why small groups are published', {
          optional: true,
          help: 'Leave it empty, and small groups of coaches are withheld from breakdowns: to be a coach tells of one’s own recovery. Write here why the county shows them all the same, such as: all coaches agreed in writing, or: these are kits, not people. The reason is kept with your name.',
        }),
      ),
      slug: slug(isNew),
      isSlugConfirmed: tick('Change the address, even if links to the old one break'),
    })
    .transform(({ asks, calendarKind, startMonth, years, lastYear, names, ...rest }, context) => {
      const calendar = calendarFrom({ calendarKind, startMonth, years, lastYear, names }, context)
      const { collectedFrom, collectedThrough, endedOn } = rest
      if (collectedFrom && collectedThrough && collectedThrough < collectedFrom)
        say(context, 'collectedThrough', 'Complete through is before the first day of collection.')
      if (collectedFrom && endedOn && endedOn < collectedFrom)
        say(context, 'endedOn', 'Ended on is before the first day of collection.')
      return {
        ...rest,
        slug: rest.slug || slugFrom(rest.title),
        kind: asks === 'indicator' ? ('indicator' as const) : ('performance' as const),
        asks: asks === 'indicator' ? null : asks,
        calendar,
      }
    })

/** What a form about a measure starts with. */
export const typedSettings = (measure: Omit<Measure, 'id' | 'isSample' | 'definition'>): Record<string, string> => {
  const { calendar } = measure
  return {
    title: measure.title,
    slug: measure.slug,
    asks: measure.asks ?? 'indicator',
    better: measure.better,
    unit: measure.unit,
    decimals: String(measure.decimals),
    shape: measure.shape,
    calendarKind: calendar.kind,
    startMonth: 'startMonth' in calendar ? String(calendar.startMonth) : '1',
    years: calendar.kind === 'span' ? String(calendar.years) : '',
    lastYear: calendar.kind === 'span' ? String(calendar.lastYear) : '',
    names: calendar.kind === 'own' ? calendar.names.join(', ') : '',
    collectedFrom: measure.collectedFrom ?? '',
    collectedThrough: measure.collectedThrough ?? '',
    endedOn: measure.endedOn ?? '',
    settlesAfterDays: String(measure.settlesAfterDays),
    source: measure.source,
    isPersonLevel: measure.isPersonLevel ? 'yes' : '',
    publishesSplits: measure.publishesSplits ? 'yes' : '',
    smallSplitsReason: measure.smallSplitsReason,
  }
}

/** An address from a title: `Días “A/B”, in the middle` becomes `dias-a-b-in-the-middle`. */
export const slugFrom = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')

function say(context: z.core.$RefinementCtx, field: string, message: string): void {
  context.addIssue({ code: 'custom', path: [field], message })
}

/** The one thing a coordinator says of a computed measure: up to which day records are complete. */
export const completeForm = z.strictObject({
  collectedThrough: completeThrough(
    'Leave it empty while records come in as things happen: then they are complete through today.',
  ),
})
