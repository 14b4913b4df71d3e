import type { Who, World } from './world.ts'

/** Opens pages as a person does, with scripts on, and says what acts that should not: dialogs, requests to elsewhere, live markup. */
export async function liveFaults(
  world: World,
  who: Who,
  paths: readonly string[],
  value: string,
): Promise<readonly string[]> {
  const own = new URL(world.product.url)
  const context = await world.browser.newContext({ baseURL: own.href })
  await context.addCookies(world.cookiesFor(world.cookieOf(who)))
  const faults: string[] = []
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    faults.push(`a dialog opened on ${new URL(page.url()).pathname}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== own.host) faults.push(`a request left for ${host}`)
  })
  for (const path of paths) {
    await page.goto(path, { waitUntil: 'load' })
    faults.push(...(await page.evaluate(liveMarkup, { host: own.host, value })).map((each) => `${each} on ${path}`))
  }
  await context.close()
  return faults
}

/** Runs in the page. Markup is live when it can run, cover the page, or send something away. */
function liveMarkup({ host, value }: { host: string; value: string }): string[] {
  const faults: string[] = []
  const isElsewhere = (address: string): boolean => {
    const url = new URL(address, location.href)
    return !['http:', 'https:', 'mailto:', 'tel:', 'data:', 'about:'].includes(url.protocol)
  }
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName
    for (const { name: attribute, value: text } of element.attributes) {
      if (/^on/i.test(attribute)) faults.push(`<${name} ${attribute}>`)
      if (['ping', 'srcdoc', 'formaction'].includes(attribute)) faults.push(`<${name} ${attribute}>`)
      if (attribute === 'style' && value.includes(text)) faults.push(`<${name} style="${text}">`)
      if (['href', 'src', 'action', 'xlink:href'].includes(attribute) && isElsewhere(text))
        faults.push(`<${name} ${attribute}="${text}">`)
      if (
        ['src', 'action', 'data'].includes(attribute) &&
        new URL(text, location.href).host !== host &&
        !/^(data|about):/.test(text)
      )
        faults.push(`<${name} ${attribute}="${text}">`)
    }
    if (
      name === 'a' &&
      element.getAttribute('target') === '_blank' &&
      !/noopener|noreferrer/.test(element.getAttribute('rel') ?? '')
    )
      faults.push('a link that hands over its page')
    if (['iframe', 'object', 'embed', 'base', 'meta'].includes(name) && value.includes(`<${name}`) && name !== 'meta')
      faults.push(`<${name}>`)
    if (
      name === 'script' &&
      element.textContent &&
      value.includes(element.textContent.trim()) &&
      element.textContent.trim() !== ''
    )
      faults.push('a script of the value')
  }
  return faults
}
