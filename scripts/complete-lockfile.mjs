// Completes package-lock.json with the optional packages of other platforms.
//
// A registry mirror may hold only this platform's binaries. npm then writes a lockfile without the others, and its own
// `npm ci` refuses that file. The parents name their platform packages with exact versions, and the packages name their
// platform: enough to enter them. Run after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'package-lock.json'
const OS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  win32: 'win32',
  openharmony: 'openharmony',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  sunos: 'sunos',
  aix: 'aix',
  fsevents: 'darwin',
}
const CPU = {
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  x64: 'x64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
}
const LIBC = { musl: 'musl', musleabihf: 'musl', linuxmusl: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const added = []
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key]?.version) continue
    const exact = /^[~^]?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(version)?.[1]
    if (!exact) throw new Error(`${name}: expected an exact version, found '${version}'`)
    const words = name.split(/[/-]/)
    const pick = (table) => words.filter((word) => Object.hasOwn(table, word)).map((word) => table[word])
    const [os, cpu, libc] = [pick(OS), pick(CPU), pick(LIBC)]
    if (os.length === 0 && cpu.length === 0) throw new Error(`${name}: expected a platform in the name, found none`)
    lock.packages[key] = {
      version: exact,
      ...(cpu.length > 0 && { cpu }),
      ...(parent.dev && { dev: true }),
      ...(libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
    }
    added.push(name)
  }
}
const ordered = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
lock.packages = Object.fromEntries(ordered)
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added.length} packages of other platforms entered`)
