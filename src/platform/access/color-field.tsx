import type { JSX } from 'preact'
import { asset } from '../assets.ts'
import { Fields } from '../doors/fields.tsx'
import type { Refused } from '../http/route.ts'
import { type Brand, brandOf, hueInWords } from '../ui/brand.ts'
import { organisationForm } from './model.ts'

/**
 * The hue of an organization: its field, whether it can be read in words, and public pages drawn in it. With JavaScript it can
 * be picked, and all of it follows as one chooses; without, a button shows it (`?see`), and nothing is saved by that.
 */
export function ColorField({
  form,
  isSeen,
}: {
  form: Refused
  /** Whether the form comes back only to show the color. */
  isSeen: boolean
}): JSX.Element {
  const typed = form.typed.text('brand')
  const county = form.typed.text('name')
  const brand = brandOf(typed)
  return (
    <div class="color-field" data-color>
      <div class="color-pick">
        <Fields of={organisationForm} form={form} only={['brand']} />
        <input type="color" value={typed} aria-label="Pick the color" hidden />
        <noscript>
          <button type="submit" class="button second" formaction="?see#brand">
            See it
          </button>
        </noscript>
      </div>
      {isSeen && (
        <p class="said" role="status">
          This is how it looks. Nothing is saved yet.
        </p>
      )}
      <output for="brand">{hueInWords(typed)}</output>
      <div class="color-seen">
        <Seen on="light" {...{ brand, county }} />
        <Seen on="dark" {...{ brand, county }} />
      </div>
      <script type="module" src={asset('color.js')} />
    </div>
  )
}

/** A small public page. Its colors are attributes and no styles, since the policy of the page allows no styles of its own. */
function Seen({ brand, county, on }: { brand: Brand; county: string; on: 'light' | 'dark' }): JSX.Element {
  const [paper, ink, quiet, onBrand] =
    on === 'light'
      ? (['#fdfdfb', '#1b1f23', '#d9dcd7', brand.onLight] as const)
      : (['#15191d', '#e9ebec', '#343b41', brand.onDark] as const)
  return (
    <figure>
      <svg
        viewBox="0 0 320 128"
        {...{ color: brand[on] }}
        data-on={on}
        role="img"
        aria-label={`A public page on a ${on} screen`}
      >
        <rect x="0.5" y="0.5" width="319" height="127" fill={paper} stroke={quiet} />
        <rect width="320" height="4" fill="currentColor" />
        <text x="14" y="26" fill={ink} font-size="12" font-weight="700">
          {county.length > 22 ? `${county.slice(0, 21)}…` : county}
        </text>
        <text
          x="306"
          y="26"
          fill="currentColor"
          font-size="11"
          font-weight="600"
          text-anchor="end"
          text-decoration="underline"
        >
          Become a recovery coach
        </text>
        <text x="13" y="98" fill={ink} font-size="52" font-weight="700">
          12
        </text>
        <path
          d="M92 92 124 78 156 104 188 52 220 84"
          fill="none"
          stroke="currentColor"
          stroke-width="2.5"
          stroke-linejoin="round"
        />
        {[
          [92, 92],
          [124, 78],
          [156, 104],
          [188, 52],
          [220, 84],
        ].map(([x, y]) => (
          <circle cx={x} cy={y} r="3.5" fill="currentColor" />
        ))}
        <rect x="240" y="66" width="66" height="30" rx="4" fill="currentColor" />
        <text x="273" y="85.5" fill={onBrand} font-size="12" font-weight="600" text-anchor="middle">
          Sign up
        </text>
      </svg>
      <figcaption>On a {on} screen</figcaption>
    </figure>
  )
}
