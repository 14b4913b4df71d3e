/** Who a coach is, for the rooms that name one: the columns of the view `coach_named`. `search` is `searchKey(name)`. */
export type CoachNamed = {
  readonly id: string
  readonly name: string
  readonly search: string
  readonly email: string | null
  readonly is_sample: boolean
}
