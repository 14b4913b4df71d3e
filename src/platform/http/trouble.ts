/** Whether there is no room to keep anything: PostgreSQL's code, or the system's. */
export const isDiskFull = (error: unknown): boolean =>
  ['53100', 'ENOSPC', 'EDQUOT'].includes(String((error as { code?: unknown }).code))

/**
 * Whether the world is broken rather than the program: the database cannot be reached, is starting or stopping, or its disk
 * is full. It passes without a restart, so a person is asked to wait and send again. (PostgreSQL's error codes, appendix A.)
 */
export function isBrokenWorld(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string' && (brokenCodes.test(code) || brokenSockets.has(code))) return true
  return typeof message === 'string' && brokenWords.test(message)
}

// 08: connection; 53: out of disk, memory or connections; 57P: stopping or starting; 58: I/O; 40: try again
const brokenCodes = /^(08...|53...|57P0[1-5]|58...|40001|40P01|25006)$/
const brokenSockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOSPC'])
const brokenWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/
