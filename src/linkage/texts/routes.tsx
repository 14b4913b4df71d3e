import { dayInWords } from '../../core/day.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor } from '../../platform/doors/list-door.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { Wording } from '../pieces.tsx'
import { access } from '../rules.ts'
import { linkageTabs } from '../words.ts'
import { checkText, writeText } from './actions.ts'
import { type ConsentText, checkForm, textForm, textKindWords, textLanguageWords } from './model.ts'
import { asksCounsel, textOfDay } from './rules.ts'
import { text, texts } from './store.ts'

const trail = [{ name: 'Consent texts', path: '/linkage/texts' }]
const pathOf = (id: string): string => `/linkage/texts/${id}`

/** What people sign, and what goes with what is shared: each wording from a day on. */
export const textRoutes = (): readonly TeamRoute[] => [
  listDoor({
    path: '/linkage/texts',
    may: access.set,
    title: 'Consent texts',
    tabs: linkageTabs,
    act: { to: '/linkage/texts/add', name: 'Write a new text', may: access.set },
    read: async (tx, { today }) => {
      const rows = await texts(tx)
      return { rows, inForce: new Set(rows.map((one) => textOfDay(rows, { ...one, today })?.id)) }
    },
    above: ({ rows }) => (
      <p class="lead">
        A text holds from its day on. What somebody signed before stays as they signed it.
        {rows.some(asksCounsel) &&
          ' Until it is written where a text is from and when it was checked, check with counsel.'}
      </p>
    ),
    list: ({ inForce }, { today }) => listOf(inForce, today),
  }),
  ...formDoor({
    path: '/linkage/texts/add',
    may: access.set,
    read: async () => ({}),
    title: 'Write a consent text',
    trail,
    form: textForm,
    code: 'linkage.text-wrong',
    start: (_, { today }) => ({ fromOn: today }),
    save: 'Save text',
    send: writeText,
    back: '/linkage/texts',
    to: pathOf,
    said: 'added',
  }),
  ...formDoor({
    path: '/linkage/texts/:textId',
    may: access.set,
    read: (tx, { params }) => text(tx, params.textId ?? ''),
    title: nameOf,
    trail,
    history: ({ id }) => [id],
    above: (one) => (
      <>
        <p class="lead">
          In force from {dayInWords(one.fromOn)}, until another begins. {asksCounsel(one) && 'Check with counsel.'}
        </p>
        <Wording body={one.body} language={one.language} />
      </>
    ),
    form: checkForm,
    code: 'linkage.text-wrong',
    start: (one) => one,
    version: ({ version }) => version,
    save: 'Save the check',
    send: (visit, form, { shown: { id }, typed }) => checkText(visit, { id, version: typed.version(), form }),
    back: ({ id }) => pathOf(id),
    said: 'saved',
  }),
]

function nameOf({ kind, language }: ConsentText): string {
  return `${textKindWords[kind]}, ${textLanguageWords[language]}`
}

const listOf = (inForce: ReadonlySet<string | undefined>, today: string): List<ConsentText> => ({
  caption: 'Consent texts',
  columns: [
    ['Text', nameOf],
    ['From', ({ fromOn }) => dayInWords(fromOn)],
    ['Now', (one) => (inForce.has(one.id) ? 'in force' : one.fromOn > today ? 'to come' : 'past')],
    [
      'Checked',
      (one) => (asksCounsel(one) ? 'check with counsel' : `${dayInWords(one.checkedOn ?? '')}, ${one.source}`),
    ],
  ],
  to: ({ id }) => pathOf(id),
  empty: 'No text yet. Write the release that people sign, and the notice that goes with what is shared.',
})
