import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { columnOf } from '../../core/field.ts'
import { newId } from '../../core/id.ts'
import type { Result } from '../../core/result.ts'
import type { Db, Scope, Tx } from './db.ts'
import type { DB } from './tables.ts'

/** Who does something, and when: a visit, or a round of the program. */
export type Hand = { readonly db: Db; readonly scope: Scope; readonly today: Day }

type Work<Asked, Answer> = (tx: Tx, asked: Asked, today: Day) => Promise<Result<Answer>>

/** Something that is done to records, under a name that history keeps (`support.joinGroup`). A refusal changes nothing. */
export type Verb<Asked, Answer> = ((hand: Hand, asked: Asked) => Promise<Result<Answer>>) & {
  /** The same inside of another verb's transaction, and under that one's name. */
  readonly within: Work<Asked, Answer>
}

export const verb = <Asked = void, Answer = string>(name: string, work: Work<Asked, Answer>): Verb<Asked, Answer> =>
  Object.assign(({ db, scope, today }: Hand, asked: Asked) => db.act(scope, name, (tx) => work(tx, asked, today)), {
    within: work,
  })

type Table = { [T in keyof DB]: 'id' | 'org_id' extends keyof DB[T] ? T : never }[keyof DB]
type Versioned = { [T in Table]: 'version' extends keyof DB[T] ? T : never }[Table]

type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? Rest extends Uncapitalize<Rest>
    ? `${Lowercase<First>}${Snake<Rest>}`
    : `${Lowercase<First>}_${Snake<Rest>}`
  : Name
type AsColumns<Form> = { [Field in keyof Form & string as Snake<Field>]: Form[Field] }
/** A form whose every field is a column of a table, and of its type. */
type Fits<T extends Table, Form> =
  AsColumns<Form> extends Partial<Insertable<DB[T]>>
    ? keyof AsColumns<Form> extends keyof DB[T]
      ? Form
      : never
    : never

/** Adds a row that is its form: `heldOn` is kept in `held_on`. Answers its id. */
export async function put<T extends Table, Form extends object>(
  tx: Tx,
  table: T,
  form: Fits<T, Form> & Form,
  id = newId(),
): Promise<string> {
  await tx.sql
    .insertInto(table)
    .values({ org_id: tx.org, id, ...asColumns(form) } as never) // what `Fits` has proven
    .execute()
  return id
}

/** Saves a form over the version of its row that was read; false when somebody saved in between, or took it away. */
export async function saveOver<T extends Versioned, Form extends object>(
  tx: Tx,
  table: T,
  { id, version }: { readonly id: string; readonly version: number },
  form: Fits<T, Form> & Form,
): Promise<boolean> {
  const at = { org_id: tx.org, id, version }
  const { numUpdatedRows } = await tx.sql
    .updateTable(table as Versioned)
    .set({ ...asColumns(form), version: version + 1 } as never) // what `Fits` has proven
    .where((row) => row.and(at as never))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * The same of a row of which whoever is named in `of` has one at most: the rules of an organisation, the place of a coach
 * among mentors. Version 0 says that there was none; it is added.
 */
export async function saveOnly<T extends Versioned, Form extends object>(
  tx: Tx,
  table: T,
  { version, of = {} }: { readonly version: number; readonly of?: Readonly<Record<string, string>> },
  form: Fits<T, Form> & Form,
): Promise<boolean> {
  const at = { org_id: tx.org, ...asColumns(of) }
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await tx.sql
      .insertInto(table as Versioned)
      .values({ id: newId(), ...at, ...asColumns(form) } as never) // what `Fits` has proven
      .onConflict((same) => same.doNothing())
      .executeTakeFirstOrThrow()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await tx.sql
    .updateTable(table as Versioned)
    .set({ ...asColumns(form), version: version + 1 } as never) // what `Fits` has proven
    .where((row) => row.and({ ...at, version } as never))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Changes some columns of a row, at whatever version it stands; the version goes on, so that whoever has it open is told. */
export async function change<T extends Versioned, Form extends object>(
  tx: Tx,
  table: T,
  id: string,
  form: Fits<T, Form> & Form,
): Promise<void> {
  await tx.sql
    .updateTable(table as Versioned)
    .set({ ...asColumns(form), version: sql`version + 1` } as never) // what `Fits` has proven
    .where((row) => row.and({ org_id: tx.org, id } as never))
    .execute()
}

/** The columns of a row that is its form, as a query selects them: `s.held_on as "heldOn"`. */
export const columnsOf = ({ shape }: z.ZodObject, alias: string): RawBuilder<unknown> =>
  sql.join(Object.keys(shape).map((field) => sql`${sql.ref(`${alias}.${columnOf(field)}`)} as ${sql.id(field)}`))

const asColumns = (form: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [columnOf(name), value]))
