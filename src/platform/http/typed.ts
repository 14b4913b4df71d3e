/** What a person typed, by field name. Text as it came, but for line ends and one Unicode normalisation (NFC). */
export class Typed {
  private readonly fields: ReadonlyMap<string, readonly string[]>

  constructor(fields: Iterable<readonly [string, string]> = []) {
    const all = new Map<string, string[]>()
    for (const [name, value] of fields) all.set(name, [...(all.get(name) ?? []), tidy(value)])
    this.fields = all
  }

  /** The first value of a field, '' when it was not sent. */
  text(name: string): string {
    return this.fields.get(name)?.[0] ?? ''
  }

  all(name: string): readonly string[] {
    return this.fields.get(name) ?? []
  }

  has(name: string): boolean {
    return this.fields.has(name)
  }

  /** Whether nothing was sent but, perhaps, a version: a button, and no form that somebody filled in. */
  isBlank(): boolean {
    return [...this.fields.keys()].every((name) => name === 'version')
  }

  /** The version of the record that the form was opened at; 0 when it carries none. */
  version(): number {
    return Number(/^\d{1,9}$/.exec(this.text('version'))?.[0] ?? 0)
  }

  /** Every value of every field, in the order in which they came. */
  entries(): readonly (readonly [string, string])[] {
    return [...this.fields].flatMap(([name, values]) => values.map((value) => [name, value] as const))
  }

  /** As a plain object for a schema: one text a field, the first where several came. */
  values(): Record<string, string> {
    return Object.fromEntries([...this.fields].map(([name, values]) => [name, values[0] ?? '']))
  }
}

/** A form filled from a record, so that editing starts from what is there. */
export const typedFrom = (record: Readonly<Record<string, string | number | boolean | null | undefined>>): Typed =>
  new Typed(
    Object.entries(record).flatMap(([name, value]) =>
      value === null || value === undefined || value === false
        ? []
        : [[name, value === true ? 'yes' : String(value)] as const],
    ),
  )

const tidy = (value: string): string => value.replace(/\r\n?/g, '\n').normalize('NFC')
