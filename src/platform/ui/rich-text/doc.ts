/** A mark on a run of text, as the editor keeps it. */
export type Mark =
  | { readonly type: 'bold' | 'italic' | 'strike' | 'code' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }

/** A piece of a document, as the editor keeps it: the part of its schema that Markdown can say. */
export type Piece = {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly Piece[]
  readonly text?: string
  readonly marks?: readonly Mark[]
}
