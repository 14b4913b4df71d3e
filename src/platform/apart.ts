import { fork } from 'node:child_process'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from './root.ts'

// Work that takes much memory is done by a process of its own: what it took goes back to the system when that ends, which no
// process that lives on can promise. Tasks and answers may hold whatever `structuredClone` copies.

type Told<Answer, Note> = { readonly answer: Answer } | { readonly note: Note }

const longest = 600_000

/**
 * Has a built program (a file that calls `workApart`) do a task, and hears its notes meanwhile. Throws with the program's own words
 * when it ends without an answer; it is stopped after ten minutes.
 */
export async function apart<Task, Answer, Note = never>(
  program: string,
  task: Task,
  hear: (note: Note) => void = () => undefined,
): Promise<Answer> {
  const child = fork(program, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    timeout: longest,
  })
  const complaint = child.stderr ? text(child.stderr) : Promise.resolve('')
  return new Promise((resolve, reject) => {
    // Its end is waited for by nobody: it takes as long as the system needs to take the memory back.
    child.on('message', (told: Told<Answer, Note>) => ('answer' in told ? resolve(told.answer) : hear(told.note)))
    child.on('error', reject)
    child.on('close', (code) => {
      complaint.then(
        (words) =>
          reject(new Error(`${basename(program)} did not answer (${code ?? 'stopped'}): ${words.slice(0, 2_000)}`)),
        reject,
      )
    })
    child.send(task as object, () => undefined) // one that is gone already says why at its end
  })
}

/** The file of a built program. */
export const programCalled = (name: string): string => join(root, 'dist', `${name}.js`)

/** The other side: does the one task it is sent, and ends. It also ends when nobody waits any more. */
export function workApart<Task, Answer, Note = never>(
  work: (task: Task, tell: (note: Note) => void) => Answer | Promise<Answer>,
): void {
  const tell = (told: Told<Answer, Note>, then = () => undefined as void): unknown =>
    process.send?.(told, undefined, undefined, then)
  process.on('SIGINT', () => undefined) // at a terminal it reaches all of us; whoever waits decides
  process.on('disconnect', () => process.exit())
  const doTask = async (task: Task): Promise<void> => {
    const answer = await work(task, (note) => tell({ note }))
    tell({ answer }, () => process.disconnect())
  }
  process.once('message', (task: Task) => void doTask(task)) // what it throws ends the program, which says so
}
