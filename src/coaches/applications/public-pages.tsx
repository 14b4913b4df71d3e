import type { ComponentChildren, JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import { Typed } from '../../platform/http/form.ts'
import { Document } from '../../platform/ui/shell.tsx'
import { type Language, linesOf, type Opening } from './model.ts'
import { type ApplyWords, applyWords, problemWords } from './words.ts'

export type CountyShown = { readonly slug: string; readonly name: string; readonly contact: string }
export type At = { readonly county: CountyShown; readonly language: Language; readonly path: string }

/** The page around an opening for anybody: whose it is, the other language, how to reach them. */
function OpenPage({ at, title, children }: { at: At; title: string; children: ComponentChildren }): JSX.Element {
  const say = applyWords[at.language]
  const other = at.language === 'en' ? 'es' : 'en'
  return (
    <Document title={`${title} – ${at.county.name}`} lang={at.language}>
      <a class="skip" href="#content">
        {say.skip}
      </a>
      <div class="open-page">
        <header>
          <a href={`/${at.county.slug}`}>{at.county.name}</a>
          <a href={`${at.path}?lang=${other}`} lang={other} hreflang={other}>
            {say.other}
          </a>
        </header>
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <p>
            {say.contact}: {at.county.name}
            {at.county.contact && ` · ${at.county.contact}`}
          </p>
        </footer>
      </div>
    </Document>
  )
}

export function OpeningPage({
  at,
  program,
  opening,
  sentAs,
  typed,
  problems,
}: {
  at: At
  program: string
  opening: Opening
  sentAs: string
  typed: Typed
  problems: readonly Problem[]
}): JSX.Element {
  const say = applyWords[at.language]
  const [does, doesNot] =
    at.language === 'en' ? [opening.doesEn, opening.doesNotEn] : [opening.doesEs, opening.doesNotEs]
  return (
    <OpenPage at={at} title={say.title(program)}>
      {opening.isSample && <p class="notice">{say.sample}</p>}
      <p class="lead">{say.lead}</p>
      <List title={say.does} things={linesOf(does)} />
      <List title={say.doesNot} things={linesOf(doesNot)} />
      <List
        title={say.how}
        things={[
          ...say.howMore,
          ...(opening.referenceCount > 0 ? [say.references(opening.referenceCount)] : []),
          ...(opening.isChecked ? [say.check] : []),
        ]}
      />
      <section aria-labelledby="apply">
        <h2 id="apply">{say.apply}</h2>
        {opening.isOpen ? (
          <ApplyForm {...{ at, say, opening, sentAs, typed, problems }} />
        ) : (
          <p class="empty">{say.closed}</p>
        )}
      </section>
    </OpenPage>
  )
}

const List = ({ title, things }: { title: string; things: readonly string[] }): JSX.Element => (
  <section>
    <h2>{title}</h2>
    <ul>
      {things.map((thing) => (
        <li key={thing}>{thing}</li>
      ))}
    </ul>
  </section>
)

type FormState = {
  readonly at: At
  readonly say: ApplyWords
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function ApplyForm({
  at,
  say,
  opening,
  sentAs,
  typed,
  problems,
}: FormState & { opening: Opening; sentAs: string }): JSX.Element {
  const state = { at, say, typed, problems }
  return (
    <form method="post" class="form" noValidate action={at.path}>
      {problems.length > 0 && (
        <div class="problems" role="alert" tabindex={-1} id="problems">
          <h2>{say.mend}</h2>
          <ul>
            {problems.map(({ code, field, message }) => (
              <li key={field ?? code}>
                {field ? (
                  <a href={`#${field}`}>{problemWords(at.language, field, message)}</a>
                ) : (
                  problemWords(at.language, field, message)
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <input type="hidden" name="sentAs" value={sentAs} />
      <input type="hidden" name="pageLanguage" value={at.language} />
      <Field {...state} name="name" label={say.name} autocomplete="name" />
      <p class="help">{say.reach}</p>
      <Field {...state} name="email" type="email" label={say.email} autocomplete="email" optional />
      <Field {...state} name="phone" type="tel" label={say.phone} autocomplete="tel" optional />
      <Field {...state} name="zone" label={say.zone} help={say.zoneHelp} autocomplete="address-level2" optional />
      <Field {...state} name="language" label={say.language} help={say.languageHelp} />
      <Field {...state} name="reasons" label={say.reasons} help={say.reasonsHelp} rows={4} optional />
      <Field {...state} name="livedExperience" label={say.lived} help={say.livedHelp} rows={4} optional />
      {Array.from({ length: opening.referenceCount }, (_, index) => index + 1).map((number) => (
        <fieldset key={number}>
          <legend>{say.reference(number)}</legend>
          <Field {...state} name={`referenceName${number}`} label={say.referenceName} />
          <Field {...state} name={`referenceContact${number}`} label={say.referenceContact} help={say.referenceHelp} />
        </fieldset>
      ))}
      <Adult {...state} />
      <div class="visually-hidden" aria-hidden="true">
        <label for="website">Website</label>
        <input id="website" name="website" tabindex={-1} autocomplete="off" value="" />
      </div>
      <p class="help">{say.privacy}</p>
      <div class="form-acts">
        <button type="submit" class="button">
          {say.send}
        </button>
      </div>
    </form>
  )
}

function Field({
  at,
  say,
  typed,
  problems,
  name,
  label,
  help,
  type = 'text',
  rows,
  autocomplete = 'off',
  optional = false,
}: FormState & {
  name: string
  label: string
  help?: string
  type?: 'text' | 'email' | 'tel'
  rows?: number
  autocomplete?: string
  optional?: boolean
}): JSX.Element {
  const problem = problems.find(({ field }) => field === name)
  const described = [help && `${name}-help`, problem && `${name}-problem`].filter(Boolean).join(' ') || undefined
  const common = {
    id: name,
    name,
    required: !optional,
    'aria-describedby': described,
    'aria-invalid': problem ? true : undefined,
  }
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={name}>
        {label} {optional && <span class="optional">({say.optional})</span>}
      </label>
      {help && (
        <div class="help" id={`${name}-help`}>
          {help}
        </div>
      )}
      {problem && (
        <p class="problem" id={`${name}-problem`}>
          {problemWords(at.language, name, problem.message)}
        </p>
      )}
      {rows === undefined ? (
        // The typings know each kind of input apart; here they are one.
        <input {...common} type={type as 'text'} autoComplete={autocomplete} value={typed.text(name)} />
      ) : (
        <textarea {...common} rows={rows}>
          {typed.text(name)}
        </textarea>
      )}
    </div>
  )
}

function Adult({ at, say, typed, problems }: FormState): JSX.Element {
  const problem = problems.find(({ field }) => field === 'isAdult')
  return (
    <div class={problem ? 'field tick wrong' : 'field tick'}>
      <input
        type="checkbox"
        id="isAdult"
        name="isAdult"
        value="yes"
        checked={typed.text('isAdult') === 'yes'}
        aria-describedby={problem && 'isAdult-problem'}
        aria-invalid={problem ? true : undefined}
      />
      <label for="isAdult">{say.adult}</label>
      {problem && (
        <p class="problem" id="isAdult-problem">
          {problemWords(at.language, 'isAdult', problem.message)}
        </p>
      )}
    </div>
  )
}

export function AppliedPage({ at }: { at: At }): JSX.Element {
  const say = applyWords[at.language]
  return (
    <OpenPage at={at} title={say.thanks}>
      <p class="lead" role="status">
        {say.thanksMore}
      </p>
    </OpenPage>
  )
}
