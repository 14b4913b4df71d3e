import { betaCdf, betaQuantile } from '../dist/beta.ts'
import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  negativeBinomialCdf,
  negativeBinomialPmf,
  negativeBinomialQuantile,
  poissonCdf,
  poissonPmf,
  poissonQuantile,
} from '../dist/discrete.ts'
import { chiSquareQuantile, gammaCdf, gammaQuantile, logGamma } from '../dist/gamma.ts'
import { normalCdf, normalQuantile } from '../dist/normal.ts'
import { studentCdf, studentQuantile } from '../dist/student.ts'
import { digamma } from '../fit/digamma.ts'
import { numbersIn } from './format.ts'
import type { Topic } from './topic.ts'

export const basicTopics: Record<string, Topic> = {
  distributions: {
    answer: (input) => {
      const call = String(input.f)
      const name = /^\w+/.exec(call)?.[0] ?? ''
      const isUpper = /lower(\.tail)? *= *F/.test(call)
      const found = functions[name]
      return found ? { value: found(numbersIn(input.args), isUpper) } : null
    },
  },
}

type Numbers = readonly number[]
const p = (a: Numbers, i: number): number => a[i] ?? Number.NaN

const functions: Record<string, (args: Numbers, isUpper: boolean) => number> = {
  pgamma: (a, isUpper) => gammaCdf(p(a, 0), p(a, 1), isUpper),
  qgamma: (a) => gammaQuantile(p(a, 0), p(a, 1)),
  pchisq: (a, isUpper) => gammaCdf(p(a, 0) / 2, p(a, 1) / 2, isUpper),
  qchisq: (a) => chiSquareQuantile(p(a, 0), p(a, 1)),
  pbeta: (a, isUpper) => betaCdf(p(a, 0), p(a, 1), p(a, 2), isUpper),
  qbeta: (a) => betaQuantile(p(a, 0), p(a, 1), p(a, 2)),
  pt: (a, isUpper) => studentCdf(isUpper ? -p(a, 0) : p(a, 0), p(a, 1)),
  qt: (a) => studentQuantile(p(a, 0), p(a, 1)),
  pnorm: (a, isUpper) => normalCdf(isUpper ? -p(a, 0) : p(a, 0)),
  qnorm: (a) => normalQuantile(p(a, 0)),
  dpois: (a) => poissonPmf(p(a, 0), p(a, 1)),
  dbinom: (a) => binomialPmf(p(a, 0), p(a, 1), p(a, 2)),
  dnbinom: (a) => negativeBinomialPmf(p(a, 0), p(a, 1), p(a, 2)),
  ppois: (a, isUpper) => poissonCdf(p(a, 0), p(a, 1), isUpper),
  qpois: (a) => poissonQuantile(p(a, 0), p(a, 1)),
  pnbinom: (a, isUpper) => negativeBinomialCdf(p(a, 0), p(a, 1), p(a, 2), isUpper),
  qnbinom: (a) => negativeBinomialQuantile(p(a, 0), p(a, 1), p(a, 2)),
  pbinom: (a, isUpper) => binomialCdf(p(a, 0), p(a, 1), p(a, 2), isUpper),
  qbinom: (a) => binomialQuantile(p(a, 0), p(a, 1), p(a, 2)),
  lgamma: (a) => logGamma(p(a, 0)),
  digamma: (a) => digamma(p(a, 0)),
}
