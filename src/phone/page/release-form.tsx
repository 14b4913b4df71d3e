import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { dayInWords } from '../../core/day.ts'
import { type Language, languageAsked, languages } from '../../core/language.ts'
import { Problems } from '../../platform/ui/form.tsx'
import type { Served, SigningOnPhone, TextToSign } from '../facts.ts'
import { type Common, keptWords, Trouble, useDraft } from './draft.tsx'
import { type PhoneItem, unflat } from './items.ts'
import { todayOn } from './names.ts'
import type { Parts } from './parts.ts'

type Props = Common & {
  readonly releases: Parts['releases']
  readonly signing: SigningOnPhone
  readonly referralId: string
  readonly person: Served
  readonly county: { readonly name: string; readonly zone: string }
}

const languageWords: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' }

/** A release that somebody signs on the phone, in the words of the day and in their language. */
export function ReleaseForm({
  phone,
  releases,
  signing,
  referralId,
  person,
  county,
  who,
  item,
  done,
}: Props): JSX.Element {
  const draft = useDraft(phone, { act: 'release', about: referralId, who, dated: ['drawn', 'signsByName'] }, item)
  const was = signing.texts.find(({ id }) => id === draft.item.typed.textId)
  const [language, choose] = useState<Language>(was?.language ?? languageAsked(person.language))
  const today = todayOn(phone, county.zone)
  const text = releases.textOf(signing.texts, language, today)
  const shown = text && { text, person: person.name, county: county.name, partners: signing.partners, today }
  const form = { typed: unflat(toSign(draft.item, text)), problems: draft.problems }
  const submit = async (event: Event): Promise<void> => {
    if (shown && (await draft.submit(event, (typed) => releases.problemsOf(typed, shown)))) done(keptWords)
  }
  return (
    <>
      <h1 tabIndex={-1}>Sign a release</h1>
      <div class="field">
        <label for="language">Language of the text</label>
        <select id="language" class="short" onChange={(event) => choose(languageAsked(event.currentTarget.value))}>
          {languages.map((each) => (
            <option key={each} value={each} selected={each === language}>
              {languageWords[each]}
            </option>
          ))}
        </select>
      </div>
      <p>
        {who}. {county.name}, {dayInWords(today)}
      </p>
      {shown ? (
        <>
          {shown.text.asksCounsel && <p class="quiet">This text is to be checked with counsel before first use.</p>}
          <releases.Wording body={shown.text.body} language={shown.text.language} />
          {isSignedElsewhere(draft.item, shown.text) && <p role="status">This is another text: it is signed anew.</p>}
          <form class="form" noValidate onInput={draft.input} onSubmit={(event) => void submit(event)}>
            <Problems form={form} />
            <Trouble words={draft.trouble} />
            <releases.Fields key={shown.text.id} form={form} shown={shown} />
            <div class="form-acts">
              <button class="button" type="submit">
                Save the signed release
              </button>
            </div>
          </form>
        </>
      ) : (
        <p class="empty">
          No text in this language is on the phone, so nothing can be signed. A coordinator writes it under Consent
          texts.
        </p>
      )}
    </>
  )
}

const isSignedElsewhere = ({ typed }: PhoneItem, text: TextToSign): boolean =>
  typed.textId !== undefined && typed.textId !== text.id && Boolean(typed.drawn || typed.signsByName)

/** What was typed; a signature goes with the text that was signed and with no other. */
function toSign({ typed }: PhoneItem, text: TextToSign | null): PhoneItem['typed'] {
  const { drawn: _, signsByName: __, ...rest } = typed
  return text === null || typed.textId === text.id ? typed : rest
}
