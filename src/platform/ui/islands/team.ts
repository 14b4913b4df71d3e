// What every page of the team's side gains where there is JavaScript; each works without it.

const problems = document.getElementById('problems')
problems?.focus()

// On a phone the bar scrolls; the page one is on comes into sight.
const here = document.querySelector<HTMLElement>('.rail [aria-current]')
const bar = here?.closest<HTMLElement>('.rail')
if (here && bar) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2

/** Forms whose fields a person has changed and not yet sent. */
const changed = new Set<HTMLFormElement>()
const sent = new WeakSet<HTMLFormElement>()
const patience = 10_000

document.addEventListener('input', ({ target }) => {
  const form = target instanceof Element ? target.closest('form') : null
  if (form?.method === 'post' && form.dataset.leave !== 'freely') changed.add(form)
})

// A form that came back with problems holds what was typed and is nowhere saved.
if (problems) {
  const form = problems.closest('form')
  if (form && form.dataset.leave !== 'freely') changed.add(form)
}

window.addEventListener('beforeunload', (event) => {
  if (changed.size > 0) event.preventDefault()
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== 'post') return
  if (sent.has(form)) {
    event.preventDefault() // a second click does not send it twice
    return
  }
  sent.add(form)
  changed.delete(form)
  sayWorking(event.submitter)
})

// The browser may show this page again from its memory, with the button still saying that it works.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})

function sayWorking(button: HTMLElement | null): void {
  if (!button?.classList.contains('button')) return
  const verb = button.textContent
  button.setAttribute('aria-disabled', 'true')
  button.textContent = button.dataset.working ?? 'Saving…'
  setTimeout(() => giveBack(button, verb), patience)
}

/** An answer that never comes, or that is a file to keep, leaves the page where it is: the button can be used again. */
function giveBack(button: HTMLElement, verb: string | null): void {
  button.removeAttribute('aria-disabled')
  button.textContent = verb
  const form = button.closest('form')
  if (form) sent.delete(form)
}

// A block copied from a spreadsheet fills a sheet of values: a line a row, a cell a field, from where it is pasted.
document.addEventListener('paste', (event) => {
  const { target, clipboardData } = event
  const sheet = target instanceof HTMLInputElement ? target.closest('[data-sheet]') : null
  const lines =
    clipboardData
      ?.getData('text/plain')
      .replace(/[\r\n]+$/, '')
      .split(/\r?\n/) ?? []
  if (!sheet || (lines.length === 1 && !lines[0]?.includes('\t'))) return
  event.preventDefault()
  const rows = [...sheet.children].map((row) => [...row.querySelectorAll<HTMLInputElement>('input')])
  const from = rows.findIndex((row) => row.includes(target as HTMLInputElement))
  const across = rows[from]?.indexOf(target as HTMLInputElement) ?? 0
  for (const [down, line] of lines.entries())
    for (const [cell, text] of line.split('\t').entries()) {
      const field = rows[from + down]?.[across + cell]
      if (!field) continue
      field.value = text.trim()
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
})
