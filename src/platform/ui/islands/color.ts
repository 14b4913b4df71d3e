// Lets a hue be picked, and shows at once how public pages look in it. The text field stays what is sent.
import { brandOf, hueInWords } from '../brand.ts'

for (const field of document.querySelectorAll<HTMLElement>('[data-color]')) follow(field)

function follow(field: HTMLElement): void {
  const hex = field.querySelector<HTMLInputElement>('input[name="brand"]')
  const picker = field.querySelector<HTMLInputElement>('input[type="color"]')
  if (!hex || !picker) return
  picker.hidden = false
  picker.addEventListener('input', () => {
    hex.value = picker.value
    show(field, hex.value)
  })
  hex.addEventListener('input', () => {
    const { light } = brandOf(hex.value)
    picker.value = /^#[0-9a-f]{6}$/i.test(hex.value.trim()) ? hex.value.trim() : light
    show(field, hex.value)
  })
}

function show(field: HTMLElement, chosen: string): void {
  const brand = brandOf(chosen)
  for (const page of field.querySelectorAll('svg'))
    page.setAttribute('color', brand[page.dataset.on === 'dark' ? 'dark' : 'light'])
  const words = field.querySelector('output')
  if (words) words.textContent = hueInWords(chosen)
}
