// The page of a phone, from the first screen on. The app gives it the screens of the rooms whose work is done on it.
import { type JSX, render } from 'preact'
import { askAgainAfter } from './page/again.ts'
import type { Parts } from './page/parts.ts'
import { phoneOn } from './page/phone-state.ts'
import { enter } from './page/pin.tsx'
import type { Screen } from './page/screen.ts'
import { PhonePage } from './page/screens.tsx'
import type { Vault } from './page/vault.ts'

/** It locks after so long without a touch, in milliseconds. */
const lockAfter = 5 * 60_000

/** Puts the page onto the document. */
export function startPhone(root: HTMLElement, parts: Parts): void {
  const say = (screen: JSX.Element): void => render(screen, root)
  const locked = (): void => void enter({ say, opened: (vault) => onceOpen(vault, say, parts, locked) })
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/phone/worker.js', { scope: '/phone' })
  locked()
}

function onceOpen(vault: Vault, say: (screen: JSX.Element) => void, parts: Parts, locked: () => void): void {
  let screen: Screen = { name: 'list' }
  let touchedAt = Date.now()
  let askedAt = 0
  let tries = 0
  const show = (): void => say(<PhonePage phone={phone} screen={screen} parts={parts} go={go} lock={lock} />)
  // A form that is being filled in is not drawn anew under the hand that fills it in.
  const phone = phoneOn(vault, () => screen.name === 'list' && show())
  const go = (next: Screen): void => {
    screen = next
    show()
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('h1')?.focus()
  }
  const touched = (): void => {
    touchedAt = Date.now()
    tries = 0
  }
  const lock = (): void => {
    clearInterval(watching)
    clearInterval(sending)
    for (const name of touches) document.removeEventListener(name, touched)
    removeEventListener('online', send)
    document.removeEventListener('visibilitychange', send)
    locked()
  }
  const isWithout = (): boolean => phone.contact() === 'no network'
  const send = (): void => {
    askedAt = Date.now()
    void phone.exchange().then(() => {
      tries = isWithout() ? tries + 1 : 0
    })
  }
  const watching = setInterval(() => Date.now() - touchedAt > lockAfter && lock(), 5_000)
  const sending = setInterval(() => {
    if (Date.now() - askedAt >= askAgainAfter({ isWithout: isWithout(), tries })) send()
  }, 1_000)
  for (const name of touches) document.addEventListener(name, touched)
  addEventListener('online', send)
  document.addEventListener('visibilitychange', send)
  show()
  send()
}

const touches = ['pointerdown', 'keydown', 'input'] as const
