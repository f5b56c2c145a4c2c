import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/**
 * A manifest of this folder as it would lie beside its model: the test data cannot be written to, so the copy names the
 * model by its whole path. Gone after the test file.
 */
export function manifestBeside(modelFolder: string, name: string): string {
  const manifest = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))
  manifest.model.file = join(modelFolder, manifest.model.file)
  return writeNetwork(name, manifest)
}

/** Writes a manifest, and its model where it is given, into a folder of its own. Returns the manifest's path. */
export function writeNetwork(
  name: string,
  manifest: object,
  model?: { readonly file: string; readonly bytes: Uint8Array },
) {
  const folder = mkdtempSync(join(tmpdir(), 'axdrive-network-'))
  folders.push(folder)
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(manifest))
  if (model) writeFileSync(join(folder, model.file), model.bytes)
  return path
}
