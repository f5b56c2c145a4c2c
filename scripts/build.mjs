// Compiles the TypeScript and copies the generated protobuf code, which is JavaScript already.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
if (existsSync(`${root}proto/gen`)) cpSync(`${root}proto/gen`, `${root}dist/proto/gen`, { recursive: true })
