import { everyPageOf } from './pages.ts'

everyPageOf('measures')
