// Headings of old pages, by the names that RBA gives them; and what stands on every page and is no content.

const sameAs: Readonly<Record<string, RegExp>> = {
  Definition:
    /^(?:(?:measure|lay|technical|operational|indicator) )?definitions?$|^description$|^what (?:is (?:it|this|measured)|does this measure)$/,
  'Story Behind the Curve':
    /^(?:(?:the|what is the) )?stor(?:y|ies) (?:behind|beneath) (?:the |this |our |last )?(?:\w+ )?(?:curves?|data|indicators?|baselines?|numbers?|measures?|trends?|performance|graph)$|^(?:the )?story$|^narrative$|^progress and challenges$/,
  Partners:
    /^(?:(?:our|key|community|current|potential|suggested|other|local|program|which|who are(?: the| our)?) )*partners?(?: (?:with|who|that|have|has) .*| involved| and collaborators)?$/,
  'What Works':
    /^what (?:works|would work|could work|do we think (?:would|will) work|will work|might work)(?: .*)?$|^(?:best|promising|evidence-based|proven) (?:practices?|strateg(?:y|ies)|programs?)$|^evidence(?: base)?$|^best ideas$/,
  'Action Plan':
    /^(?:(?:our|proposed|local|current|the|progress on|community) )*(?:action|work|turn the curve|improvement) (?:plans?|steps?|items?)$|^actions$|^strateg(?:y|ies)$|^(?:what (?:do )?we |what we )?propose(?: to do)?$|^what (?:we|do we) (?:propose|plan|intend|will do|want)(?: .*)?$|^next steps$/,
}
/** Other headings of the kind that keep their own names. */
const own =
  /^(?:customers?|why is this important|why this is important|additional information|data (?:source|sources|notes?|details|discussion|development(?: agenda)?)|source|notes?|how we impact|how are we doing(?: .*)?|updates?|progress(?: (?:in|report).*)?|how (?:much|well) did we do(?: it)?|is anyone better off|resources(?: needed)?|scope of work|budget|comments?|target(?: setting)? notes?|methodology|references|citations?|emerging issues|health equity|current trends?|community context|impact)$/

export type Heading = { readonly name: string; readonly rest: string }

/** The heading that a line is, with what stands behind its colon; null where it is none. */
export function headingOf(line: string): Heading | null {
  const whole = named(line)
  if (whole) return { name: whole, rest: '' }
  const cut = /^(.{3,60}?)\s*(?::|\s[-–—]\s)\s*(.+)$/.exec(line)
  const name = cut?.[1] && !/[-–—]/.test(cut[1]) ? named(cut[1]) : null
  // “Notes: …” within a text is no section; the names of RBA are.
  return name && cut?.[2] && Object.hasOwn(sameAs, name) ? { name, rest: cut[2] } : null
}

function named(line: string): string | null {
  const bare = line
    .replace(/^[#*_\s]*(?:(?:question|step)?\s*\d{1,2}[.):]\s*)?[#*_\s]*/i, '')
    .replace(/[*_:?!.\s]+$/, '')
    .replace(/[’‘]/g, "'")
  const plain = bare.toLowerCase().replace(/\s+/g, ' ')
  if (plain.length > 70 || plain === '') return null
  for (const [name, pattern] of Object.entries(sameAs)) if (pattern.test(plain)) return name
  return own.test(plain) ? bare : null
}

/** What the incumbent prints around every page. */
export const isAround = (line: string): boolean => around.test(line)
const around =
  /^(?:clear impact logo(?: [A-Z]{1,2})?|logo|[RPSIMA]|PM|(?:line|bar|comparison|line bar|line bar comparison|bar comparison)|powered by clear impact|clear impact suite is an? .*|scorecard (?:container|result)\b.*\bactual value target value\b.*|skip to (?:main )?content|export|embed|print|share|edit|favorite|more\.\.\.|less\.\.\.|show (?:more|less)|close|menu|loading\.*|chart|no data(?: available)?)$/i

export const valueLabel = /^current (?:actual )?value\s*:?\s*((?:[<>≤≥~$#.\d−–-].*)?)$/i
/** Other labels of a value: what follows them is not the value of today. */
export const otherLabel =
  /^(?:(?:current |next )?target(?: value)?|forecast(?: value)?|prior actual value|current trend|baseline(?: %? ?change)?|% ?change|percent of target|variance from target)\s*:?\s*(.*)$/i
export const periodLabel = /^(?:time\s+)?period\s*:?\s*(.*)$/i
