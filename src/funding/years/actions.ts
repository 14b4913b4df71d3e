import { meanwhile, ok, type Result } from '../../core/result.ts'
import { saveOnly, verb } from '../../platform/db/verbs.ts'
import type { YearForm } from './model.ts'

/** Says when the fiscal year begins. No line moves: only the years that they are counted in. */
export const setFiscalYear = verb(
  'funding.setFiscalYear',
  async (tx, { version, form }: { version: number; form: YearForm }): Promise<Result<null>> =>
    (await saveOnly(tx, 'funding_rules', { version }, form)) ? ok(null) : meanwhile('funding', 'the fiscal year'),
)
