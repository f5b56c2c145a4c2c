import { Command } from 'commander'
import { WarningCounter } from '../core/warning.ts'
import { formatCandumpLine } from '../io/can/candump.ts'
import { readCandumpLog, readLines } from '../io/can/candump-log.ts'
import { compileDbcFiles, decodeFrame, describeFrame } from './can-decode.ts'
import { encodeRecord, parseRecord } from './can-encode.ts'

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
      const output = new LineWriter()
      for await (const frame of readCandumpLog(readLines(log), nameOf(log), (warning) => warnings.add(warning))) {
        const decoded = decodeFrame(database, frame)
        await output.write(options.json ? JSON.stringify(decoded) : describeFrame(decoded, frame))
      }
      await output.flush()
      report(warnings)
    })
  command
    .command('encode')
    .description('write candump lines of JSON lines {stamp?, bus?, message|id, signals: {NAME: number|choice|{value}}}')
    .argument('[records]', 'JSON lines as `can decode --json` prints them; - or nothing: standard input', '-')
    .requiredOption('--dbc <file>', DBC_HELP, collect)
    .option('--bus <name>', 'bus of records that name none', 'can0')
    .addHelpText(
      'after',
      '\nSignals that a record does not name are raw 0. A value that its bits cannot hold is an error.',
    )
    .action(async (records: string, options: { dbc: string[]; bus: string }) => {
      const database = compileDbcFiles(options.dbc)
      const warnings = new WarningCounter()
      const output = new LineWriter()
      let number = 0
      for await (const line of readLines(records)) {
        const where = `${nameOf(records)}:${++number}`
        if (line.trim() === '') continue
        const record = parseRecord(line, where)
        const frame = encodeRecord(database, record, where, options.bus, (warning) => warnings.add(warning))
        await output.write(formatCandumpLine(frame))
      }
      await output.flush()
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

/** Characters gathered before they go out: a write a line would be most of the time. */
const BLOCK = 65_536

/** Lines to standard output in blocks, no faster than the reader takes them. */
class LineWriter {
  #block = ''

  async write(line: string): Promise<void> {
    this.#block += `${line}\n`
    if (this.#block.length >= BLOCK || process.stdout.isTTY) await this.flush()
  }

  async flush(): Promise<void> {
    const block = this.#block
    this.#block = ''
    if (block === '' || process.stdout.write(block)) return
    await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
