import { everyPageOf } from './pages.ts'

everyPageOf('coaches')
