// The way in of a phone without a network. (The other one is server.ts.)
import { AttemptOnPhone, problemsOfAttempt, WhatToSay } from './outreach/phone.tsx'
import { startPhone } from './phone/phone.tsx'

const root = document.getElementById('phone')
if (root) startPhone(root, { Fields: AttemptOnPhone, problemsOf: problemsOfAttempt, WhatToSay })
