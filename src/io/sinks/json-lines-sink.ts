import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { ControlCommand } from '../../core/command.ts'

/** One JSON object a line and command, waiting for the reader: a slow pipe slows the run instead of filling memory. */
export function createCommandLines(stream: Writable): (command: ControlCommand) => void | Promise<void> {
  return (command) => {
    if (!stream.write(`${JSON.stringify(command)}\n`)) return once(stream, 'drain').then(() => undefined)
  }
}
