import { type House, houseWith } from './test-house.ts'
import { somethingToOpen } from './test-standing.ts'

/** Two counties, with something behind every door of the first. */
export const houseWithSomethingToOpen = (): Promise<House> => houseWith('with_something_to_open', somethingToOpen)
