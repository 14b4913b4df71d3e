/** Where uploads take turns, so that memory is bounded however many are sent at once. */
export type UploadRoom = {
  /** Waits for room for so many bytes of this person; answers how to leave, or null when it takes too long. */
  enter(person: string, bytes: number): Promise<(() => void) | null>
}

type Sizes = {
  /** Bytes that are held at once: two of the largest papers. Something larger comes in alone. */
  readonly most: number
  /** Uploads that wait for room; nothing of them is read meanwhile. */
  readonly waiting: number
  /** Uploads of one person that are there or wait, so that nobody alone keeps the others out. */
  readonly each: number
  /** Milliseconds that one waits at most. */
  readonly patience: number
}

const usual: Sizes = { most: 22_000_000, waiting: 20, each: 4, patience: 10_000 }

export function uploadRoom({ most, waiting, each, patience }: Sizes = usual): UploadRoom {
  const queue: { readonly bytes: number; readonly go: () => void }[] = []
  const people = new Map<string, number>()
  let held = 0

  const isRoomFor = (bytes: number): boolean => held === 0 || held + bytes <= most
  const count = (person: string, by: 1 | -1): void => {
    const left = (people.get(person) ?? 0) + by
    if (left === 0) people.delete(person)
    else people.set(person, left)
  }
  const letIn = (): void => {
    for (let next = queue[0]; next && isRoomFor(next.bytes); next = queue[0]) {
      queue.shift()
      held += next.bytes
      next.go()
    }
  }
  const leave = (person: string, bytes: number): (() => void) => {
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      held -= bytes
      count(person, -1)
      letIn()
    }
  }

  return {
    enter(person, bytes) {
      if ((people.get(person) ?? 0) >= each || queue.length >= waiting) return Promise.resolve(null)
      count(person, 1)
      return new Promise((answer) => {
        const one = {
          bytes,
          go: () => {
            clearTimeout(timer)
            answer(leave(person, bytes))
          },
        }
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(one), 1)
          count(person, -1)
          answer(null)
          letIn() // what it stood before may be smaller
        }, patience)
        queue.push(one)
        letIn()
      })
    },
  }
}
