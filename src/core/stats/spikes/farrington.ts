import { ok, type Result, refuse } from '../../result.ts'
import { negativeBinomialCdf, negativeBinomialQuantile, poissonCdf, poissonQuantile } from '../dist/discrete.ts'
import { normalCdf, normalQuantile } from '../dist/normal.ts'
import { studentTwoSided } from '../dist/student.ts'
import { type LogLinearFit, logLinear } from '../fit/log-linear.ts'
import { at, refuseCounts, refuseNumbers, sum } from '../numbers.ts'
import { type ReferenceSettings, referenceWeeks, sameWeek } from './reference-weeks.ts'

export type FarringtonSettings = ReferenceSettings & {
  /** Past outbreaks count less where their residual is over this; null for no reweighting. */
  readonly weightsThreshold: number | null
  /** One-sided in the flexible method, two-sided in the classic one. */
  readonly alpha: number
  readonly hasTrend: boolean
  readonly trendAlpha: number
  /** No bound under so many reports in so many weeks, the current one included. */
  readonly leastReports: number
  readonly reportWeeks: number
  /** 2/3, 1/2 or 1: the scale on which counts are taken as normal. */
  readonly power: number
  /** How the bound is taken: normal on the transformed scale, or negative binomial at the mean or at its upper limit. */
  readonly bound: 'delta' | 'nbPlugin' | 'muan'
  readonly style: 'flexible' | 'classic'
}

/** Noufaily and others (2013) as health agencies run it: ten seasons a year, the last half year left out. */
export const usualFarrington: FarringtonSettings = {
  years: 3,
  halfWindow: 3,
  cycle: 52,
  seasons: 10,
  weeksLeftOut: 26,
  weightsThreshold: 2.58,
  alpha: 0.01,
  hasTrend: true,
  trendAlpha: 1,
  leastReports: 5,
  reportWeeks: 4,
  power: 2 / 3,
  bound: 'nbPlugin',
  style: 'flexible',
}

export type FarringtonWeek = {
  readonly index: number
  /** Null with too few reports to judge, or where no model fits. */
  readonly expected: number | null
  readonly upper: number | null
  readonly isAlarm: boolean
  /** (count - expected) / (upper - expected): over 1 alarms. */
  readonly score: number | null
  readonly p: number | null
  /** Null where no trend was kept. */
  readonly trend: number | null
  readonly phi: number | null
}

/**
 * Farrington's method for weekly counts with years of history (Farrington 1996, Noufaily 2013; specification 5.3): a quasi-Poisson line
 * through the same weeks of past years, past outbreaks weighted down, and an upper bound for each week of `weeks`. Refuses
 * weeks without their whole history.
 */
export function farrington(
  counts: readonly number[],
  weeks: readonly number[],
  settings: FarringtonSettings = usualFarrington,
): Result<readonly FarringtonWeek[]> {
  const wrong = refuseCounts(counts, 1) ?? refuseNumbers([settings.alpha, settings.trendAlpha], 2, 'settings')
  if (wrong) return wrong
  const least = settings.style === 'flexible' ? settings.halfWindow : 0
  const hasHistory = (k: number): boolean => sameWeek(k, settings.years, settings) >= least
  if (weeks.some((k) => !Number.isInteger(k) || k >= counts.length || !hasHistory(k)))
    return refuse('stats.too-few', `Each week needs ${settings.years} years of history before it.`, 'weeks')
  return ok(weeks.map((k) => weekOf(counts, k, settings)))
}

function weekOf(counts: readonly number[], k: number, settings: FarringtonSettings): FarringtonWeek {
  const y = at(counts, k)
  const model = modelOf(counts, k, settings)
  const nothing = {
    index: k,
    expected: null,
    upper: null,
    isAlarm: false,
    score: null,
    p: null,
    trend: null,
    phi: null,
  }
  if (!model) return nothing
  const { upper, p } = settings.bound === 'delta' ? deltaBound(model, y, settings) : countBound(model, y, settings)
  const recent = sum(counts.slice(Math.max(0, k - settings.reportWeeks + 1), k + 1))
  const isEnough = recent >= settings.leastReports
  const middle = settings.bound === 'delta' ? model.mu : model.eta
  const score = upper === null || upper === middle ? null : (y - middle) / (upper - middle)
  return {
    index: k,
    expected: isEnough ? model.mu : null,
    upper: isEnough ? upper : null,
    isAlarm: isEnough && upper !== null && y > upper && y > 0,
    score,
    p,
    trend: model.trend,
    phi: model.phi,
  }
}

type Model = {
  readonly mu: number
  readonly eta: number
  /** Of eta. */
  readonly se: number
  readonly phi: number
  readonly trend: number | null
}

