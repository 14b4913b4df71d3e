import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string
  }
}

/** Before the promises are tested: a browser is there. */
export function setup(project: TestProject): void {
  project.provide('chromium', findChromium())
}
