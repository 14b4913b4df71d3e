import type { Config } from './config.ts'

type Fault = NodeJS.ErrnoException & { readonly port?: number; readonly detail?: string }
type Known = Pick<Config, 'dataDir' | 'databaseUrl'>

/**
 * Why the product could not start, and the way out, for the person who hosts it: a port, a folder, a disk or a database that is not
 * as it must be. Null for what nobody foresaw. `config` is missing where the settings could not be read. (Codes: Node's errno, and
 * PostgreSQL's appendix A.)
 */
export function startTrouble(error: unknown, config: Known | undefined): string | null {
  if (!(error instanceof Error)) return null
  const fault: Fault = error
  const isFull = fault.code === 'ENOSPC' || fault.code === 'EDQUOT' || /No space left on device/i.test(fault.message)
  if (isFull) return `The disk that holds ${config?.dataDir ?? 'DATA_DIR'} is full. Make room there, then start again.`
  if (fault.syscall === 'listen') return ofPort(fault)
  if (config?.databaseUrl !== undefined) return ofDatabase(fault, config.databaseUrl) ?? ofFolder(fault)
  return ofFolder(fault)
}

function ofPort({ code, port }: Fault): string | null {
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Set PORT to another one.`
  if (code === 'EACCES')
    return `Port ${port} may only be used with more rights. Set PORT to 1024 or higher, with a proxy in front.`
  return null
}

/** What a folder or file is not, by the system's code. */
const folderFaults: Readonly<Record<string, string>> = {
  EACCES:
    'may not be opened or written by the user that runs this. Give it to that user, or set DATA_DIR to another folder.',
  EPERM: 'may not be changed by the user that runs this. Give it to that user, or set DATA_DIR to another folder.',
  EROFS: 'is on a disk that can only be read. Set DATA_DIR to a folder that can be written.',
  EEXIST: 'is a file, not a folder. Set DATA_DIR to a folder.',
  ENOTDIR: 'leads through a file, not a folder. Set DATA_DIR to a folder.',
  ENOENT: 'is not there and could not be made. Set DATA_DIR to a folder.',
  ELOOP: 'is a link that leads back to itself. Set DATA_DIR to a folder.',
  ENAMETOOLONG: 'has a name that is too long. Set DATA_DIR to another folder.',
}

const ofFolder = ({ code = '', path }: Fault): string | null => {
  const words = folderFaults[code]
  return words && path ? `${path} ${words}` : null
}

/** What a given database is not, by code: of the connection, of TLS, of PostgreSQL. */
const databaseFaults: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers there. Check host and port, and that the server runs.',
  ENOTFOUND: 'There is no machine of that name. Check the host.',
  EAI_AGAIN: 'The name of the machine could not be looked up. Check the host and the network.',
  ETIMEDOUT: 'It does not answer. Check host, port and firewall.',
  EHOSTUNREACH: 'It cannot be reached. Check host and network.',
  ENETUNREACH: 'It cannot be reached. Check host and network.',
  ECONNRESET: 'It closed the connection. Check that it is a PostgreSQL and listens there.',
  ENOENT: 'There is no socket in that folder. Check the path, and that the server runs.',
  '28P01': 'The password or the user is wrong.',
  '28000': 'The server does not let this user in. Check the user, and the server’s pg_hba.conf.',
  '3D000': 'The database of that name does not exist. Create it first.',
  '42501': 'This user may not make tables or roles there. Give it CREATE on the database and CREATEROLE.',
  '53300': 'The server has no connection left. Raise max_connections, or stop what holds them.',
  '57P03': 'The server is starting or stopping. Try again in a minute.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is not one that this machine trusts. See NODE_EXTRA_CA_CERTS.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is not one that this machine trusts. See NODE_EXTRA_CA_CERTS.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is not one that this machine trusts. See NODE_EXTRA_CA_CERTS.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another host.',
}

const databaseSaid: readonly (readonly [RegExp, string])[] = [
  [
    /does not support SSL/,
    'It offers no encryption, which the address asks for. Take sslmode out of the address, or turn ssl on there.',
  ],
  [/timeout/i, 'It does not answer. Check host, port and firewall.'],
  [
    /Connection terminated|unexpected message|Invalid.*response/i,
    'What answers there is no PostgreSQL. Check the port.',
  ],
  [/client password must be a string|SASL/, 'It asks for a password, and the address has none.'],
]

function ofDatabase({ code = '', message }: Fault, databaseUrl: string): string | null {
  const words = databaseFaults[code] ?? databaseSaid.find(([said]) => said.test(message))?.[1]
  if (!words) return null
  const { host, pathname } = new URL(databaseUrl)
  return `The database of DATABASE_URL (${host || 'a local socket'}${pathname}) cannot be used. ${words}`
}
