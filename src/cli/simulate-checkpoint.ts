import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { TaskResult } from './simulate-tasks.ts'
import { VERSION } from './version.ts'

/** A line of the file: one task, driven. */
interface Line {
  readonly task: string
  readonly outcome: TaskResult['outcome']
  /** Base64 of the deflated commands, or null. */
  readonly commands: string | null
}

/**
 * Results so far of a long run, in JSON lines beside its report: a run that was interrupted goes on from there. The first
 * line says which program and options they are of; those of others are not taken.
 */
export class Checkpoint {
  readonly #path: string
  readonly #known: ReadonlyMap<string, TaskResult>

  private constructor(path: string, known: ReadonlyMap<string, TaskResult>) {
    this.#path = path
    this.#known = known
  }

  /** `key`: all that results depend on beside the task itself. */
  static open(reportPath: string, key: string): Checkpoint {
    const path = `${reportPath}.partial`
    const head = JSON.stringify({ checkpoint: 'axdrive simulate', version: VERSION, program: programHash(), key })
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    const known = new Map<string, TaskResult>()
    if (lines[0] !== head) writeFileSync(path, `${head}\n`)
    else for (const line of lines.slice(1)) readLine(line, known)
    // A line that was cut off must not swallow the next one.
    if (lines[0] === head && lines.at(-1) !== '') appendFileSync(path, '\n')
    return new Checkpoint(path, known)
  }

  /** The result of a task that was driven before. */
  result(task: string): TaskResult | undefined {
    return this.#known.get(task)
  }

  add(task: string, { outcome, commands }: TaskResult): void {
    const packed = commands && deflateRawSync(commands).toString('base64')
    const line: Line = { task, outcome, commands: packed }
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`)
  }

  /** Once the report is written. */
  remove(): void {
    rmSync(this.#path, { force: true })
  }
}

function readLine(text: string, known: Map<string, TaskResult>): void {
  try {
    // Our own line, or the beginning of one.
    const { task, outcome, commands } = JSON.parse(text) as Line
    known.set(task, { outcome, commands: commands === null ? null : inflateRawSync(Buffer.from(commands, 'base64')) })
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
}

/** Folders of the program whose code decides how a drive goes. */
const DECIDING = ['src', 'perception', 'fusion', 'planning', 'proto']
const CODE = new Set(['.js', '.ts', '.onnx', '.json'])

/** Of the program's own files: a changed program drives otherwise, though its version is the same. */
function programHash(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const hash = createHash('sha256')
  for (const folder of DECIDING) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => CODE.has(extname(name))).sort())
      hash.update(file).update(readFileSync(join(root, folder, file)))
  }
  return hash.digest('hex')
}
