import { readFileSync } from 'node:fs'

/** The package's version. Sources and dist lie at different depths under package.json. */
export const VERSION: string = readVersion()

function readVersion(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const found: { readonly version?: string } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'))
      if (found.version) return found.version
    } catch {
      // Not at this depth.
    }
  }
  return 'unknown'
}
