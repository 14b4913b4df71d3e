/** Who may pass which door of this room. What is owed to a person is seen by nobody else of the team. */
export const access = {
  read: ['administrator', 'coordinator', 'finance officer'],
  /** Who keeps the money: rates, the second approval, and paying. */
  finance: ['administrator', 'finance officer'],
} as const
