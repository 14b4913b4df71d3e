import type { PublicMoney } from '../../funding/facts.ts'
import type { EditionContent } from '../model.ts'
import type { Addresses } from './addresses.ts'
import { asJson, licence, organisationOut } from './data.ts'

/**
 * Money received and spent as open data: `years` in order of time, every amount in whole cents. Of each year `opening + received -
 * spent` is `closing`, and `byStrategy` comes to `spent`: money that was given back to a funder is taken off `received`, and what
 * is carried from one fund into another is in neither. The last year may still be under way on the day `asOf`.
 */
export const moneyJson = (
  { content, money, at }: { content: EditionContent; money: PublicMoney; at: Addresses },
  baseUrl: string,
): string =>
  asJson({
    years: money.years.map(({ label, from, to, opening, received, spent, closing, byStrategy }) => ({
      label,
      from,
      to,
      opening,
      received,
      spent,
      closing,
      byStrategy: byStrategy.map((one) => ({ strategy: one.strategy, name: one.name, spent: one.spent })),
    })),
    unit: 'US cents',
    isSample: money.isSample,
    organisation: organisationOut(content),
    edition: content.number,
    publishedOn: content.publishedOn,
    asOf: content.asOf,
    licence: licence.url,
    links: { html: `${baseUrl}${at.money}`, json: `${baseUrl}${at.money}.json` },
  })
