import type { Editor } from '@tiptap/core'

/** Asks for the address of a link in a dialog of the page; answers the act that opens it. */
export function linkDialogFor(editor: Editor): () => void {
  const dialog = document.createElement('dialog')
  dialog.className = 'rich-link'
  const id = `rich-link-${document.querySelectorAll('dialog.rich-link').length}`
  dialog.setAttribute('aria-labelledby', `${id}-title`)
  // Fixed markup of ours; nothing typed by a person is in it.
  dialog.innerHTML = `
    <form method="dialog" class="form" novalidate>
      <h2 id="${id}-title">Link</h2>
      <div class="field">
        <label for="${id}">Address</label>
        <p class="help" id="${id}-help">Such as https://example.org or name@example.org. Empty removes the link.</p>
        <p class="problem" id="${id}-problem" role="alert" hidden>This is not a web or mail address.</p>
        <input id="${id}" type="url" aria-describedby="${id}-help ${id}-problem" autocomplete="off">
      </div>
      <div class="form-acts">
        <button type="submit" class="button" data-working="Set link">Set link</button>
        <button type="button" class="link">Cancel</button>
      </div>
    </form>`
  document.body.append(dialog)
  const input = dialog.querySelector('input')
  const problem = dialog.querySelector<HTMLElement>('.problem')
  if (!input || !problem) throw new Error('the link dialog is incomplete')
  dialog.querySelector('button.link')?.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => editor.commands.focus())
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const address = addressFrom(input.value)
    problem.hidden = address !== null
    if (address === null) return
    setLink(editor, address)
    dialog.close()
  })
  return () => {
    problem.hidden = true
    input.value = String(editor.getAttributes('link').href ?? '').replace(/^mailto:/, '')
    dialog.showModal()
    input.select()
  }
}

function setLink(editor: Editor, address: string): void {
  const chain = editor.chain().focus().extendMarkRange('link')
  if (address === '') chain.unsetLink().run()
  else if (editor.state.selection.empty && !editor.isActive('link'))
    chain
      .insertContent({
        type: 'text',
        text: address.replace(/^mailto:/, ''),
        marks: [{ type: 'link', attrs: { href: address } }],
      })
      .run()
  else chain.setLink({ href: address }).run()
}

/** An address as the page would link it: http, https or mail; '' for none, null when it is no address. */
function addressFrom(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return ''
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  return /^(https?:\/\/|mailto:)\S+$/i.test(whole) && URL.canParse(whole) ? whole : null
}
