import type { Command } from 'commander'
import { benchCommand } from './bench.ts'

/** Every command of `axdrive`, in the order of `--help`. A command is one file. */
export const COMMANDS: readonly (() => Command)[] = [benchCommand]
