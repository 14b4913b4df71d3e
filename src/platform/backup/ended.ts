import type pg from 'pg'
import { ownersTx, type Tx } from '../db/db.ts'
import { quoted } from './make.ts'

/** Empties people served and applications again, by the verbs of the rooms that keep them. */
export type EraseAgain = (
  tx: Tx,
  erased: Readonly<Record<'people' | 'applications', readonly string[]>>,
) => Promise<void>

/**
 * Remembers, of the records that are about to be replaced, who works here, how they sign in, what was revoked or ended, and who was
 * emptied. Plain types, since those of the schema go with it.
 */
export async function rememberEnds(client: pg.PoolClient): Promise<void> {
  await client.query(`
    create temp table was_person on commit drop as select id, password_hash from person;
    create temp table was_passkey on commit drop as select id from passkey;
    create temp table was_organisation on commit drop as select org_id, id from organisation;
    create temp table was_member on commit drop as select org_id, id, role from membership;
    create temp table was_emptied on commit drop as
      select org_id, id, 'people' as kind from person_served where emptied_on is not null
      union all select org_id, id, 'applications' from application where emptied_on is not null;
    create temp table was_ended (name text, org_id int, id uuid, ended jsonb) on commit drop`)
  for (const { table, columns } of await endingTables(client))
    await client.query(
      `insert into was_ended select $1, t.org_id, t.id, jsonb_build_object(${columns.map((column) => `'${column}', t.${column}`).join(', ')})
       from ${quoted(table)} t where t.${columns[0]} is not null`,
      [table],
    )
}

/** Ends again what the replaced records say has ended: nobody comes back who was removed, no consent that was revoked, no name that was erased. */
export async function endAgain(client: pg.PoolClient, eraseAgain: EraseAgain): Promise<void> {
  await client.query(`
    delete from membership m using was_organisation o where o.org_id = m.org_id
      and not exists (select from was_member w where w.org_id = m.org_id and w.id = m.id)
      and exists (select from organisation now where now.org_id = o.org_id and now.id = o.id);
    update membership m set role = w.role from was_member w where w.org_id = m.org_id and w.id = m.id and m.role <> w.role;
    delete from passkey p using was_person w where w.id = p.person_id and not exists (select from was_passkey k where k.id = p.id);
    update person p set password_hash = w.password_hash from was_person w
      where w.id = p.id and p.password_hash is distinct from w.password_hash`)
  for (const { table, columns } of await endingTables(client))
    await client.query(
      `update ${quoted(table)} t set ${columns.map((column) => `${column} = e.${column}`).join(', ')}
       from was_ended w cross join lateral jsonb_populate_record(null::${quoted(table)}, w.ended) e
       where w.name = $1 and w.org_id = t.org_id and w.id = t.id and t.${columns[0]} is null`,
      [table],
    )
  await eraseEach(client, eraseAgain)
}

/** A table in which something is revoked, or a token ended, with the columns that say so; the first is when. */
async function endingTables(client: pg.PoolClient): Promise<readonly { table: string; columns: readonly string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: readonly string[] }>(`
    select c.table_name as table, json_agg(c.column_name order by c.column_name) as columns
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and (c.column_name in ('revoked_at', 'revoked_how') or c.column_name = 'ended_at' and exists (select from information_schema.columns k
        where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = 'token_hash'))
      and 2 = (select count(*) from information_schema.columns k
        where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name in ('org_id', 'id'))
    group by 1 order by 1`)
  return rows
}

async function eraseEach(client: pg.PoolClient, eraseAgain: EraseAgain): Promise<void> {
  const { rows } = await client.query<{ org: number; people: string[]; applications: string[] }>(`
    select w.org_id as org, coalesce(array_agg(w.id) filter (where p.id is not null), '{}') as people,
      coalesce(array_agg(w.id) filter (where a.id is not null), '{}') as applications
    from was_emptied w
    left join person_served p on w.kind = 'people' and p.org_id = w.org_id and p.id = w.id and p.emptied_on is null
    left join application a on w.kind = 'applications' and a.org_id = w.org_id and a.id = w.id and a.emptied_on is null
    where p.id is not null or a.id is not null group by 1`)
  for (const { org, ...erased } of rows) {
    await client.query(`select set_config('app.org', $1, true)`, [String(org)])
    await eraseAgain(ownersTx(client, org), erased)
  }
}
