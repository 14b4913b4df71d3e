// The way in of a phone without a network. (The other one is server.ts.)
import { problemsOfRelease, ReleaseOnPhone, releaseOfDay, Wording } from './linkage/phone.tsx'
import { AttemptOnPhone, problemsOfAttempt, problemsOfTrip, TripOnPhone, WhatToSay } from './outreach/phone.tsx'
import { startPhone } from './phone/phone.tsx'

const root = document.getElementById('on-phone')
if (root)
  startPhone(root, {
    attempts: { Fields: AttemptOnPhone, problemsOf: problemsOfAttempt },
    releases: { Fields: ReleaseOnPhone, problemsOf: problemsOfRelease, textOf: releaseOfDay, Wording },
    trips: { Fields: TripOnPhone, problemsOf: problemsOfTrip },
    WhatToSay,
  })
