import type { ComponentChildren, JSX } from 'preact'
import type { Language } from '../../core/language.ts'
import { stopped } from '../../core/text.ts'
import { Document } from './shell.tsx'

/** Whose page it is, in which language, and at which address. */
export type OpenAt = {
  readonly county: { readonly slug: string; readonly name: string; readonly contact: string }
  readonly language: Language
  readonly path: string
}

/** The page around what anybody may open and answer: whose it is, the other language, how to reach them. */
export function OpenPage({
  at: { county, language, path },
  title,
  children,
}: {
  at: OpenAt
  title: string
  children: ComponentChildren
}): JSX.Element {
  const say = words[language]
  const other = language === 'en' ? 'es' : 'en'
  return (
    <Document
      title={`${title} – ${county.name}`}
      description={`${stopped(`${county.name}: ${title}`)} ${say.both}`}
      lang={language}
    >
      <a class="skip" href="#content">
        {say.skip}
      </a>
      <div class="open-page">
        <header>
          <a href={`/${county.slug}`}>{county.name}</a>
          <a href={`${path}?lang=${other}`} lang={other} hreflang={other}>
            {say.other}
          </a>
        </header>
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <p>
            {county.contact ? `${say.contact}: ` : ''}
            {county.name}
            {county.contact && ` · ${county.contact}`}
          </p>
        </footer>
      </div>
    </Document>
  )
}

type Words = { readonly skip: string; readonly other: string; readonly contact: string; readonly both: string }
const words: Readonly<Record<Language, Words>> = {
  en: { skip: 'Skip to the content', other: 'Español', contact: 'Questions', both: 'In English and Spanish.' },
  es: { skip: 'Ir al contenido', other: 'English', contact: 'Preguntas', both: 'En español e inglés.' },
}
