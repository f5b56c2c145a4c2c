import type { Command } from 'commander'

/** A command is one file; it is loaded only when it is asked for, because together they load half the world. */
interface CommandEntry {
  readonly name: string
  readonly load: () => Promise<() => Command>
}

/** Every command of `axdrive`, in the order of `--help`. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'demo', load: async () => (await import('./demo.ts')).demoCommand },
  { name: 'import', load: async () => (await import('./import.ts')).importCommand },
  { name: 'generate', load: async () => (await import('./generate.ts')).generateCommand },
  { name: 'inspect', load: async () => (await import('./inspect.ts')).inspectCommand },
  { name: 'replay', load: async () => (await import('./replay.ts')).replayCommand },
  { name: 'simulate', load: async () => (await import('./simulate.ts')).simulateCommand },
  { name: 'evaluate', load: async () => (await import('./evaluate.ts')).evaluateCommand },
  { name: 'collect', load: async () => (await import('./collect.ts')).collectCommand },
  { name: 'train', load: async () => (await import('./train.ts')).trainCommand },
  { name: 'quantize', load: async () => (await import('./quantize.ts')).quantizeCommand },
  { name: 'check', load: async () => (await import('./check.ts')).checkCommand },
  { name: 'live', load: async () => (await import('./live.ts')).liveCommand },
  { name: 'bench', load: async () => (await import('./bench.ts')).benchCommand },
  { name: 'can', load: async () => (await import('./can.ts')).canCommand },
  { name: 'lidar', load: async () => (await import('./lidar.ts')).lidarCommand },
  { name: 'radar', load: async () => (await import('./radar.ts')).radarCommand },
  { name: 'network', load: async () => (await import('./network.ts')).networkCommand },
]
