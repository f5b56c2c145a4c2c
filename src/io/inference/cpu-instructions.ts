import { readFileSync } from 'node:fs'

/** Vector instructions that decide how a network is computed, widest first; x86 and ARM, as Linux calls them. */
const TELLING = [
  'amx_int8',
  'avx512_vnni',
  'avx_vnni',
  'avx512f',
  'fma',
  'avx2',
  'avx',
  'i8mm',
  'sve',
  'asimddp',
  'asimd',
] as const

/** Those of {@link TELLING} that this CPU has; none where there is no /proc/cpuinfo. */
export function cpuInstructions(cpuinfo: string = readCpuinfo()): readonly string[] {
  const line = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuinfo)
  const flags = new Set(line?.[1]?.trim().split(/\s+/))
  return TELLING.filter((name) => flags.has(name))
}

function readCpuinfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}
