import { closeSync, openSync, statSync } from 'node:fs'
import { InputError } from '../core/errors.ts'

/**
 * Throws when an output would overwrite an input (whatever its name: links are followed) or cannot be written; found out
 * before the work, not after it. A file that does not exist yet is created empty.
 */
export function checkOutputs(inputs: readonly string[], outputs: readonly (string | undefined)[]): void {
  const read = inputs.map((path) => ({ path, stat: statSync(path, { throwIfNoEntry: false }) }))
  for (const output of outputs) {
    if (output === undefined) continue
    const stat = statSync(output, { throwIfNoEntry: false })
    const same = stat && read.find((input) => input.stat?.dev === stat.dev && input.stat.ino === stat.ino)
    if (same) throw new InputError(`expected another file to write than the one that is read, found ${output} for both`)
    try {
      closeSync(openSync(output, 'a'))
    } catch (error) {
      throw new InputError(
        `expected a file that can be written, found ${error instanceof Error ? error.message : error}`,
      )
    }
  }
}
