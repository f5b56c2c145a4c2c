import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The shared test data's folder, or null, after printing why a case is left out, when `name` is not in it. */
export function sharedFolder(name: string): string | null {
  const folder = process.env['AXDRIVE_TEST_DATA'] ?? resolve('../shared/data')
  if (existsSync(`${folder}/${name}`)) return folder
  console.error(`left out: the test data '${name}' is not in ${folder}`)
  return null
}
