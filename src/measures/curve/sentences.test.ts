// Longer than most, since it is a table: forty curves of every kind, each with the words that were read aloud before they were kept.
import { expect, test } from 'vitest'
import { addDays } from '../../core/day.ts'
import { type Calendar, periodOf } from '../../core/period.ts'
import { wordsIn } from '../../core/stats/words/sentence.ts'
import type { Verdict } from '../../core/stats/words/statement.ts'
import { figuresOf } from '../figures.ts'
import type { Measure, Reading } from '../model.ts'
import { weighInWords } from './evidence.ts'

type Kind = 'count' | 'share' | 'rate' | 'median' | 'dollars' | 'hours'
type Value = number | 'withheld' | 'not collected' | 'not yet' | { readonly running: number }
type Curve = {
  readonly is: string
  readonly kind?: Kind
  readonly unit?: string
  readonly better?: Measure['better']
  readonly calendar?: Calendar
  readonly from?: string
  readonly values: readonly Value[]
  readonly verdict?: Verdict
  readonly says: string
  readonly inShort: string
  readonly enEspañol: string
}

const kinds: Readonly<Record<Kind, Pick<Measure, 'shape' | 'unit' | 'decimals'>>> = {
  count: { shape: 'count', unit: 'coaches', decimals: 0 },
  share: { shape: 'share', unit: '%', decimals: 0 },
  rate: { shape: 'amount', unit: 'overdoses per 100,000 residents', decimals: 1 },
  median: { shape: 'median', unit: 'days', decimals: 1 },
  dollars: { shape: 'amount', unit: '$', decimals: 0 },
  hours: { shape: 'amount', unit: 'hours', decimals: 0 },
}

const year: Calendar = { kind: 'year' }
const fiscal: Calendar = { kind: 'fiscal year', startMonth: 7 }
const quarter: Calendar = { kind: 'quarter', startMonth: 1 }
const half: Calendar = { kind: 'half', startMonth: 1 }
const fiscalHalf: Calendar = { kind: 'half', startMonth: 7 }
const month: Calendar = { kind: 'month' }

const calm = [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22]
const verdict = (word: Verdict['word'], later: Verdict['later'] = null): Verdict => ({
  word,
  expected: [39, 58],
  actual: [66, 74],
  later,
})

