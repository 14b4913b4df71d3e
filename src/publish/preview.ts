import { notFound } from '../platform/http/answer.tsx'
import type { Visit } from '../platform/http/route.ts'
import type { DraftEdition } from './actions.ts'
import { previewAddresses } from './pages/addresses.ts'
import { assetsAt, type Made } from './pages/document.tsx'
import { measurePage } from './pages/measure.tsx'
import { moneyPage } from './pages/money.tsx'
import { scorecardPage } from './pages/scorecard.tsx'
import { shown } from './shown.ts'

/**
 * A draft as everybody would read it, made by what makes the public pages: its scorecard, or the page of the measure that the address
 * names. It is for the team alone: never kept by a browser or a proxy, never found by a search.
 */
export function previewOf({ content, earlier }: DraftEdition, visit: Visit): Response {
  const edition = shown(content)
  const slug = visit.url.searchParams.get('measure')
  const measure = edition.measures.find((one) => one.slug === slug)
  const made = {
    content: edition,
    at: previewAddresses(edition, visit.to('/publish')),
    assets: assetsAt(visit.url.origin),
  }
  if (edition.money && visit.url.searchParams.get('page') === 'money')
    return asPreview(moneyPage({ ...made, money: edition.money }))
  if (slug === null) return asPreview(scorecardPage(made))
  return measure ? asPreview(measurePage({ ...made, measure, earlier })) : notFound()
}

const asPreview = ({ html, policy }: Made): Response =>
  new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  })
