import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transporter } from 'nodemailer'

/** A mail that one sender has claimed. */
export type Waiting = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly tries: number
}

/** `sent`: gone; `kept`: put where people can read it; `not yet`: surely not gone; `refused`: never will be; `unsure`: may have gone. */
export type Carried =
  | { readonly is: 'sent' | 'kept' }
  | { readonly is: 'not yet' | 'refused' | 'unsure'; readonly trouble: string }

export type Carrier = (mail: Waiting) => Promise<Carried>

/** One readable file a mail, named by the mail, so that writing it twice is writing it once. */
export const toFolder =
  (folder: string): Carrier =>
  async (mail) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = join(folder, `${mail.id}.txt`)
    await writeFile(`${file}.part`, `To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`, { mode: 0o600 })
    await rename(`${file}.part`, file)
    return { is: 'kept' }
  }

/**
 * By a mail server. The server is asked first whether it is there and knows us: what goes wrong then is surely not sent.
 * After that only an answer with a number is a clear no; silence may mean that the mail was taken.
 */
export function bySmtp({ url, from }: { readonly url: string; readonly from: string }): Carrier {
  let opened: Promise<Transporter> | undefined
  return async (mail) => {
    opened ??= open(url)
    const server = await opened
    try {
      await server.verify()
    } catch (error) {
      return { is: 'not yet', trouble: codeOf(error) }
    }
    try {
      await server.sendMail({
        from,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        messageId: `<${mail.id}@${senderHost(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      return { is: 'sent' }
    } catch (error) {
      return { is: verdictOn(error), trouble: codeOf(error) }
    }
  }
}

// Loaded when first needed: an install without a mail server never does.
const open = async (url: string): Promise<Transporter> =>
  (await import('nodemailer')).createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })

const senderHost = (from: string): string => /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost'

type SmtpError = { readonly responseCode?: number; readonly code?: string }

const verdictOn = (error: unknown): 'not yet' | 'refused' | 'unsure' => {
  const { responseCode } = error as SmtpError
  if (responseCode === undefined) return 'unsure'
  return responseCode >= 500 ? 'refused' : 'not yet'
}

// The server's own words may quote the address; its code does not.
const codeOf = (error: unknown): string => {
  const { code, responseCode } = error as SmtpError
  return [code, responseCode].filter(Boolean).join(' ') || 'no answer'
}