const curves: readonly Curve[] = [
  {
    is: 'the seed: coaches trained',
    from: '2020',
    values: [5, 14, 0, 39, 12],
    says: '12 in 2024, after 39 in 2023 and none in 2022. Between 0 and 39 a year; no direction can be read from it yet.',
    inShort: 'Between 0 and 39; no direction can be read yet.',
    enEspañol: '12 en 2024, tras 39 en 2023 y 0 en 2022. Entre 0 y 39 al año; todavía no se ve una dirección.',
  },
  {
    is: 'nothing yet',
    values: [],
    says: 'There is no final value yet.',
    inShort: 'No final value yet.',
    enEspañol: 'Todavía no hay ningún valor definitivo.',
  },
  {
    is: 'one point',
    from: '2024',
    values: [12],
    says: '12 coaches in 2024. One value cannot show a direction.',
    inShort: 'One value cannot show a direction.',
    enEspañol: '12 en 2024. Un solo valor no muestra una dirección.',
  },
  {
    is: 'one point that is zero',
    from: '2024',
    values: [0],
    says: 'No coaches in 2024. One value cannot show a direction.',
    inShort: 'One value cannot show a direction.',
    enEspañol: '0 en 2024. Un solo valor no muestra una dirección.',
  },
  {
    is: 'two points',
    from: '2023',
    values: [39, 12],
    says: '12 coaches in 2024, after 39 in 2023. Two values cannot show a trend.',
    inShort: 'Two values cannot show a trend.',
    enEspañol: '12 en 2024, tras 39 en 2023. Dos valores no muestran una tendencia.',
  },
  {
    is: 'two points across a gap',
    from: '2022',
    values: [12, 'not collected', 9],
    says: '9 coaches in 2024, after 12 in 2022. Two values cannot show a trend.',
    inShort: 'Two values cannot show a trend.',
    enEspañol: '9 en 2024, tras 12 en 2022. Dos valores no muestran una tendencia.',
  },
  {
    is: 'three that climb',
    from: '2022',
    values: [212, 300, 610],
    unit: 'kits',
    says: '610 kits in 2024, up each year from 212 in 2022; three years are too few to call it a trend.',
    inShort: 'Up each year; too few years to call it a trend.',
    enEspañol: '610 en 2024; subió cada año desde 212 en 2022; tres años son pocos para hablar de tendencia.',
  },
  {
    is: 'four about a level',
    from: '2021',
    values: [14, 10, 12, 11],
    says: '11 in 2024, after 12 in 2023 and 10 in 2022. Between 10 and 14 a year; four values are too few to show a direction.',
    inShort: 'Four values are too few to show a direction.',
    enEspañol:
      '11 en 2024, tras 12 en 2023 y 10 en 2022. Entre 10 y 14 al año; cuatro valores son pocos para ver una dirección.',
  },
  {
    is: 'a steady climb of fiscal years',
    calendar: fiscal,
    from: '2020-07',
    values: [212, 344, 402, 517, 610],
    unit: 'kits',
    says: '610 kits in FY 2025, up each year from 212 in FY 2021; five years are too few to call it a trend.',
    inShort: 'Up each year; too few years to call it a trend.',
    enEspañol:
      '610 en el año fiscal 2025; subió cada año desde 212 en el año fiscal 2021; cinco años son pocos para hablar de tendencia.',
  },
  {
    is: 'a steady climb of seven years',
    from: '2018',
    values: [30, 32, 34, 36, 38, 40, 42],
    says: '42 coaches in 2024, up each year from 30 in 2018; seven years are too few to call it a trend.',
    inShort: 'Up each year; too few years to call it a trend.',
    enEspañol: '42 en 2024; subió cada año desde 30 en 2018; siete años son pocos para hablar de tendencia.',
  },
  {
    is: 'a steady fall with an exception',
    from: '2017',
    values: [20, 18, 16, 14, 14, 12, 10, 8],
    better: 'lower',
    says: '8 coaches in 2024, down each year but one from 20 in 2017; eight years are only an early sign.',
    inShort: 'Down each year but one; only an early sign.',
    enEspañol: '8 en 2024; bajó cada año menos uno desde 20 en 2017; ocho años son solo una señal temprana.',
  },
  {
    is: 'a long climb',
    from: '2013',
    values: [100, 120, 139, 160, 180, 200, 220, 240, 262, 280, 300, 320],
    says: '320 coaches in 2024, up each year from 100 in 2013. That is above the usual 157 to 263. Something has changed.',
    inShort: 'Above the usual 157 to 263: something has changed.',
    enEspañol:
      '320 en 2024; subió cada año desde 100 en 2013. Está por encima de lo habitual, 157 a 263. Algo ha cambiado.',
  },
  {
    is: 'a long fall where less is better',
    from: '2012',
    values: [90, 84, 80, 77, 71, 66, 60, 55, 51, 46, 40, 37, 31],
    better: 'lower',
    unit: 'deaths',
    says: '31 deaths in 2024, down each year from 90 in 2012. That is below the usual 50 to 76. Something has changed.',
    inShort: 'Below the usual 50 to 76: something has changed.',
    enEspañol: '31 en 2024; bajó cada año desde 90 en 2012. Está por debajo de lo habitual, 50 a 76. Algo ha cambiado.',
  },
  {
    is: 'a climb across a gap',
    from: '2020',
    values: [212, 300, 'not collected', 480, 610],
    unit: 'kits',
    says: '610 kits in 2024, up each time from 212 in 2020; four values are too few to call it a trend.',
    inShort: 'Up each time; too few values to call it a trend.',
    enEspañol: '610 en 2024; subió cada vez desde 212 en 2020; cuatro valores son pocos para hablar de tendencia.',
  },
  {
    is: 'flat',
    from: '2020',
    values: [7, 7, 7, 7, 7],
    says: '7 coaches in 2024, the same each year since 2020.',
    inShort: 'The same each year since 2020.',
    enEspañol: '7 en 2024, igual cada año desde 2020.',
  },
  {
    is: 'flat at zero',
    from: '2020',
    values: [0, 0, 0, 0, 0],
    says: 'No coaches in 2024, the same each year since 2020.',
    inShort: 'The same each year since 2020.',
    enEspañol: '0 en 2024, igual cada año desde 2020.',
  },
  {
    is: 'nearly flat, with a gap',
    from: '2019',
    values: [20, 22, 'not collected', 21, 24, 23],
    says: '23 in 2024, after 24 in 2023 and 21 in 2022. Between 20 and 24 a year; no direction can be read from it yet.',
    inShort: 'Between 20 and 24; no direction can be read yet.',
    enEspañol: '23 en 2024, tras 24 en 2023 y 21 en 2022. Entre 20 y 24 al año; todavía no se ve una dirección.',
  },
  {
    is: 'twelve calm years',
    from: '2013',
    values: calm,
    says: '22 in 2024, after 19 in 2023 and 21 in 2022. That is within the usual 14 to 27; nothing shows a change.',
    inShort: 'Within the usual 14 to 27; nothing shows a change.',
    enEspañol: '22 en 2024, tras 19 en 2023 y 21 en 2022. Está dentro de lo habitual, 14 a 27; nada indica un cambio.',
  },
  {
    is: 'far above after twelve calm years',
    from: '2012',
    values: [...calm, 45],
    says: '45 in 2024, after 22 in 2023 and 19 in 2022. That is above the usual 14 to 27. Something has changed.',
    inShort: 'Above the usual 14 to 27: something has changed.',
    enEspañol: '45 en 2024, tras 22 en 2023 y 19 en 2022. Está por encima de lo habitual, 14 a 27. Algo ha cambiado.',
  },
  {
    is: 'far above where less is better',
    from: '2012',
    values: [...calm, 45],
    better: 'lower',
    unit: 'deaths',
    says: '45 in 2024, after 22 in 2023 and 19 in 2022. That is above the usual 14 to 27. Something has changed.',
    inShort: 'Above the usual 14 to 27: something has changed.',
    enEspañol: '45 en 2024, tras 22 en 2023 y 19 en 2022. Está por encima de lo habitual, 14 a 27. Algo ha cambiado.',
  },
  {
    is: 'far above after nine',
    from: '2015',
    values: [...calm.slice(0, 9), 45],
    says: '45 in 2024, after 20 in 2023. That is above what it has done so far, 9 to 37; with so few values, only an early sign.',
    inShort: 'Above what it has done so far; only an early sign.',
    enEspañol:
      '45 en 2024, tras 20 en 2023. Está por encima de lo visto hasta ahora, 9 a 37; con tan pocos valores es solo una señal temprana.',
  },
  {
    is: 'a new level',
    from: '2009',
    values: [20, 22, 19, 21, 20, 23, 18, 22, 20, 24, 30, 29, 31, 28, 30, 29],
    says: '29 in 2024, after 30 in 2023. The last three values lie above the average. Something has changed. The direction over time is up, which is better.',
    inShort: 'Three values above the average: something has changed.',
    enEspañol:
      '29 en 2024, tras 30 en 2023. Los últimos tres valores están por encima del promedio. Algo ha cambiado. En todo este tiempo va hacia arriba, y eso es mejor.',
  },
  {
    is: 'long and swinging',
    from: '2013',
    values: [10, 90, 30, 120, 40, 160, 70, 200, 90, 240, 120, 280],
    says: '280 in 2024, after 120 in 2023 and 240 in 2022. Between 10 and 280 a year; no direction can be read from it.',
    inShort: 'Between 10 and 280; no direction can be read.',
    enEspañol: '280 en 2024, tras 120 en 2023 y 240 en 2022. Entre 10 y 280 al año; no se ve una dirección.',
  },
  {
    is: 'months about a level',
    calendar: month,
    from: '2023-01',
    values: [44, 52, 47, 51, 49, 53, 46, 50, 52, 48, 51, 49, 50, 47],
    says: '47 in Feb 2024, after 50 in Jan 2024 and 49 in Dec 2023. That is within the usual 38 to 60; nothing shows a change.',
    inShort: 'Within the usual 38 to 60; nothing shows a change.',
    enEspañol:
      '47 en febrero de 2024, tras 50 en enero de 2024 y 49 en diciembre de 2023. Está dentro de lo habitual, 38 a 60; nada indica un cambio.',
  },
  {
    is: 'months that climb',
    calendar: month,
    from: '2024-01',
    values: [212, 300, 390],
    says: '390 coaches in Mar 2024, up each month from 212 in Jan 2024; three months are too few to call it a trend.',
    inShort: 'Up each month; too few months to call it a trend.',
    enEspañol:
      '390 en marzo de 2024; subió cada mes desde 212 en enero de 2024; tres meses son pocos para hablar de tendencia.',
  },
  {
    is: 'turned: quarters',
    calendar: quarter,
    from: '2023-01',
    values: [46, 52, 41, 49, 55, 44, 50, 47, 66, 70, 74],
    unit: 'visits',
    verdict: verdict('turned'),
    says: 'The curve turned. Without the plan 39 to 58 were expected; there were 66 to 74.',
    inShort: 'The curve turned: 66 to 74, not 39 to 58.',
    enEspañol: 'La curva cambió para bien. Sin el plan se esperaban entre 39 y 58; hubo entre 66 y 74.',
  },
  {
    is: 'turned, and a quarter since',
    calendar: quarter,
    from: '2023-01',
    values: [46, 52, 41, 49, 55, 44, 50, 47, 66, 70, 74, 60],
    unit: 'visits',
    verdict: verdict('turned', [60, 60]),
    says: 'The curve turned. Without the plan 39 to 58 were expected; there were 66 to 74. Since the review: 60.',
    inShort: 'The curve turned: 66 to 74, not 39 to 58.',
    enEspañol:
      'La curva cambió para bien. Sin el plan se esperaban entre 39 y 58; hubo entre 66 y 74. Desde la revisión: 60.',
  },
  {
    is: 'turned, of a share',
    kind: 'share',
    from: '2013',
    values: [46, 52, 41, 49, 55, 44, 50, 47, 66, 70, 74],
    verdict: verdict('turned'),
    says: 'The curve turned. Without the plan 39% to 58% was expected; it was 66% to 74%.',
    inShort: 'The curve turned: 66% to 74%, not 39% to 58%.',
    enEspañol: 'La curva cambió para bien. Sin el plan se esperaba entre 39% y 58%; fue entre 66% y 74%.',
  },
  {
    is: 'got worse',
    from: '2013',
    values: [46, 52, 41, 49, 55, 44, 50, 47, 66, 70, 74],
    better: 'lower',
    verdict: verdict('worse'),
    says: 'Worse than expected. Without the plan 39 to 58 were expected; there were 66 to 74.',
    inShort: 'Worse than expected: 66 to 74, not 39 to 58.',
    enEspañol: 'Peor de lo esperado. Sin el plan se esperaban entre 39 y 58; hubo entre 66 y 74.',
  },
  {
    is: 'slowed',
    from: '2013',
    values: [46, 52, 41, 49, 55, 44, 50, 47, 66, 70, 74],
    better: 'lower',
    verdict: { word: 'slowed', expected: [80, 95], actual: [66, 74], later: null },
    says: 'It still gets worse, but more slowly. Without the plan 80 to 95 were expected; there were 66 to 74.',
    inShort: 'Getting worse more slowly: 66 to 74, not 80 to 95.',
    enEspañol: 'Sigue empeorando, pero más despacio. Sin el plan se esperaban entre 80 y 95; hubo entre 66 y 74.',
  },
  {
    is: 'no turn',
    from: '2013',
    values: [46, 52, 41, 49, 55, 44, 50, 47, 50, 52, 49],
    verdict: { word: 'not distinguishable', expected: [39, 58], actual: [49, 52], later: null },
    says: 'No turn can be seen. Without the plan 39 to 58 were expected; there were 49 to 52.',
    inShort: 'No turn can be seen: 49 to 52.',
    enEspañol: 'No se ve ningún giro. Sin el plan se esperaban entre 39 y 58; hubo entre 49 y 52.',
  },
  {
    is: 'turned, on a withheld value',
    from: '2013',
    values: [46, 'withheld', 41, 49, 55, 44, 50, 47, 66, 70, 74],
    verdict: { word: 'turned', expected: null, actual: null, later: null },
    says: 'The curve turned. 74 in 2023, after 70 in 2022 and 66 in 2021.',
    inShort: 'The curve turned.',
    enEspañol: 'La curva cambió para bien. 74 en 2023, tras 70 en 2022 y 66 en 2021.',
  },
  {
    is: 'newest withheld',
    from: '2019',
    values: [22, 31, 38, 41, 36, 'withheld'],
    unit: 'people',
    says: '36 in 2023, after 41 in 2022 and 38 in 2021. Between 22 and 41 in the years shown; no direction can be read from it yet.',
    inShort: 'No direction can be read from the years shown.',
    enEspañol:
      '36 en 2023, tras 41 en 2022 y 38 en 2021. Entre 22 y 41 en los años que se muestran; todavía no se ve una dirección.',
  },
  {
    is: 'withheld within',
    from: '2018',
    values: [22, 31, 'withheld', 38, 19, 36, 25],
    unit: 'people',
    says: '25 in 2024, after 36 in 2023 and 19 in 2022. Between 19 and 38 in the years shown; no direction can be read from it yet.',
    inShort: 'No direction can be read from the years shown.',
    enEspañol:
      '25 en 2024, tras 36 en 2023 y 19 en 2022. Entre 19 y 38 en los años que se muestran; todavía no se ve una dirección.',
  },
  {
    is: 'newest not yet due',
    from: '2019',
    values: [22, 31, 38, 19, 36, 'not yet'],
    says: '36 in 2023, after 19 in 2022 and 38 in 2021. Between 19 and 38 a year; no direction can be read from it yet.',
    inShort: 'Between 19 and 38; no direction can be read yet.',
    enEspañol: '36 en 2023, tras 19 en 2022 y 38 en 2021. Entre 19 y 38 al año; todavía no se ve una dirección.',
  },
  {
    is: 'newest still running',
    from: '2019',
    values: [22, 31, 38, 19, 36, { running: 4 }],
    says: '36 in 2023, after 19 in 2022 and 38 in 2021. Between 19 and 38 a year; no direction can be read from it yet.',
    inShort: 'Between 19 and 38; no direction can be read yet.',
    enEspañol: '36 en 2023, tras 19 en 2022 y 38 en 2021. Entre 19 y 38 al año; todavía no se ve una dirección.',
  },
  {
    is: 'a share',
    kind: 'share',
    from: '2020',
    values: [62, 48, 55, 71, 58],
    says: '58% in 2024, after 71% in 2023 and 55% in 2022. Between 48% and 71%; no direction can be read from it yet.',
    inShort: 'Between 48% and 71%; no direction can be read yet.',
    enEspañol: '58% en 2024, tras 71% en 2023 y 55% en 2022. Entre 48% y 71%; todavía no se ve una dirección.',
  },
  {
    is: 'a rate',
    kind: 'rate',
    from: '2020',
    values: [15.2, 18.9, 22.1, 14.4, 19],
    says: '19.0 overdoses per 100,000 residents in 2024, after 14.4 in 2023 and 22.1 in 2022. Between 14.4 and 22.1; no direction can be read from it yet.',
    inShort: 'Between 14.4 and 22.1; no direction can be read yet.',
    enEspañol: '19.0 en 2024, tras 14.4 en 2023 y 22.1 en 2022. Entre 14.4 y 22.1; todavía no se ve una dirección.',
  },
  {
    is: 'a median',
    kind: 'median',
    from: '2020',
    values: [2.5, 3, 1.5, 4, 2],
    better: 'lower',
    says: '2.0 days in 2024, after 4.0 in 2023 and 1.5 in 2022. Between 1.5 and 4.0; no direction can be read from it yet.',
    inShort: 'Between 1.5 and 4.0; no direction can be read yet.',
    enEspañol: '2.0 en 2024, tras 4.0 en 2023 y 1.5 en 2022. Entre 1.5 y 4.0; todavía no se ve una dirección.',
  },
  {
    is: 'dollars',
    kind: 'dollars',
    calendar: fiscal,
    from: '2019-07',
    values: [12000, 45500, 31250, 60000, 28750],
    better: 'neither',
    says: '$28,750 in FY 2024, after $60,000 in FY 2023 and $31,250 in FY 2022. Between $12,000 and $60,000; no direction can be read from it yet.',
    inShort: 'Between $12,000 and $60,000; no direction can be read yet.',
    enEspañol:
      '$28,750 en el año fiscal 2024, tras $60,000 en el año fiscal 2023 y $31,250 en el año fiscal 2022. Entre $12,000 y $60,000; todavía no se ve una dirección.',
  },
  {
    is: 'halves',
    calendar: half,
    from: '2022-01',
    values: [12, 30, 8, 22, 41, 19],
    says: '19 in the second half of 2024, after 41 in the first half of 2024. Between 8 and 41 a half-year; no direction can be read from it yet.',
    inShort: 'Between 8 and 41; no direction can be read yet.',
    enEspañol:
      '19 en el segundo semestre de 2024, tras 41 en el primer semestre de 2024. Entre 8 y 41 al semestre; todavía no se ve una dirección.',
  },
  {
    is: 'halves of fiscal years that climb',
    calendar: fiscalHalf,
    from: '2021-07',
    values: [212, 300, 390, 480, 610],
    unit: 'naloxone kits',
    says: '610 in the first half of FY 2024, up each half-year from 212 in the first half of FY 2022; five half-years are too few to call it a trend.',
    inShort: 'Up each half-year; too few half-years to call it a trend.',
    enEspañol:
      '610 en el primer semestre del año fiscal 2024; subió cada semestre desde 212 en el primer semestre del año fiscal 2022; cinco semestres son pocos para hablar de tendencia.',
  },
  {
    is: 'quarters',
    calendar: quarter,
    from: '2023-01',
    values: [12, 30, 8, 22, 41, 19],
    says: '19 in Q2 2024, after 41 in Q1 2024 and 22 in Q4 2023. Between 8 and 41 a quarter; no direction can be read from it yet.',
    inShort: 'Between 8 and 41; no direction can be read yet.',
    enEspañol:
      '19 en el segundo trimestre de 2024, tras 41 en el primer trimestre de 2024. Entre 8 y 41 al trimestre; todavía no se ve una dirección.',
  },
  {
    is: 'spans of three years',
    calendar: { kind: 'span', years: 3, lastYear: 2024 },
    from: '2010',
    values: [40, 31, 44, 38, 29],
    says: '29 in 2022-2024, after 38 in 2019-2021 and 44 in 2016-2018. Between 29 and 44 a period; no direction can be read from it yet.',
    inShort: 'Between 29 and 44; no direction can be read yet.',
    enEspañol:
      '29 en 2022-2024, tras 38 en 2019-2021 y 44 en 2016-2018. Entre 29 y 44 por período; todavía no se ve una dirección.',
  },
  {
    is: 'school years',
    calendar: { kind: 'school year', startMonth: 8 },
    from: '2019-08',
    values: [40, 31, 44, 38, 29],
    says: '29 in school year 2023-24, after 38 in school year 2022-23. Between 29 and 44 a year; no direction can be read from it yet.',
    inShort: 'Between 29 and 44; no direction can be read yet.',
    enEspañol:
      '29 en el año escolar 2023-24, tras 38 en el año escolar 2022-23. Entre 29 y 44 al año; todavía no se ve una dirección.',
  },
]

