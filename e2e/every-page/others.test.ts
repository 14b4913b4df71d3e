import { existsSync } from 'node:fs'
import { doors } from '../behind.ts'
import { everyPageOf, roomOf } from './pages.ts'

// Every room that has no file of its own here.
const rooms = new Set(doors.team.map(({ path }) => roomOf(path)))
everyPageOf(...[...rooms].filter((room) => !existsSync(new URL(`${room}.test.ts`, import.meta.url))))