/** With a trend if it is significant, rests on 3 years and does not run past all that was seen; else without. */
function modelOf(counts: readonly number[], k: number, settings: FarringtonSettings): Model | null {
  const { weeks, seasons } = referenceWeeks(counts.length, k, settings)
  const y = weeks.map((week) => at(counts, week))
  const kinds = [...new Set(seasons)].sort((a, b) => a - b).slice(1)
  const row = (week: number, season: number, hasTrend: boolean): number[] => [
    1,
    ...(hasTrend ? [week + 1] : []),
    ...kinds.map((kind) => (kind === season ? 1 : 0)),
  ]
  const fitted = (hasTrend: boolean): Fitted | null =>
    fitOf(
      y,
      weeks.map((week, i) => row(week, at(seasons, i), hasTrend)),
      settings,
    )
  const now = (hasTrend: boolean): number[] => row(k, settings.seasons, hasTrend)
  const rising = settings.hasTrend ? fitted(true) : null
  if (rising) {
    const there = predicted(rising, now(true))
    const slope = at(rising.fit.coefficients, 1)
    const se = Math.sqrt(rising.dispersion * at(rising.fit.unscaled[1] ?? [], 1))
    const isKept =
      settings.years >= 3 &&
      studentTwoSided(slope / se, rising.fit.df) < settings.trendAlpha &&
      there.mu <= y.reduce((a, b) => Math.max(a, b), 0)
    if (isKept) return { ...there, phi: rising.phi, trend: slope }
  }
  const flat = fitted(false)
  return flat && { ...predicted(flat, now(false)), phi: flat.phi, trend: null }
}

type Fitted = {
  readonly fit: LogLinearFit
  readonly phi: number
  /** Behind standard errors: R's flexible version takes it with the prior weights in place of the working ones. */
  readonly dispersion: number
}

function fitOf(
  y: readonly number[],
  design: readonly (readonly number[])[],
  settings: FarringtonSettings,
): Fitted | null {
  const plain = logLinear(y, design, { most: 25 })
  if (!plain.ok || plain.value.phi === null) return null
  const phi = Math.max(1, plain.value.phi)
  if (settings.weightsThreshold === null) return { fit: plain.value, phi, dispersion: plain.value.phi }
  const omega = outbreakWeights(y, design, plain.value, phi, settings.weightsThreshold)
  const again = logLinear(y, design, { weights: omega, most: 25 })
  if (!again.ok || again.value.phi === null) return null
  const byPrior = sum(again.value.fitted.map((mu, i) => at(omega, i) * ((at(y, i) - mu) / mu) ** 2)) / again.value.df
  const used = Math.max(1, again.value.phi)
  return { fit: again.value, phi: used, dispersion: settings.style === 'flexible' ? byPrior : used }
}

/** Standardised Anscombe residuals s over the threshold weigh s^-2; the weights have mean 1. */
function outbreakWeights(
  y: readonly number[],
  design: readonly (readonly number[])[],
  fit: LogLinearFit,
  phi: number,
  threshold: number,
): number[] {
  const raw = design.map((row, i) => {
    const mu = at(fit.fitted, i)
    const leverage = at(fit.weights, i) * form(row, fit.unscaled)
    const residual = 1.5 * (at(y, i) ** (2 / 3) * mu ** (-1 / 6) - Math.sqrt(mu))
    const s = residual / Math.sqrt(phi * (1 - leverage))
    return s > threshold ? s ** -2 : 1
  })
  const scale = raw.length / sum(raw)
  return raw.map((w) => w * scale)
}

function predicted(model: Fitted, row: readonly number[]): Pick<Model, 'mu' | 'eta' | 'se'> {
  const eta = sum(row.map((v, j) => v * at(model.fit.coefficients, j)))
  return { eta, mu: Math.exp(eta), se: Math.sqrt(model.dispersion * form(row, model.fit.unscaled)) }
}

const form = (row: readonly number[], matrix: readonly (readonly number[])[]): number =>
  sum(row.map((v, a) => v * sum(row.map((w, b) => w * at(matrix[a] ?? [], b)))))

/** U = (mu^(2/3) + z sqrt(4/9 mu^(1/3) tau))^(3/2), tau = phi + SE(mu)^2 / mu; other powers likewise. */
function deltaBound(model: Model, y: number, settings: FarringtonSettings) {
  const { mu, phi } = model
  const tau = phi + (model.se * mu) ** 2 / mu
  const power = settings.power
  const se = Math.sqrt(power * power * mu ** (2 * power - 1) * tau)
  const z = normalQuantile(1 - (settings.style === 'classic' ? settings.alpha / 2 : settings.alpha))
  const upper = (mu ** power + z * se) ** (1 / power)
  return { upper: Number.isFinite(upper) ? upper : null, p: normalCdf(-(y ** power - mu ** power) / se) }
}

/** A quantile of the negative binomial with variance phi mu; of the Poisson where phi is 1. */
function countBound(model: Model, y: number, settings: FarringtonSettings) {
  const reach = settings.bound === 'muan' ? normalQuantile(1 - settings.alpha) * model.se : 0
  const mu = Math.exp(model.eta + reach)
  if (!Number.isFinite(mu)) return { upper: null, p: null }
  if (model.phi > 1) {
    const size = mu / (model.phi - 1)
    const prob = 1 / model.phi
    return {
      upper: negativeBinomialQuantile(1 - settings.alpha, size, prob),
      p: negativeBinomialCdf(y - 1, size, prob, true),
    }
  }
  return { upper: poissonQuantile(1 - settings.alpha, mu), p: poissonCdf(y - 1, mu, true) }
}
