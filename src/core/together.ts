/**
 * The answers of what is on its way at once. It waits for all of them also when one fails, so that nothing is still under way
 * on a connection that is given back; then the first failure is thrown.
 */
export async function together<T extends readonly Promise<unknown>[]>(
  ...underWay: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const failed = (await Promise.allSettled(underWay)).find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return Promise.all(underWay) as never
}
