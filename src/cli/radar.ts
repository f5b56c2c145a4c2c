import { createWriteStream, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { decodeArs548 } from '../../perception/radar/packets/ars548.ts'
import type { RadarClock } from '../../perception/radar/packets/ars548-lists.ts'
import { Srr520Assembler } from '../../perception/radar/packets/srr520.ts'
import { InputError } from '../core/errors.ts'
import { openPackets } from './packet-input.ts'
import { countRefusals, printDecoding } from './packet-report.ts'

/** What one packet gave: a list to write, a refusal to count, or nothing to tell. */
type Outcome = Decoded | { readonly refusal: string } | null

interface Decoded {
  readonly list: object & { readonly kind: string }
  /** Takes the place of the arrival in the list's header, where the radar's driver does that. */
  readonly stamp: RadarClock | null
}

/** The radars by name: a fresh decoder each, which may hold what spans packets. */
const RADARS: ReadonlyMap<string, () => (payload: Uint8Array) => Outcome> = new Map<
  string,
  () => (payload: Uint8Array) => Outcome
>([
  [
    'ars548',
    () => (payload: Uint8Array) => {
      const result = decodeArs548(payload)
      if (result.kind === 'refused') return { refusal: result.reason }
      return result.kind === 'status' ? null : { list: result, stamp: null }
    },
  ],
  [
    'srr520',
    () => {
      const assembler = new Srr520Assembler()
      return (payload: Uint8Array) => {
        const result = assembler.push(payload)
        if (result.kind === 'refused') return { refusal: result.reason }
        return result.kind === 'list' ? { list: result.list, stamp: result.list.sensorStamp } : null
      }
    },
  ],
])

interface DecodeOptions {
  readonly model: string
  readonly output: string
  readonly port?: string
  readonly topic?: string
  readonly json?: boolean
}

/** `axdrive radar decode`: radar packets to lists of targets. */
export function radarCommand(): Command {
  const command = new Command('radar').description('decode the packets of radars')
  command
    .command('decode')
    .description('write detection and object lists as JSON lines, one list a line, in order of arrival')
    .argument('<packets>', 'recording: .pkts, pcap, pcapng, or a drive (.mcap)')
    .requiredOption('--model <name>', `radar model: ${[...RADARS.keys()].join(', ')}`)
    .requiredOption('-o, --output <path>', 'file to write; in a folder: MODEL.jsonl')
    .option('--port <number>', 'take only datagrams to this UDP port')
    .option('--topic <topic>', 'topic of a drive with several sensors')
    .option('--json', 'print one JSON object instead of the table')
    .addHelpText('after', '\nUnits: m, m/s, m/s², rad, dBsm; `header.stamp` and `sensor_stamp` are Unix time.')
    .action(decode)
  return command
}

async function decode(path: string, options: DecodeOptions): Promise<void> {
  const create = RADARS.get(options.model)
  if (!create)
    throw new InputError(`--model: expected one of ${[...RADARS.keys()].join(', ')}, found '${options.model}'`)
  const recording = await openPackets(path, options)
  const file = outputFile(options.output, options.model)
  const out = createWriteStream(file)
  const failed = new Promise<never>((_, reject) => out.once('error', reject))
  const refused = new Map<string, number>()
  const lists = new Map<string, number>()
  const decodeOne = create()
  let packets = 0
  for await (const { payload, stamp } of recording.packets) {
    packets++
    const outcome = decodeOne(payload)
    if (outcome === null) continue
    if ('refusal' in outcome) countRefusals(refused, outcome.refusal)
    else {
      countRefusals(lists, outcome.list.kind)
      const line = { header: { stamp: stampOf(outcome, recording.originSeconds, stamp) }, ...outcome.list }
      if (!out.write(`${JSON.stringify(named(line))}\n`))
        await Promise.race([new Promise<void>((resolve) => out.once('drain', () => resolve())), failed])
    }
  }
  await Promise.race([new Promise<void>((resolve) => out.end(() => resolve())), failed])
  printDecoding(
    { model: options.model, output: file, packets, lists: Object.fromEntries(lists) },
    refused,
    recording.problems,
    options.json === true,
  )
}

/** As TIER IV's driver fills the header: the arrival, for the SRR520 the time of measurement once it is synchronised. */
function stampOf(decoded: Decoded, originSeconds: number, arrival: number): RadarClock {
  if (decoded.stamp) return decoded.stamp
  const seconds = Math.floor(arrival / 1e9)
  return { sec: originSeconds + seconds, nanosec: Math.round(arrival - seconds * 1e9) }
}

/** The path itself, or a file in it when it is, or is written like, a folder. */
function outputFile(path: string, model: string): string {
  const isFolder = path.endsWith('/') || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)
  const file = isFolder ? join(path, `${model}.jsonl`) : path
  mkdirSync(dirname(file), { recursive: true })
  return file
}

/** Digits that tell any two float32 apart: the radars send no more. */
const DIGITS = 9

/** Field names in snake case, as the makers' messages have them; numbers with the digits that they carry. */
function named(value: unknown): unknown {
  // Identifiers and times are integers and have more digits than a measurement.
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))
  if (Array.isArray(value)) return value.map((item) => named(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [snakeCase(name), named(field)]))
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
