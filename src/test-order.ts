import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { longestFirst } from './test-projects.ts'

/** The longest files first, so that no worker is alone with one at the end; the plain ones last, so that their worker is kept. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId, project }: TestSpecification): number => {
      if (!project.config.isolate) return Number.POSITIVE_INFINITY
      const place = longestFirst.indexOf(relative(this.ctx.config.root, moduleId).replaceAll('\\', '/'))
      return place < 0 ? longestFirst.length : place
    }
    return [...files].sort((a, b) => placeOf(a) - placeOf(b) || a.moduleId.localeCompare(b.moduleId))
  }
}
