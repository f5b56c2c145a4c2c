import { Command, CommanderError } from 'commander'
import { InputError } from '../core/errors.ts'
import { COMMANDS } from './commands.ts'
import { VERSION } from './version.ts'

/**
 * Runs `axdrive ARGS` and returns the exit code: 0 success, 1 the check failed, 2 wrong use or bad input (one line).
 */
export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('axdrive')
    .description('In-vehicle end-to-end driving stack: replay, simulate, evaluate and drive.')
    .version(VERSION)
    .exitOverride()
  const asked = COMMANDS.filter(({ name }) => name === argv[2])
  const word = argv[2] ?? ''
  if (asked.length === 0 && /^\w/.test(word) && word !== 'help') {
    const names = COMMANDS.map(({ name }) => name).join(', ')
    return report(new InputError(`expected a command out of ${names}; found '${word}'`))
  }
  for (const { load } of asked.length > 0 ? asked : COMMANDS) program.addCommand(withoutExit((await load())()))
  // It must outlive this run, for the error may come after it, and must not be added by each one.
  if (!process.stdout.listeners('error').includes(stopQuietly)) process.stdout.on('error', stopQuietly)
  try {
    await program.parseAsync([...argv])
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    return report(error)
  }
}

/** A reader that stops reading (`| head`) is no failure of ours. */
function stopQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}

function withoutExit(command: Command): Command {
  command.exitOverride()
  for (const child of command.commands) withoutExit(child)
  return command
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof InputError) {
    process.stderr.write(`axdrive: ${error.message}\n`)
    return 2
  }
  // What the operating system refuses (no such file, no space, name too long) is the world's fault, in its own words.
  if (error instanceof Error && 'syscall' in error && 'errno' in error) {
    process.stderr.write(`axdrive: ${error.message}\n`)
    return 2
  }
  // Anything else is a fault of the program: the stack is what its author needs.
  process.stderr.write(`axdrive: internal error: ${error instanceof Error ? error.stack : String(error)}\n`)
  return 70
}
