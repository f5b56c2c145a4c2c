import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { InputError } from '../../core/errors.ts'
import { NEVER } from '../../core/time.ts'
import type { Warning } from '../../core/warning.ts'
import { type CandumpFrame, parseCandumpLine } from './candump.ts'

/**
 * Frames of a candump log, one line at a time whatever its size. Lines that are none are told through `warn` (code
 * `candump-line`) and skipped; so are blank ones, silently.
 * @throws InputError when the log has lines, but not one frame
 */
export async function* readCandumpLog(
  lines: AsyncIterable<string>,
  name: string,
  warn: (warning: Warning) => void,
): AsyncGenerator<CandumpFrame> {
  let number = 0
  let frames = 0
  let firstProblem: string | null = null
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const parsed = parseCandumpLine(line)
    if (parsed.kind === 'frame') {
      frames++
      yield parsed.frame
      continue
    }
    const detail = `${name}:${number}: expected ${parsed.expected}, found ${parsed.found}`
    firstProblem ??= detail
    warn({ code: 'candump-line', stamp: NEVER, detail })
  }
  if (frames === 0 && firstProblem !== null) throw new InputError(firstProblem)
}

/**
 * Lines of a text file, or of standard input for `-`.
 * @throws InputError when the file cannot be read
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const input: Readable = path === '-' ? process.stdin : createReadStream(path)
  input.setEncoding('utf8')
  let rest = ''
  try {
    // Not node:readline: an error of its input, such as a missing file, does not reach who iterates over the lines.
    for await (const chunk of input) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield line
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new InputError(`expected a text file, found ${error.message}`)
  }
  if (rest !== '') yield rest
}
