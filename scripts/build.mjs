// Compiles the TypeScript and copies what is no TypeScript: the generated protobuf code and the networks.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
for (const folder of ['proto/gen', 'planning/models']) {
  if (existsSync(root + folder)) cpSync(root + folder, `${root}dist/${folder}`, { recursive: true })
}
