import { afterAll } from 'vitest'

const works: (() => Promise<void>)[] = []

afterAll(async () => {
  for (const work of works.reverse()) await work()
})

/** What is to be done when the tests of this file are over, the last said first. From within `beforeAll` vitest itself hears no `afterAll`. */
export const whenFileIsOver = (work: () => Promise<void>): void => void works.push(work)
