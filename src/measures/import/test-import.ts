import { enteredReadings } from '../entered/store.ts'
import { findMeasure } from '../store.ts'
import { idIn, type Room, sampleRoom } from '../test-room.ts'

const monthly = {
  title: 'Calls to the warm line',
  slug: '',
  asks: 'how much',
  better: 'higher',
  shape: 'amount',
  unit: 'calls',
  decimals: '0',
  calendarKind: 'month',
  startMonth: '1',
  years: '',
  lastYear: '',
  names: '',
  collectedFrom: '',
  collectedThrough: '',
  settlesAfterDays: '0',
  endedOn: '',
  source: 'The telephone company',
}

/** An entered measure by month in the sample county, asked by its coordinator or an editor. */
export async function warmLine(more: Record<string, string> = {}, role: 'coordinator' | 'editor' = 'coordinator') {
  const room = await sampleRoom()
  const id = idIn(await room.team.as('editor')('/measures/new?kind=entered', { ...monthly, ...more }))
  const ask = room.team.as(role)
  const send = async (text: string | Uint8Array, name = 'values.csv') => {
    const form = new FormData()
    form.set('file', new File([text as BlobPart], name))
    return ask(`/measures/${id}/import`, form)
  }
  /** Presses a button of a preview. */
  const press = async (html: string, act: string, more: Record<string, string> = {}) => {
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, unescaped(value)] as const,
    )
    return ask(`/measures/${id}/import/decide`, { ...Object.fromEntries(hidden), act, ...more })
  }
  return { room, id, ask, send, press }
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
export const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')

/** What is on record: each period with its value. */
export async function said({ db, team }: Room, id: string): Promise<readonly string[]> {
  return db.read(team.scope, async (tx) => {
    const measure = await findMeasure(tx, id)
    const readings = measure ? await enteredReadings(tx, measure) : []
    return readings.map(
      ({ period, value, reason, note }) => `${period.label}: ${value ?? reason}${note && ` (${note})`}`,
    )
  })
}
