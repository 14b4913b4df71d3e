// Takes over each textarea that holds Markdown, and keeps it the field that is sent: after every change of a person the
// Markdown is in it. A text that nobody touches stays as it is, letter by letter.
import { Editor, type JSONContent } from '@tiptap/core'
import { docFromMarkdown } from '../rich-text/from-markdown.ts'
import { cleanPaste } from '../rich-text/from-paste.ts'
import { schema } from '../rich-text/schema.ts'
import { markdownFromDoc } from '../rich-text/to-markdown.ts'
import { toolbarFor } from '../rich-text/toolbar.ts'

for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-rich="markdown"]')) takeOver(field)

function takeOver(field: HTMLTextAreaElement): void {
  const doc = docFromMarkdown(field.value)
  if (doc === null) {
    field.before(note('This text has parts that the editor cannot show, such as a table. It is shown as Markdown.'))
    return
  }
  const original = field.value
  const frame = document.createElement('div')
  frame.className = 'rich-editor'
  const editor = new Editor({
    element: frame,
    extensions: schema,
    content: doc as JSONContent, // the same shape, read-only
    injectCSS: false,
    editorProps: {
      attributes: namesOf(field),
      transformPastedHTML: cleanPaste,
      // Tab leaves the editor, also from a list, so that a keyboard is never caught in it.
      handleDOMEvents: { keydown: (_, event) => event.key === 'Tab' },
    },
  })
  const untouched = JSON.stringify(editor.getJSON())
  editor.on('update', () => {
    const now = editor.getJSON()
    field.value = JSON.stringify(now) === untouched ? original : markdownFromDoc(now)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  frame.prepend(toolbarFor(editor, labelOf(field)))
  standIn(field, frame, editor)
}

/** The editor takes the place and the address of the field; links to a problem lead to it. */
function standIn(field: HTMLTextAreaElement, frame: HTMLElement, editor: Editor): void {
  const { id } = field
  const label = document.querySelector<HTMLLabelElement>(`label[for="${id}"]`)
  if (label) {
    label.id = `${id}-label`
    label.addEventListener('click', (event) => {
      event.preventDefault()
      editor.commands.focus()
    })
  }
  field.id = `${id}-markdown`
  field.hidden = true
  editor.view.dom.id = id
  field.after(frame)
}

function namesOf(field: HTMLTextAreaElement): Record<string, string> {
  const described = field.getAttribute('aria-describedby')
  return {
    class: 'rich rich-text',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': `${field.id}-label`,
    ...(described && { 'aria-describedby': described }),
    ...(field.required && { 'aria-required': 'true' }),
    ...(field.getAttribute('aria-invalid') && { 'aria-invalid': 'true' }),
  }
}

function labelOf(field: HTMLTextAreaElement): string {
  return document.querySelector(`label[for="${field.id}"]`)?.firstChild?.textContent?.trim() ?? 'Text'
}

function note(words: string): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.className = 'help'
  paragraph.textContent = words
  return paragraph
}
