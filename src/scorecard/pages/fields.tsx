import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Period } from '../../measures/model.ts'
import type { Refused } from '../../platform/http/route.ts'
import { Choice, DayField, TextArea, TextField } from '../../platform/ui/form.tsx'
import { kinds } from '../kinds.ts'
import { actionStatuses, costBands, type Kind, type PartnerNamed } from '../model.ts'

/** What a form offers to choose from. */
export type Offered = { readonly periods: readonly Period[]; readonly partners: readonly PartnerNamed[] }

type Fields = (props: { form: Refused; offered: Offered }) => JSX.Element

/** The fields of each kind of entry, under the names that its schema reads. */
export const fieldsOf: Readonly<Record<Kind, Fields>> = {
  result: ResultFields,
  program: ProgramFields,
  measure_definition: DefinitionFields,
  story: StoryFields,
  measure_partner: PartnerFields,
  what_works: WhatWorksFields,
  action: ActionFields,
}

function ResultFields({ form }: { form: Refused }): JSX.Element {
  const { title, statement } = kinds.result.labels
  return (
    <>
      <TextField
        form={form}
        name="title"
        label={title}
        help="A few words for lists and links, such as “Survival and recovery”."
      />
      <TextArea
        form={form}
        name="statement"
        label={statement}
        rows={3}
        help="The condition you want for everybody here, in words a neighbor would use: “People in Wilson County survive an overdose and recover.” It names no service and no change."
      />
    </>
  )
}

function ProgramFields({ form }: { form: Refused }): JSX.Element {
  const { title, about, customers } = kinds.program.labels
  return (
    <>
      <TextField form={form} name="title" label={title} />
      <TextArea
        form={form}
        name="about"
        label={about}
        rows={4}
        optional
        help="Two or three sentences for a resident who has never heard of it."
      />
      <TextField
        form={form}
        name="customers"
        label={customers}
        optional
        help="The people it is there for, such as “people who survived an overdose, and their families”."
      />
    </>
  )
}

function DefinitionFields({ form }: { form: Refused }): JSX.Element {
  const { lay, technical, effectiveOn } = kinds.measure_definition.labels
  return (
    <>
      <TextArea
        form={form}
        name="lay"
        label={lay}
        rows={4}
        help="What is counted, of whom and when, so that two people who count get the same number."
      />
      <TextArea
        form={form}
        name="technical"
        label={technical}
        rows={5}
        optional
        help="Sources, rules for special cases, and how it is computed. Folded away for readers."
      />
      <DayField
        form={form}
        name="effectiveOn"
        label={effectiveOn}
        help="From this day on the measure is read this way. Earlier versions stay listed."
      />
    </>
  )
}

function StoryFields({ form, offered }: { form: Refused; offered: Offered }): JSX.Element {
  const { body, fromOn, toOn, writtenOn } = kinds.story.labels
  return (
    <>
      <TextArea
        form={form}
        name="body"
        label={body}
        rows={14}
        rich
        help="What is behind the curve: the causes and forces that move it, and what the team knows that the numbers do not show. At most 20,000 characters."
      />
      <PeriodField
        form={form}
        name="fromOn"
        label={fromOn}
        periods={offered.periods}
        end="from"
        help="Which stretch of the curve it is about."
      />
      <PeriodField form={form} name="toOn" label={toOn} periods={offered.periods} end="to" />
      <DayField form={form} name="writtenOn" label={writtenOn} />
    </>
  )
}

/** Periods to choose from, newest first; a day field where the measure has none yet. A day kept earlier stays on offer. */
function PeriodField({
  periods,
  end,
  ...field
}: {
  form: Refused
  name: string
  label: string
  help?: string
  periods: readonly Period[]
  end: 'from' | 'to'
}): JSX.Element {
  const kept = field.form.typed.text(field.name)
  if (periods.length === 0) return <DayField {...field} optional />
  const offered = [...periods].reverse().map((period) => ({ value: period[end], name: period.label }))
  const isOther = /^\d{4}-\d{2}-\d{2}$/.test(kept) && !offered.some(({ value }) => value === kept)
  const options = isOther ? [{ value: kept, name: dayInWords(kept) }, ...offered] : offered
  return <Choice {...field} optional none="No period in particular" options={options} />
}

const partnerOptions = (partners: readonly PartnerNamed[]) => partners.map(({ id, name }) => ({ value: id, name }))

function PartnerFields({ form, offered }: { form: Refused; offered: Offered }): JSX.Element {
  const { partnerId, brings } = kinds.measure_partner.labels
  return (
    <>
      <Choice
        form={form}
        name="partnerId"
        label={partnerId}
        none="Choose a partner"
        options={partnerOptions(offered.partners)}
      />
      <TextField
        form={form}
        name="brings"
        label={brings}
        optional
        help="Their part in turning this curve, such as “hands over referrals within a day”."
      />
    </>
  )
}

function WhatWorksFields({ form }: { form: Refused }): JSX.Element {
  const { claim, source, sourceUrl, costBand, whereWeDoIt } = kinds.what_works.labels
  return (
    <>
      <TextArea
        form={form}
        name="claim"
        label={claim}
        rows={6}
        rich
        help="One idea, and why it is believed to work here."
      />
      <Choice
        form={form}
        name="costBand"
        label={costBand}
        none="Choose a cost"
        options={costBands.map((band) => ({ value: band, name: sentenceCase(band) }))}
        help="RBA asks for at least one idea at no cost or low cost on every page."
      />
      <TextField
        form={form}
        name="source"
        label={source}
        optional
        help="A study, a guide or a county where it worked."
      />
      <TextField
        form={form}
        name="sourceUrl"
        label={sourceUrl}
        type="url"
        optional
        help="Such as https://example.org/study"
      />
      <TextField
        form={form}
        name="whereWeDoIt"
        label={whereWeDoIt}
        optional
        help="The part of the program that does this, or “not yet”."
      />
    </>
  )
}

function ActionFields({ form, offered }: { form: Refused; offered: Offered }): JSX.Element {
  const { what, owner, partnerId, startsOn, dueOn } = kinds.action.labels
  return (
    <>
      <TextArea
        form={form}
        name="what"
        label={what}
        rows={2}
        help="One step that somebody can finish and others can see."
      />
      <TextField
        form={form}
        name="owner"
        label={owner}
        optional
        help="Who answers for it. The public sees this: a role often says more than a name."
      />
      <Choice
        form={form}
        name="partnerId"
        label={partnerId}
        optional
        none="No partner"
        options={partnerOptions(offered.partners)}
      />
      <DayField form={form} name="startsOn" label={startsOn} optional />
      <DayField form={form} name="dueOn" label={dueOn} optional />
      <ReportFields form={form} />
    </>
  )
}

/** How an action stands: the part that those may change who carry it out. */
export function ReportFields({ form }: { form: Refused }): JSX.Element {
  const { status, progress } = kinds.action.labels
  return (
    <>
      <Choice
        form={form}
        name="status"
        label={status}
        none="Choose a status"
        options={actionStatuses.map((value) => ({ value, name: sentenceCase(value) }))}
      />
      <TextArea
        form={form}
        name="progress"
        label={progress}
        rows={4}
        optional
        help="What has happened since the last time, in a sentence or two."
      />
    </>
  )
}

export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
