import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = process.env['AXDRIVE_TEST_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const reported = new Set<string>()

/**
 * The path of a folder or file of the shared test data, or null when it is absent; then the reason is printed once.
 * Use with `describe.skipIf(path === null)`.
 */
export function sharedData(name: string): string | null {
  const path = `${ROOT}/${name}`
  if (existsSync(path)) return path
  if (!reported.has(name)) {
    reported.add(name)
    console.warn(`skipped: the test data '${name}' is not in ${ROOT} (set AXDRIVE_TEST_DATA to its folder)`)
  }
  return null
}
