import { type Language, languageAsked } from '../../core/language.ts'
import { tooMany } from '../access/rules.ts'
import { page } from '../http/answer.tsx'
import type { OpenCall } from '../http/open-route.ts'
import { Document } from './shell.tsx'

type Said = { readonly title: string; readonly more: string }

/**
 * What a link answers that opens nothing, with how many seconds to wait where it was tried too often: in the language that its
 * address or its form asks for, with the way to the other one. It says of no county and of nobody.
 */
export async function refusedLink(
  call: OpenCall,
  {
    say,
    status,
    wait,
  }: { readonly say: Readonly<Record<Language, Said>>; readonly status: 404 | 410; readonly wait: number },
): Promise<Response> {
  const language = await languageOfCall(call)
  const { title, more } = wait > 0 ? tooOften[language](wait) : say[language]
  const other = language === 'en' ? 'es' : 'en'
  return page(
    <Document title={title} lang={language}>
      <div class="open-page">
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          <p>{more}</p>
          <p>
            <a href={`${call.url.pathname}?lang=${other}`} lang={other} hreflang={other}>
              {other === 'es' ? 'Español' : 'English'}
            </a>
          </p>
        </main>
      </div>
    </Document>,
    wait > 0 ? 429 : status,
    { 'x-robots-tag': 'noindex, nofollow', ...(wait > 0 && { 'retry-after': String(wait) }) },
  )
}

/** A form says in which language it stood. What was sent may be no form at all: then the address says it. */
async function languageOfCall(call: OpenCall): Promise<Language> {
  const sent = call.request.method === 'POST' ? await call.typed().catch(() => null) : null
  return languageAsked(sent?.text('pageLanguage') || call.url.searchParams.get('lang'))
}

const tooOften: Readonly<Record<Language, (seconds: number) => Said>> = {
  en: (seconds) => ({ title: 'One moment', more: tooMany(seconds).message }),
  es: (seconds) => {
    const minutes = Math.ceil(seconds / 60)
    return {
      title: 'Un momento',
      more: `Hubo demasiados intentos. Espere ${minutes === 1 ? 'un minuto' : `${minutes} minutos`} e inténtelo otra vez.`,
    }
  },
}
