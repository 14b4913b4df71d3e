import { everyPageOf } from './pages.ts'

everyPageOf('scorecard')
