import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The version of an installed package, from its package.json; `unknown` where that cannot be read. */
export function packageVersion(name: string): string {
  try {
    let folder = dirname(createRequire(import.meta.url).resolve(name))
    while (folder !== dirname(folder)) {
      const found = readPackage(join(folder, 'package.json'))
      if (found?.name === name) return found.version ?? 'unknown'
      folder = dirname(folder)
    }
  } catch {
    // Not installed: whoever asks has said so already.
  }
  return 'unknown'
}

function readPackage(path: string): { readonly name?: string; readonly version?: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
