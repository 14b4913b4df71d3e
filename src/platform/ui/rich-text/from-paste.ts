/**
 * What is pasted from a page or a word processor, before the editor reads it: looks that Markdown can say become elements,
 * Word's drawn bullets become lists, and nothing else keeps an attribute. Words always stay.
 */
export function cleanPaste(html: string): string {
  if (html.includes('data-pm-slice')) return html // copied in an editor of ours
  const page = new DOMParser().parseFromString(withoutEffect(html), 'text/html')
  for (const hidden of page.querySelectorAll('style, script, meta, link, title, xml, img, svg, object, iframe'))
    hidden.remove()
  for (const item of page.querySelectorAll<HTMLElement>('p')) if (/mso-list:\s*l/i.test(styleOf(item))) asListItem(item)
  for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) asMarks(element)
  for (const element of page.body.querySelectorAll('*'))
    for (const name of element.getAttributeNames())
      if (name !== 'href' && name !== 'start') element.removeAttribute(name)
  return page.body.innerHTML
}

/** Styles and acts under other names, so that the page's policy has nothing to refuse while they are read. */
const withoutEffect = (html: string): string =>
  html
    .replace(/<style[\s>][\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, '$1data-$2'))

const styleOf = (element: HTMLElement): string => element.getAttribute('data-style') ?? ''

function asListItem(item: HTMLElement): void {
  const marker = [...item.querySelectorAll<HTMLElement>('span')].find((span) =>
    /mso-list:\s*Ignore/i.test(styleOf(span)),
  )
  const kind = /[\p{L}\p{N}]+[.)]/u.test(marker?.textContent ?? '') ? 'ol' : 'ul'
  marker?.remove()
  const entry = item.ownerDocument.createElement('li')
  const words = item.ownerDocument.createElement('p')
  words.append(...item.childNodes)
  entry.append(words)
  const before = item.previousElementSibling
  if (before?.tagName.toLowerCase() === kind && before.hasAttribute('data-drawn')) {
    before.append(entry)
    item.remove()
    return
  }
  const list = item.ownerDocument.createElement(kind)
  list.setAttribute('data-drawn', '')
  list.append(entry)
  item.replaceWith(list)
}

const looks: readonly (readonly [RegExp, string])[] = [
  [/font-weight:\s*(bold|[6-9]00)/i, 'strong'],
  [/font-style:\s*italic/i, 'em'],
  [/text-decoration[^;]*:\s*[^;]*line-through/i, 's'],
]

function asMarks(element: HTMLElement): void {
  const style = styleOf(element)
  // Some word processors wrap everything in a bold that is not bold.
  if (/^(B|STRONG)$/.test(element.tagName) && /font-weight:\s*(normal|[1-5]00)/i.test(style)) {
    element.replaceWith(...element.childNodes)
    return
  }
  if (/^(UL|OL|H[1-6]|TABLE|TBODY|TR)$/.test(element.tagName)) return
  for (const [look, name] of looks) {
    if (!look.test(style)) continue
    const mark = element.ownerDocument.createElement(name)
    mark.append(...element.childNodes)
    element.append(mark)
  }
}
