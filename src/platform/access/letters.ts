// What the program writes to people. Plain text, one link, nothing that a passer-by should not read.
import type { Role } from './model.ts'

type Letter = { readonly subject: string; readonly text: string }

export const invitationMail = ({
  organisation,
  role,
  inviter,
  link,
}: {
  readonly organisation: string
  readonly role: Role
  readonly inviter: string
  readonly link: string
}): Letter => ({
  subject: `${organisation} invites you`,
  text: `${inviter} invites you to work with ${organisation} on Better Off, as ${withArticle(role)}.

Open this link to accept. It works once, within 72 hours:

${link}

If you do not expect this, leave it: nothing happens unless you accept.
`,
})

export const signInMail = (link: string): Letter => ({
  subject: 'Your sign-in link',
  text: `Open this link to sign in to Better Off. It works once, within 30 minutes:

${link}

If you did not ask for it, leave it: nobody is signed in unless the link is opened and confirmed.
`,
})

export const noticeMail = (what: string, baseUrl: string): Letter => ({
  subject: `${what}`,
  text: `${what} on Better Off.

If this was you, there is nothing to do. If not, open ${baseUrl}/sign-in, ask for a link by mail, and end all other sessions
on your account page.
`,
})

const withArticle = (role: Role): string => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`)
