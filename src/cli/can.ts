import { Command } from 'commander'
import { WarningCounter } from '../core/warning.ts'
import { type CandumpFrame, formatCandumpLine } from '../io/can/candump.ts'
import { readCandumpLog, readLines } from '../io/can/candump-log.ts'
import { compileDbcFiles, decodeFrame, describeFrame } from './can-decode.ts'
import { encodeRecords } from './can-encode.ts'

const DBC_HELP = 'CAN database; may be repeated, and of two with the same message the first one counts'

/** `axdrive can decode|encode`: DBC work on candump logs. */
export function canCommand(): Command {
  const command = new Command('can').description('decode and encode candump logs through a CAN database (DBC)')
  command
    .command('decode')
    .description('print the physical values of every frame of a candump log, one line a frame')
    .argument('[log]', 'candump log (candump -l, or what candump shows); - or nothing: standard input', '-')
    .requiredOption('--dbc <file>', DBC_HELP, collect)
    .option('--json', 'one JSON object a line')
    .action(async (log: string, options: { dbc: string[]; json?: boolean }) => {
      const database = compileDbcFiles(options.dbc)
      const warnings = new WarningCounter()
      const frames = readCandumpLog(readLines(log), nameOf(log), (warning) => warnings.add(warning))
      await writeLines(frames, (frame) => {
        const decoded = decodeFrame(database, frame)
        return options.json ? JSON.stringify(decoded) : describeFrame(decoded, frame)
      })
      report(warnings)
    })
  command
    .command('encode')
    .description('write candump lines of JSON lines, so that `can decode --json | can encode` gives the log again')
    .argument('[records]', 'JSON lines as `can decode --json` prints them; - or nothing: standard input', '-')
    .requiredOption('--dbc <file>', DBC_HELP, collect)
    .option('--bus <name>', 'bus of records that name none', 'can0')
    .addHelpText(
      'after',
      `
A line is {"message" or "id", "stamp"?, "bus"?, "data"?, "signals"?: {NAME: number, choice, {"value"} or {"raw"}}}, and
"remote": BYTES, "fd": FLAGS or "error": true. Signals are written over the bytes of "data", without which the others are
raw 0; with it, an id that the database does not know will do. A line that is no record, or has a value that its bits
cannot hold, is skipped with a warning.`,
    )
    .action(async (records: string, options: { dbc: string[]; bus: string }) => {
      const database = compileDbcFiles(options.dbc)
      const warnings = new WarningCounter()
      const lines = readLines(records)
      const frames = encodeRecords(database, lines, nameOf(records), options.bus, (warning) => warnings.add(warning))
      await writeLines(frames, formatCandumpLine)
      report(warnings)
    })
  return command
}

/** Values of a repeated option. Not commander's variadic one, which would take the log behind it for a database. */
function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value]
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path
}

function report(warnings: WarningCounter): void {
  for (const { code, count, first } of warnings.list()) {
    process.stderr.write(`axdrive: warning: ${code} ${count} times, first: ${first}\n`)
  }
}

/** What was good before an error is written, too. */
async function writeLines(frames: AsyncIterable<CandumpFrame>, lineOf: (frame: CandumpFrame) => string): Promise<void> {
  const output = new LineWriter()
  try {
    for await (const frame of frames) await output.write(lineOf(frame))
  } finally {
    await output.flush()
  }
}

/** Characters gathered before they go out: a write a line would be most of the time. */
const BLOCK = 65_536

/**
 * Lines to standard output in blocks, no faster than the reader takes them, and no later than the input pauses: of a bus
 * that is logged live, every line comes at once.
 */
class LineWriter {
  #block = ''

  async write(line: string): Promise<void> {
    if (this.#block === '') setImmediate(() => void this.flush())
    this.#block += `${line}\n`
    if (this.#block.length >= BLOCK) await this.flush()
  }

  async flush(): Promise<void> {
    const block = this.#block
    this.#block = ''
    if (block === '' || process.stdout.write(block)) return
    await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
