import { createHmac } from 'node:crypto'
import type pg from 'pg'

/**
 * The connection of the running program. Its login owns nothing and has no rights of its own: it may become one of the three roles
 * (decision 0004) and ask the door's functions, so that nothing it sends can change a table, switch row-level security off or touch
 * a line of history. The owner makes it anew at each start, for this database alone. Its password follows from the owner's, so that
 * several instances agree without a place to keep it; an owner without a password gives none. Throws what the server refuses.
 */
export async function loginFor(owner: pg.Pool, connection: pg.PoolConfig): Promise<pg.PoolConfig> {
  const { rows } = await owner.query<{ oid: number; name: string }>(
    'select oid, datname as name from pg_database where datname = current_database()',
  )
  const [database] = rows
  if (!database) throw new Error('the server did not tell its database')
  const user = `better_off_login_${database.oid}`
  const secret = passwordOf(connection)
  const password = secret === '' ? '' : createHmac('sha256', secret).update(user).digest('base64url')
  await owner.query(madeAnew(user, password))
  return as(connection, user, password)
}

/** The same server and database as somebody else. */
function as(connection: pg.PoolConfig, user: string, password: string): pg.PoolConfig {
  if (connection.connectionString === undefined) return { ...connection, user, password }
  const url = new URL(connection.connectionString)
  url.username = user
  url.password = password
  return { ...connection, connectionString: url.href }
}

const passwordOf = ({ connectionString, password }: pg.PoolConfig): string =>
  connectionString === undefined
    ? typeof password === 'string'
      ? password
      : ''
    : decodeURIComponent(new URL(connectionString).password)

// Two starts at the same moment take turns. A name and a password of our own making are spliced in: digits, and letters of base64url.
const madeAnew = (user: string, password: string): string => `
  begin;
  select pg_advisory_xact_lock(4102);
  do $$
  declare asked regprocedure;
  begin
    if not exists (select from pg_roles where rolname = '${user}') then
      create role ${user};
    end if;
    alter role ${user} login noinherit password ${password === '' ? 'null' : `'${password}'`};
    grant better_off_app, better_off_door, better_off_public to ${user};
    for asked in select oid from pg_proc where prosecdef and proowner = 'better_off_door'::regrole loop
      execute format('grant execute on function %s to ${user}', asked);
    end loop;
  end $$;
  commit;`
