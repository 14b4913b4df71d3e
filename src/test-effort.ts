/** How long a test waits for what must come, in milliseconds: a net for what hangs, never what a fast machine needs. */
export const patience = 180_000

/** Seconds of processor time that some work takes in this process, threads included: what else the machine does is not in it. */
export async function effortOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
