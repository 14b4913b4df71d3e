import type { Extensions } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'

/** What the editor knows: exactly what Markdown can say. */
export const schema: Extensions = [
  StarterKit.configure({
    underline: false,
    trailingNode: false,
    dropcursor: { color: false, class: 'rich-drop' },
    link: {
      openOnClick: false,
      autolink: false,
      HTMLAttributes: { rel: 'noopener', target: null },
      isAllowedUri: (address) => /^(https?:\/\/|mailto:)/i.test(address),
    },
  }),
]
