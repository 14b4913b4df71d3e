import { everyPageOf } from './pages.ts'

everyPageOf('support')
