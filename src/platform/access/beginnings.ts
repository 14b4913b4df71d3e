import type { Beginning } from '../beginning.ts'
import { hasCoordinator, readOrganisation } from './store.ts'

/** Who the county is: first of all. */
export const whoWeAre: Beginning = {
  what: 'Name, color and how people reach you',
  why: 'They stand on every public page.',
  act: 'Say who you are',
  href: '/admin/organisation',
  isDone: async (tx) => (await readOrganisation(tx)).contact !== '',
}

export const whoCoordinates: Beginning = {
  what: 'Who coordinates',
  why: 'Coordinators look after coaches, training and referrals. They get a link to sign in.',
  act: 'Invite a coordinator',
  href: '/admin/people/invite',
  isDone: hasCoordinator,
}

export const mailIsSent = (isMailed: boolean): Beginning => ({
  what: 'Mail',
  why: 'Without a mail server nobody gets a letter. Whoever hosts the program sets SMTP_URL and MAIL_FROM.',
  act: 'See what waits to be sent',
  href: '/admin/mail',
  isHosts: true,
  isDone: async () => isMailed,
})
