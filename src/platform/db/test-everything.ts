type Query = (statement: string) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>

/**
 * What every table holds, as one mark a table: two that are equal mean that nothing was written between. How many acts there were
 * (`written`) is left out, since an act that finds nothing to do is one too.
 */
export async function everythingIn(query: Query): Promise<Readonly<Record<string, string>>> {
  const { rows } = await query(
    `select tablename from pg_tables where schemaname = 'public' and tablename <> 'written' order by tablename`,
  )
  const marks = rows.map(
    ({ tablename }) =>
      `select '${String(tablename)}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark from "${String(tablename)}" t`,
  )
  const found = await query(marks.join(' union all '))
  return Object.fromEntries(found.rows.map(({ name, mark }) => [String(name), String(mark)]))
}
