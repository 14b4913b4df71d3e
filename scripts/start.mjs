// Starts the product in this very process: a second one would cost time and memory.
import module from 'node:module'
import { freshen } from './build.mjs'

await freshen(console.log)
stopWithShell()
module.enableCompileCache?.()
await import('../dist/server.js')

/** npm hands a signal to the shell between us, which ends without passing it on: then the product stops in order too. */
function stopWithShell() {
  const shell = process.ppid
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}
