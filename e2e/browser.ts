import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { patience } from '../src/test-effort.ts'
import type { Product } from './product.ts'

export { type Product, startProduct } from './product.ts'

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium. From beforeAll, pass `whenFileIsOver`. */
export async function openBrowser(whenOver: (work: () => Promise<void>) => void = onTestFinished): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: inject('chromium'), args: [...asRoot, ...quiet] })
  whenOver(() => browser.close())
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext(options)
    context.setDefaultTimeout(patience)
    return context
  }
  return browser
}

/** Opens the printed link and signs in with it, by the button if the page has one. The link works once. */
export async function signIn(page: Page, product: Product): Promise<void> {
  await page.goto(product.signInLink)
  const button = page.locator('main form[method="post"] button').first()
  if (await button.isVisible())
    await Promise.all([page.waitForURL((url) => url.href !== product.signInLink), button.click()])
}

export type Finding = { readonly rule: string; readonly help: string; readonly at: readonly string[] }

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules that read colors. */
export const colorRules = ['color-contrast', 'link-in-text-block'] as const

/** What axe finds wrong on the page as it is shown now, by WCAG 2.2 AA and good practice; or by some of its rules alone. */
export async function findingsOf(page: Page, rules: readonly string[] = []): Promise<readonly Finding[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource) // past the page's own policy, which forbids scripts from elsewhere
  return page.evaluate(async (only) => {
    type Violation = { id: string; help: string; nodes: { target: string[] }[] }
    type Axe = { run(options: object): Promise<{ violations: Violation[] }> }
    const { axe } = globalThis as unknown as { axe: Axe } // axe puts itself there
    // What is right is not written out: that takes longer than to find what is wrong.
    const { violations } = await axe.run({ resultTypes: ['violations'], ...(only.length > 0 && { runOnly: only }) })
    return violations.map(({ id, help, nodes }) => ({ rule: id, help, at: nodes.flatMap((node) => node.target) }))
  }, rules)
}
