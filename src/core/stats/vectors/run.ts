import { type Compared, compare } from './compare.ts'
import { toleranceOf, type VectorCase, type VectorFile } from './format.ts'
import type { Surroundings, Topic } from './topic.ts'
import { basicTopics } from './topics-basics.ts'
import { chartTopics } from './topics-charts.ts'
import { countTopics } from './topics-counts.ts'
import { etsTopics } from './topics-ets.ts'
import { forecastTopics } from './topics-forecast.ts'
import { m3Topics } from './topics-m3.ts'
import { spikeTopics } from './topics-spikes.ts'
import { turnTopics } from './topics-turn.ts'
import { wholeTopics } from './topics-whole.ts'
import { withheldTopics } from './topics-withheld.ts'

const topics: Record<string, Topic> = {
  ...basicTopics,
  ...countTopics,
  ...chartTopics,
  ...forecastTopics,
  ...etsTopics,
  ...turnTopics,
  ...spikeTopics,
  ...withheldTopics,
  ...wholeTopics,
  ...m3Topics,
}

export type TopicReport = {
  readonly topic: string
  readonly isBuilt: boolean
  readonly passed: number
  readonly failed: number
  readonly largest: number
  /** One line for each failed case. */
  readonly faults: readonly string[]
}

/** Every case of a file through the code. A topic that nobody built counts neither way. */
export function runFile(file: VectorFile, around: Surroundings): TopicReport {
  const topic = topics[file.topic]
  if (!topic) return { topic: file.topic, isBuilt: false, passed: 0, failed: 0, largest: 0, faults: [] }
  const compared = file.cases.map((each) => ({ id: each.id, ...runCase(topic, file, each, around) }))
  const failed = compared.filter((each) => each.faults.length > 0)
  return {
    topic: file.topic,
    isBuilt: true,
    passed: compared.length - failed.length,
    failed: failed.length,
    largest: compared.reduce((most, each) => Math.max(most, each.largest), 0),
    faults: failed.map((each) => `${each.id}: ${each.faults[0] ?? ''}${each.faults.length > 1 ? ` (and ${each.faults.length - 1} more)` : ''}`),
  }
}

/** A case that the code cannot read is a failed case, never the end of the run. */
function runCase(topic: Topic, file: VectorFile, each: VectorCase, around: Surroundings): Compared {
  const tolerance = toleranceOf(file, each)
  try {
    if (topic.check) return topic.check(each, tolerance, around)
    return compare(each.expected, topic.answer?.(each.input, around), tolerance)
  } catch (error) {
    return { largest: 0, faults: [`could not be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`] }
  }
}

/** The lines of a report, then `N passed, N failed`. */
export function reportLines(reports: readonly TopicReport[]): string[] {
  const lines = reports.flatMap((each) => {
    if (!each.isBuilt) return [`${each.topic}: not built`]
    const line = `${each.topic}: ${each.passed} passed, ${each.failed} failed, largest error ${each.largest.toExponential(1)}`
    return [line, ...each.faults.map((text) => `  ${text}`)]
  })
  const total = (pick: (each: TopicReport) => number): number => reports.reduce((all, each) => all + pick(each), 0)
  return [...lines, `${total((each) => each.passed)} passed, ${total((each) => each.failed)} failed`]
}
