import type { JSX } from 'preact'
import type { Problem } from '../../core/result.ts'
import { Typed } from '../../platform/http/typed.ts'
import { Problems, TextArea, TextField, Tick, Trap } from '../../platform/ui/form.tsx'
import { type OpenAt, OpenPage } from '../../platform/ui/open-page.tsx'
import { linesOf, type Opening } from './model.ts'
import { type ApplyWords, applyWords, problemWords } from './words.ts'

export function OpeningPage({
  at,
  program,
  opening,
  sentAs,
  typed,
  problems,
}: {
  at: OpenAt
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
  readonly at: OpenAt
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
  const form = {
    typed,
    problems: problems.map((one) => ({ ...one, message: problemWords(at.language, one.field, one.message) })),
  }
  const state = { form, language: at.language }
  return (
    <form method="post" class="form" noValidate action={at.path}>
      <Problems form={form} language={at.language} />
      <input type="hidden" name="sentAs" value={sentAs} />
      <input type="hidden" name="pageLanguage" value={at.language} />
      <TextField {...state} name="name" label={say.name} autoComplete="name" />
      <p class="help">{say.reach}</p>
      <TextField {...state} name="email" type="email" label={say.email} autoComplete="email" optional />
      <TextField {...state} name="phone" type="tel" label={say.phone} autoComplete="tel" optional />
      <TextField {...state} name="zone" label={say.zone} help={say.zoneHelp} autoComplete="address-level2" optional />
      <TextField {...state} name="language" label={say.language} help={say.languageHelp} />
      <TextArea {...state} name="reasons" label={say.reasons} help={say.reasonsHelp} rows={4} optional />
      <TextArea {...state} name="livedExperience" label={say.lived} help={say.livedHelp} rows={4} optional />
      {Array.from({ length: opening.referenceCount }, (_, index) => index + 1).map((number) => (
        <fieldset key={number}>
          <legend>{say.reference(number)}</legend>
          <TextField {...state} name={`referenceName${number}`} label={say.referenceName} />
          <TextField
            {...state}
            name={`referenceContact${number}`}
            label={say.referenceContact}
            help={say.referenceHelp}
          />
        </fieldset>
      ))}
      <Tick {...state} name="isAdult" label={say.adult} />
      <Trap />
      <p class="help">{say.privacy(opening.keepMonths)}</p>
      <div class="form-acts">
        <button type="submit" class="button">
          {say.send}
        </button>
      </div>
    </form>
  )
}

export function AppliedPage({ at }: { at: OpenAt }): JSX.Element {
  const say = applyWords[at.language]
  return (
    <OpenPage at={at} title={say.thanks}>
      <p class="lead" role="status">
        {say.thanksMore}
      </p>
    </OpenPage>
  )
}
