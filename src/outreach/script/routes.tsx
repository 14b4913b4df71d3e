import type { JSX } from 'preact'
import { type Language, languages } from '../../core/language.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Filter } from '../../platform/ui/filter.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { reachOf } from '../attempts/store.ts'
import type { OutreachNeeds } from '../needs.ts'
import { recorded } from '../recorded.ts'
import { access, whyNoVolunteer } from '../rules.ts'
import { card, headings, isNeutral, type Script, scriptFor } from './words.ts'

const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' }

/** What to say, and the card to leave: words that tell a bystander nothing. */
export const scriptRoutes = (needs: OutreachNeeds): readonly TeamRoute[] => [
  ...recorded(needs, 'script', [
    {
      method: 'GET',
      path: '/referrals/:referralId/script',
      may: access.follow,
      async answer(visit) {
        const found = await visit.db.read(visit.scope, async (tx) => {
          const referral = await needs.referral(tx, visit.params.referralId ?? '')
          const reach = referral && (await reachOf(tx, referral.id))
          return referral && reach ? { referral, reach } : null
        })
        if (!found) return notFound()
        const { referral, reach } = found
        const language = languageIn(visit, reach.language)
        const whyNot = whyNoVolunteer(referral.path)
        return page(
          <TeamPage
            visit={visit}
            title="What to say"
            trail={[{ name: 'The referral', path: `/referrals/${referral.id}` }]}
          >
            {whyNot && <p role="alert">{whyNot}</p>}
            <Filter
              url={visit.url}
              label="Language"
              name="lang"
              chosen={language}
              options={languages.map((one) => [one, languageNames[one]] as const)}
            />
            <ScriptCard script={scriptFor(referral.path, language)} language={language} />
            <p class="acts">
              <a class="button" href={visit.to(`/referrals/${referral.id}/attempts/add`)}>
                Log an attempt
              </a>
              <a href={visit.to('/outreach/card')}>The card to leave</a>
            </p>
          </TeamPage>,
        )
      },
    },
  ]),
  {
    method: 'GET',
    path: '/outreach/card',
    may: access.follow,
    async answer(visit) {
      const county = await visit.db.read(visit.scope, readOrganisation)
      const lines = [county.name, county.contact].filter((line) => line !== '')
      const left = lines.filter((line) => !isNeutral(line))
      return page(
        <TeamPage visit={visit} title="The card to leave">
          <p>
            Print it, and leave it only where a message is safe. It says nothing of why you came. Leave nothing else
            where you met nobody.
          </p>
          {county.contact === '' && (
            <p role="alert">
              No contact of the county is set. An administrator adds it under Admin, then it stands here.
            </p>
          )}
          {left.length > 0 && (
            <p role="alert">
              Left out, since it may tell a bystander why you came: {left.join('; ')}. Write a phone number by hand
              instead.
            </p>
          )}
          <LeaveBehind lines={lines.filter(isNeutral)} />
        </TeamPage>,
      )
    },
  },
]

/** The language that is asked for, else theirs. */
function languageIn({ url }: Visit, theirs: string): Language {
  const asked = url.searchParams.get('lang') ?? theirs
  return languages.find((one) => one === asked) ?? 'en'
}

const ScriptCard = ({ script, language }: { script: Script; language: Language }): JSX.Element => (
  <>
    {(['somebody', 'them', 'nobody'] as const).map((part) => (
      <section key={part} lang={language} aria-labelledby={`script-${part}`}>
        <h2 id={`script-${part}`}>{headings[language][part]}</h2>
        <div class="script-lines">
          {script[part].map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </section>
    ))}
  </>
)

const LeaveBehind = ({ lines }: { lines: readonly string[] }): JSX.Element => (
  <div class="leave-behind">
    {languages.map((language) => (
      <section key={language} lang={language} aria-labelledby={`card-${language}`}>
        <h2 id={`card-${language}`}>{card[language].title}</h2>
        {card[language].lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </section>
    ))}
    {lines.map((line) => (
      <p key={line}>
        <strong>{line}</strong>
      </p>
    ))}
  </div>
)
