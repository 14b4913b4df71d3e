// Before tests: some of what they use runs as a program of its own, from dist/.
import { freshen } from './build.mjs'

export const setup = () => freshen(console.error)
