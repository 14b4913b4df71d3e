type Said = { readonly title: string; readonly unit: string; readonly source: string }

/**
 * Whether each period of an entered measure holds those before it as well, by what the county says of it: in its title or unit, or
 * in a sentence of its source or its definition. Records are always counted period by period. What no word tells is not seen.
 */
export const isRunningTotal = ({ title, unit, source }: Said, definedAs = ''): boolean =>
  named.test(`${title} ${unit}`) ||
  `${source}\n${definedAs}`.split(/[.;!?\n]/).some((sentence) => told.test(sentence) && !denied.test(sentence))

/** What a county calls a number that each period adds to. */
const named =
  /\b(?:YTD|to[- ]date|so far|cumulative(?:ly)?|running (?:total|count|number)|since (?:the (?:start|beginning|launch|opening)|inception|(?:19|20)\d\d)|acumulad[oa]s?|hasta la fecha)\b/i

// Whole sentences speak of dates and of years for other reasons: “to date of visit”, “collected since 2019”.
const words =
  'YTD|to[- ]date(?! of)|cumulative(?:ly)?|running (?:total|count|number)|since (?:the (?:start|beginning|launch|opening)|inception)|acumulad[oa]s?|hasta la fecha(?! de)'
const period = '(?:week|month|quarter|half|term|season|year|period|value|number)s?'
const told = new RegExp(
  `\\b(?:${words}|(?:adds? (?:on )?to|includes?|contains?|holds?) (?:all |those of )?(?:the |what the )?(?:one|${period})s? before)\\b`,
  'i',
)
const denied = new RegExp(
  `\\b(?:not|no|non|never|nor|than|without|instead of|isn[’']t|aren[’']t|sin|nunca)[- ](?:[^\\s]+ ){0,2}(?:${words})`,
  'i',
)
