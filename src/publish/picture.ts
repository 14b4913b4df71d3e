import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { root } from '../platform/root.ts'

const longest = 120_000

/**
 * Draws pictures as PNG in a process of its own, each drawing (SVG) once. `program` is the built `picture-process`. Throws
 * when it fails, with the words of the process.
 */
export async function drawPictures(
  drawings: readonly string[],
  program: string = join(root, 'dist', 'picture.js'),
): Promise<ReadonlyMap<string, Buffer>> {
  if (drawings.length === 0) return new Map()
  const pictures = parted(await drawnBy(program, drawings))
  if (pictures.length !== drawings.length)
    throw new Error(`${pictures.length} of ${drawings.length} pictures were drawn`)
  return new Map(pictures.map((picture, index) => [drawings[index] ?? '', picture]))
}

async function drawnBy(program: string, drawings: readonly string[]): Promise<Buffer> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'], timeout: longest })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  child.stdin.on('error', () => undefined) // it ended early: its exit code says so below
  child.stdin.end(JSON.stringify(drawings))
  const [made, complaint, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`the pictures were not drawn (${code ?? 'stopped'}): ${complaint.slice(0, 2_000)}`)
  return made
}

function parted(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at)
    parts.push(bytes.subarray(at + 4, end))
    at = end
  }
  return parts
}
