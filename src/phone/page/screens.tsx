import type { JSX } from 'preact'
import { TripForm } from './forms.tsx'
import { List } from './list.tsx'
import { usualZone } from './names.ts'
import { OfReferral } from './referral.tsx'
import type { Shown } from './screen.ts'

export function PhonePage(shown: Shown): JSX.Element {
  const { phone, screen, go, lock } = shown
  return (
    <>
      <p class="acts">
        {screen.name !== 'list' && (
          <button type="button" class="link" onClick={() => go({ name: 'list' })}>
            Back to the list
          </button>
        )}
        <button type="button" class="link" onClick={lock}>
          Lock now
        </button>
      </p>
      {screen.name === 'list' ? (
        <List {...shown} />
      ) : screen.name === 'trip' && screen.id === phone.day()?.coachId ? (
        <TripForm
          phone={phone}
          trips={shown.parts.trips}
          about={screen.id}
          who="Community outreach"
          item={screen.item}
          zone={phone.day()?.county.zone ?? usualZone}
          done={() => go({ name: 'list' })}
        />
      ) : (
        <OfReferral key={`${screen.name}-${screen.id}`} {...shown} day={phone.day()} />
      )}
    </>
  )
}
