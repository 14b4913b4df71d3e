import { apart, programCalled } from '../platform/apart.ts'
import type { EditionContent, EditionNamed } from './model.ts'
import type { PackedPage } from './pack.ts'
import type { Assets } from './pages/document.tsx'

/** What `edition-process` is given: `earlier` are the editions before. */
export type EditionTask = {
  readonly content: EditionContent
  readonly earlier: readonly EditionNamed[]
  readonly assets: Assets
}

/** All pages and pictures of an edition, as bytes. They are made by a process of its own, since that takes 100 MB. */
export const editionMade = (task: EditionTask): Promise<readonly PackedPage[]> => apart(programCalled('edition'), task)
