import type { Command } from 'commander'
import { benchCommand } from './bench.ts'
import { canCommand } from './can.ts'
import { demoCommand } from './demo.ts'
import { evaluateCommand } from './evaluate.ts'
import { generateCommand } from './generate.ts'
import { importCommand } from './import.ts'
import { inspectCommand } from './inspect.ts'
import { lidarCommand } from './lidar.ts'
import { liveCommand } from './live.ts'
import { radarCommand } from './radar.ts'
import { replayCommand } from './replay.ts'

/** Every command of `axdrive`, in the order of `--help`. A command is one file. */
export const COMMANDS: readonly (() => Command)[] = [
  demoCommand,
  importCommand,
  generateCommand,
  inspectCommand,
  replayCommand,
  evaluateCommand,
  liveCommand,
  benchCommand,
  canCommand,
  lidarCommand,
  radarCommand,
]