function said({ kind = 'count', unit, better = 'higher', calendar = year, values, ...rest }: Curve) {
  const measure = { ...kinds[kind], ...(unit !== undefined && { unit }), better, calendar } as Measure // what words look at
  const { from = '2020' } = rest
  const periods = [periodOf(calendar, from.length === 4 ? `${from}-01-01` : `${from}-01`)]
  const readings = values.map((value, at): Reading => {
    const period = periods[at] ?? periodOf(calendar, addDays(periods[at - 1]?.to ?? '', 1))
    periods[at] = period
    const isRunning = typeof value === 'object'
    const number = isRunning ? value.running : typeof value === 'number' ? value : null
    const [numerator, reason] = [kind === 'count' ? number : null, typeof value === 'string' ? value : null]
    return { period, value: number, numerator, denominator: null, status: isRunning ? 'open' : 'final', reason }
  })
  const asked = { baseline: null, verdict: rest.verdict ?? null, figure: figuresOf(measure) }
  return weighInWords({ measure, readings, targets: [] }, asked)
}

for (const curve of curves)
  test(`${curve.is}: what is said of it, in both languages and in short`, () => {
    const { sentence, inShort, inSpanish } = said(curve)
    expect(sentence).toBe(curve.says)
    expect(inShort).toBe(curve.inShort)
    expect(inSpanish).toBe(curve.enEspañol)
  })

