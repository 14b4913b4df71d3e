import { everyPageOf } from './pages.ts'

everyPageOf('shifts')
