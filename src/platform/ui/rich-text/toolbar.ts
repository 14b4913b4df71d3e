import type { Editor } from '@tiptap/core'
import { linkDialogFor } from './link-dialog.ts'

type Tool = {
  readonly name: string
  /** Drawn in the button; the name is spoken. */
  readonly icon: string
  readonly keys?: string
  readonly isOn?: (editor: Editor) => boolean
  readonly may?: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const keys = (letters: string): string => `${isMac ? '⌘' : 'Ctrl'}+${letters}`

const tools = (openLink: () => void): readonly (readonly Tool[])[] => [
  [
    {
      name: 'Bold',
      icon: 'bold',
      keys: keys('B'),
      isOn: (e) => e.isActive('bold'),
      run: (e) => e.chain().focus().toggleBold().run(),
    },
    {
      name: 'Italic',
      icon: 'italic',
      keys: keys('I'),
      isOn: (e) => e.isActive('italic'),
      run: (e) => e.chain().focus().toggleItalic().run(),
    },
    { name: 'Link', icon: 'link', keys: keys('K'), isOn: (e) => e.isActive('link'), run: openLink },
  ],
  [
    { name: 'Heading', icon: 'heading', isOn: (e) => e.isActive('heading'), run: toggleHeading },
    {
      name: 'List',
      icon: 'list',
      isOn: (e) => e.isActive('bulletList'),
      run: (e) => e.chain().focus().toggleBulletList().run(),
    },
    {
      name: 'Numbered list',
      icon: 'numbers',
      isOn: (e) => e.isActive('orderedList'),
      run: (e) => e.chain().focus().toggleOrderedList().run(),
    },
    {
      name: 'Quote',
      icon: 'quote',
      isOn: (e) => e.isActive('blockquote'),
      run: (e) => e.chain().focus().toggleBlockquote().run(),
    },
  ],
  [
    {
      name: 'Undo',
      icon: 'undo',
      keys: keys('Z'),
      may: (e) => e.can().undo(),
      run: (e) => e.chain().focus().undo().run(),
    },
    { name: 'Redo', icon: 'redo', may: (e) => e.can().redo(), run: (e) => e.chain().focus().redo().run() },
  ],
]

/** A heading of a story is of the third level: the page owns those above. A heading of any level goes back to words. */
function toggleHeading(editor: Editor): void {
  const level = editor.isActive('heading') ? undefined : 3
  if (level === undefined) editor.chain().focus().setParagraph().run()
  else editor.chain().focus().setHeading({ level }).run()
}

/** Buttons above the editor: one tab stop, arrows walk them (ARIA Authoring Practices, toolbar). */
export function toolbarFor(editor: Editor, label: string): HTMLElement {
  const bar = document.createElement('div')
  bar.className = 'rich-toolbar'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', `Formatting of ${label}`)
  const openLink = linkDialogFor(editor)
  const made = tools(openLink).flatMap((group) => {
    const box = document.createElement('div')
    box.className = 'rich-group'
    bar.append(box)
    return group.map((tool) => {
      const button = buttonFor(tool, editor)
      box.append(button)
      return { tool, button }
    })
  })
  walkable(
    bar,
    made.map(({ button }) => button),
  )
  const show = (): void => {
    for (const { tool, button } of made) {
      if (tool.isOn) button.setAttribute('aria-pressed', String(tool.isOn(editor)))
      if (tool.may) button.setAttribute('aria-disabled', String(!tool.may(editor)))
    }
  }
  editor.on('transaction', show)
  editor.view.dom.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    openLink()
  })
  show()
  return bar
}

function buttonFor(tool: Tool, editor: Editor): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.title = tool.keys ? `${tool.name} (${tool.keys})` : tool.name
  button.setAttribute('aria-label', tool.name)
  button.append(iconOf(tool.icon))
  // The words that are chosen in the editor stay chosen when a button is pressed.
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', () => {
    if (tool.may?.(editor) !== false) tool.run(editor)
  })
  return button
}

function walkable(bar: HTMLElement, buttons: readonly HTMLButtonElement[]): void {
  const stopAt = (stop: HTMLButtonElement | undefined): void => {
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1
  }
  stopAt(buttons[0])
  bar.addEventListener('focusin', ({ target }) => stopAt(buttons.find((button) => button === target)))
  bar.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((button) => button === document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined || at === -1) return
    event.preventDefault()
    buttons.at(to % buttons.length)?.focus()
  })
}

// Strokes on a 24-unit square; letters B, I and H are drawn as text would be.
const icons: Readonly<Record<string, string>> = {
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M10 5h7M7 19h7M14 5l-4 14',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  heading: 'M6 5v14M18 5v14M6 12h12',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  numbers: 'M10 6h10M10 12h10M10 18h10M4 5l1.5-1v5M4 9h3M4 14.5c1-1.5 3-.8 3 .5 0 1.2-3 2-3 4h3',
  quote: 'M5 6v12M10 8h10M10 12h10M10 16h6',
  undo: 'M9 7 4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2',
  redo: 'M15 7l5 5-5 5M20 12H10a5 5 0 0 0 0 10h2',
}

function iconOf(name: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', icons[name] ?? '')
  svg.append(path)
  return svg
}