test('there are forty curves or more, and no sentence is longer than 30 words, in short than 12, or harder than grade 8', () => {
  expect(curves.length).toBeGreaterThanOrEqual(40)
  for (const curve of curves) {
    const { sentence, inShort, inSpanish } = said(curve)
    for (const text of [sentence, inSpanish]) expect(wordsIn(text), text).toBeLessThanOrEqual(30)
    expect(wordsIn(inShort), inShort).toBeLessThanOrEqual(12)
    for (const text of [sentence, inShort]) expect(grade(text), text).toBeLessThanOrEqual(8)
  }
})

test('nothing that only a statistician knows is said', () => {
  for (const curve of curves)
    expect(
      Object.values(said(curve))
        .filter((each) => typeof each === 'string')
        .join(' '),
    ).not.toMatch(/signific|probab|chance|swung|phi|confiden|standard/i)
})

/** Flesch-Kincaid grade; a figure and the label of a period count as one syllable a word. */
function grade(text: string): number {
  const sentences = text.split(/[.;:](?:\s|$)/).filter((each) => each.trim() !== '').length
  const words = text.match(/[\w,.%$'-]*\w/g) ?? []
  const syllables = words.reduce((total, word) => total + syllablesOf(word.toLowerCase()), 0)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

const syllablesOf = (word: string): number =>
  /\d/.test(word) ? 1 : Math.max(1, (word.replace(/(?:[^l]e|ed|es)$/, '').match(/[aeiouy]+/g) ?? []).length)
