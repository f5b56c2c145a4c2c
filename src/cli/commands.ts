import type { Command } from 'commander'
import { benchCommand } from './bench.ts'
import { liveCommand } from './live.ts'
import { replayCommand } from './replay.ts'

/** Every command of `axdrive`, in the order of `--help`. A command is one file. */
export const COMMANDS: readonly (() => Command)[] = [replayCommand, liveCommand, benchCommand]
