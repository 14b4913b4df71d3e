import type { JSX } from 'preact'
import type { Visit } from '../../platform/http/route.ts'
import { type MaybeIs, type Question, type SheetPerson, whoField } from './model.ts'

/** Whom a person of the sheet may be and why, and the choice between them, somebody new and nobody. Nothing is chosen before. */
export function WhoIsIt({
  visit,
  person,
  question: { candidates, answer },
}: {
  visit: Visit
  person: SheetPerson
  question: Question
}): JSX.Element {
  return (
    <div class="who">
      <p>Who is {person.name}?</p>
      <ul class="plain-list">
        {candidates.map((one) => (
          <li key={one.answer}>
            {one.coachId === null ? one.name : <a href={visit.to(`/coaches/${one.coachId}`)}>{one.name}</a>}
            {one.row === null ? '' : `, in row ${one.row}`}: {one.reasons.join(', ')}
          </li>
        ))}
      </ul>
      <select name={whoField(person)} aria-label={`Who ${person.name} of row ${person.line} is`}>
        <option value="">Choose</option>
        {candidates.map((one) => (
          <Option key={one.answer} value={one.answer} words={calledAmong(candidates, one)} answer={answer} />
        ))}
        <Option value="new" words="A new coach" answer={answer} />
        <Option value="out" words="Leave out" answer={answer} />
      </select>
    </div>
  )
}

const Option = ({ value, words, answer }: { value: string; words: string; answer: string }): JSX.Element => (
  <option value={value} selected={value === answer}>
    {words}
  </option>
)

/** A name with what tells it apart: the row it stands in, or the mail address where two bear it. */
function calledAmong(candidates: readonly MaybeIs[], { answer, name, email, row }: MaybeIs): string {
  if (row !== null) return `${name}, as in row ${row}`
  const isShared = candidates.some((other) => other.answer !== answer && other.row === null && other.name === name)
  return isShared ? `${name}, ${email ?? 'no mail address'}` : name
}
