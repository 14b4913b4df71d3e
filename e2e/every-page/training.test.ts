import { everyPageOf } from './pages.ts'

everyPageOf('training')
