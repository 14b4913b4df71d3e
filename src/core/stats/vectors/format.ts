import { z } from 'zod'

/** A file of reference cases: numbers made with R, and how near ours must come. */
export const vectorFile = z.object({
  topic: z.string(),
  tolerance: z.unknown().optional(),
  cases: z.array(
    z.object({
      id: z.string(),
      input: z.record(z.string(), z.unknown()),
      expected: z.record(z.string(), z.unknown()),
      tolerance: z.unknown().optional(),
      note: z.string().optional(),
    }),
  ),
})

export type VectorFile = z.infer<typeof vectorFile>
export type VectorCase = VectorFile['cases'][number]
export type Tolerance = { readonly rel: number; readonly abs: number }

const own = z.object({ rel: z.number().optional(), abs: z.number().optional() })

/** Case before file before the usual 1e-6 and 1e-8. */
export function toleranceOf(file: VectorFile, each: VectorCase): Tolerance {
  const ofFile = own.safeParse(file.tolerance).data ?? {}
  const ofCase = own.safeParse(each.tolerance).data ?? {}
  return { rel: ofCase.rel ?? ofFile.rel ?? 1e-6, abs: ofCase.abs ?? ofFile.abs ?? 1e-8 }
}

export const numbersIn = (value: unknown): number[] => z.array(z.number()).parse(value)
export const numberIn = (value: unknown): number => z.number().parse(value)
export const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
export const listOr = (value: unknown): number[] | undefined =>
  Array.isArray(value) ? z.array(z.number()).parse(value) : undefined
export const recordIn = (value: unknown): Record<string, unknown> => z.record(z.string(), z.unknown()).parse(value)
