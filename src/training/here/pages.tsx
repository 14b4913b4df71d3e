import type { JSX } from 'preact'
import { languages } from '../../core/language.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { isAnythingMailed } from '../../platform/told.ts'
import { Hidden, Problems, TextField } from '../../platform/ui/form.tsx'
import { OpenPage } from '../../platform/ui/open-page.tsx'
import { QrCode } from '../../platform/ui/qr.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Publicly } from '../places/public-pages.tsx'
import { hereWords } from './words.ts'

type HereShown = { readonly at: Publicly; readonly form: Refused; readonly isSent: boolean }

/** The way to one's own page, where the code is typed: by the link in a mail, or by signing in. */
export function HerePage({ at: here, form, isSent }: HereShown): JSX.Element {
  const say = hereWords[here.language]
  return (
    <OpenPage at={here} title={say.title}>
      {isSent && isAnythingMailed() && (
        <p class="said" role="status">
          {say.sent}
        </p>
      )}
      <p class="lead">{say.lead}</p>
      <section aria-labelledby="mail">
        <h2 id="mail">{say.mail}</h2>
        <p>{isAnythingMailed() ? say.mailMore : say.unsent}</p>
        {isAnythingMailed() && (
          <form method="post" class="form" noValidate action={here.path}>
            <Problems form={form} language={here.language} />
            <Hidden name="language" value={here.language} />
            <TextField form={form} name="email" type="email" label={say.email} help={say.again} autoComplete="email" />
            <button type="submit" class="button">
              {say.send}
            </button>
          </form>
        )}
      </section>
      <section aria-labelledby="account">
        <h2 id="account">{say.account}</h2>
        <p>
          <a class="button second" href={`/team/${here.county.slug}/mine/classes/code`}>
            {say.signIn}
          </a>
        </p>
      </section>
      <p>{say.otherwise}</p>
    </OpenPage>
  )
}

/** The QR code with its address in words, for whoever has no camera at hand. */
export const HereSquare = ({ address }: { address: string }): JSX.Element => (
  <figure class="here-square">
    <QrCode text={address} name="QR code that opens the page for attendance" />
    <figcaption>{address.replace(/^https?:\/\//, '')}</figcaption>
  </figure>
)

const steps = {
  en: [
    'Scan the QR code, or type the address.',
    'Open your own page: by the link in your mail, or by signing in.',
    'Type the six digits that the room shows.',
  ],
  es: [
    'Escanee el código QR o escriba la dirección.',
    'Abra su página: con el enlace de su correo o con su cuenta.',
    'Escriba los seis números que se muestran en la sala.',
  ],
} as const

/** One sheet for the wall, for every class of the county. */
export const SheetPage = ({ visit, address }: { visit: Visit; address: string }): JSX.Element => (
  <TeamPage visit={visit} title="Sheet for the wall" trail={[{ name: 'Training', path: '/training' }]}>
    <p class="help on-screen">
      Print this page and hang it where people come in. It is good for every class: the QR code opens a page and does
      not hold the six digits, so a picture of it marks nobody as present.
    </p>
    <div class="wall-sheet">
      <HereSquare address={address} />
      {languages.map((language) => (
        <section key={language} lang={language} aria-labelledby={`sheet-${language}`}>
          <h2 id={`sheet-${language}`}>{hereWords[language].title}</h2>
          <ol>
            {steps[language].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  </TeamPage>
)
