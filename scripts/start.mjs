// Starts the product in this very process: a second one would cost time and memory.
import module from 'node:module'
import { build, isStale } from './build.mjs'

if (isStale()) console.log(`Built in ${await build()} ms.`)
module.enableCompileCache?.()
await import('../dist/server.js')
