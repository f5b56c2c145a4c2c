import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { PLANNERS } from '../../planning/registry.ts'
import { InputError } from '../core/errors.ts'
import type { Sink } from '../core/ports.ts'
import { type Warning, WarningCounter } from '../core/warning.ts'
import { ENGINES } from '../io/inference/open-engine.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { readAhead } from '../io/mcap/read-ahead.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { createCommandLines } from '../io/sinks/json-lines-sink.ts'
import { createUdpSink, parseEndpoint } from '../io/sinks/udp-sink.ts'
import { DEFAULT_ORDER, type OrderConfig } from '../runtime/order.ts'
import { driveAccuracy } from './drive-accuracy.ts'
import { driveVehicle, requireTopics } from './drive-vehicle.ts'
import { NETWORK_NAMES } from './line-networks.ts'
import { objectSensors } from './object-sensors.ts'
import { checkOutputs } from './output-files.ts'
import { createProgress, type Progress } from './progress.ts'
import { formatReport, type ReplayReport } from './report.ts'
import { runDrive } from './run-drive.ts'
import { VERSION } from './version.ts'

export interface ReplayOptions {
  readonly planner: string
  readonly detector?: readonly string[]
  readonly engine?: string
  readonly vehicle?: string
  readonly pace: 'fast' | 'realtime'
  readonly order: OrderConfig['mode']
  readonly windowMs: string
  readonly output?: string
  readonly report?: string
  readonly udp?: string
  readonly commands?: true
  readonly json?: true
  readonly cameraHealth?: true
  /** False with --no-warm-up. */
  readonly warmUp?: boolean
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('run the stack over a recorded drive')
    .argument('<drive.mcap>')
    .option(
      '--planner <name>',
      `one of ${[...Object.keys(PLANNERS), ...NETWORK_NAMES].join(', ')}, or a manifest (.json)`,
      'idm',
    )
    .option('--detector <manifest.json...>', 'networks that find road users in pictures, for fusion')
    .addOption(new Option('--engine <name>', 'what computes networks').choices([...ENGINES]))
    .option('--vehicle <name>', "the car's table, where the drive does not name it")
    .addOption(
      new Option('--pace <pace>', 'as fast as it goes, or as it was recorded')
        .choices(['fast', 'realtime'])
        .default('fast'),
    )
    .addOption(
      new Option('--order <order>', 'by measurement stamp, or as messages arrived')
        .choices(['measurement', 'arrival'])
        .default('measurement'),
    )
    .option('--window-ms <ms>', 'how late a message may be in measurement order', String(DEFAULT_ORDER.window / 1e6))
    .option('-o, --output <out.mcap>', 'write commands, plans, scene and diagnostics, to be opened in Foxglove')
    .option('--report <report.json>', 'write the report as JSON')
    .option('--udp <[host:]port>', 'send every command as length-delimited protobuf')
    .option('--commands', 'print every command as a JSON line on standard output, and the tables on standard error')
    .option('--camera-health', 'decode every picture to watch the cameras, also where the planner does not look')
    .option('--no-warm-up', 'measure from the first message on, compiling included')
    .option('--json', 'print the report as one JSON object')
    .action(async (path: string, options: ReplayOptions) => {
      const report = await replayDrive(path, options)
      const print = options.commands ? console.error : console.log
      print(options.json ? JSON.stringify(report) : formatReport(report))
      const files = [options.output, options.report].filter((file) => file !== undefined)
      if (files.length > 0 && !options.json) print(`wrote     ${files.join(', ')}`)
    })
}

/** The work of `replay`: also what `npm start`, the tests and the benchmark run. */
export async function replayDrive(path: string, options: ReplayOptions): Promise<ReplayReport> {
  const window = Number(options.windowMs) * 1e6
  if (!(window >= 0)) throw new InputError(`expected milliseconds in --window-ms, found '${options.windowMs}'`)
  const drive = await openDrive(path)
  checkOutputs([path], [options.output, options.report])
  const vehicle = await driveVehicle(drive, options.vehicle)
  const expectedTopics = requireTopics(drive, vehicle)
  const topics = drive.info().channels.map(({ topic }) => topic)
  const sinkWarnings = new WarningCounter()
  const sinks = await openSinks(drive, options, (warning) => sinkWarnings.add(warning))
  const progress = createProgress()
  const printCommand = options.commands ? createCommandLines(process.stdout) : undefined
  const last = drive.info().span?.last
  const { ego, ...result } = await closing(
    sinks,
    progress,
    runDrive({
      source: options.pace === 'realtime' ? readAhead(path, drive.name) : drive,
      vehicle,
      planner: options.planner,
      ...(options.detector && { detectors: options.detector }),
      ...(options.engine !== undefined && { engine: options.engine }),
      order: { ...DEFAULT_ORDER, mode: options.order, window },
      pace: options.pace,
      expectedTopics,
      expectedObjectSensors: objectSensors(vehicle, topics),
      time: new AbsoluteTime(drive.origin),
      sinks,
      watchesCameras: options.cameraHealth === true,
      warmsUp: options.warmUp !== false,
      keepsEgo: topics.includes('/truth/ego') || !drive.info().isIndexed,
      observe({ tick }) {
        const share = last ? ` of ${(last / 1e9).toFixed(0)} s` : ''
        progress.update(`replay ${(tick.stamp / 1e9).toFixed(1)}${share}`)
        return printCommand?.(tick.command)
      },
    }),
  )
  const accuracy = await driveAccuracy(drive, vehicle, ego)
  const warnings = [...result.warnings, ...sinkWarnings.list()]
  const report: ReplayReport = { drive: path, ...result, warnings, accuracy }
  if (result.commands === 0) throw new InputError(`${path}: expected messages to replay, found none that could be read`)
  if (options.report !== undefined) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`)
  return report
}

/** Whatever becomes of the run, what was written is closed properly. */
async function closing<Result>(sinks: readonly Sink[], progress: Progress, run: Promise<Result>): Promise<Result> {
  try {
    return await run
  } finally {
    progress.done()
    for (const sink of sinks) await sink.close()
  }
}

async function openSinks(
  drive: DriveReader,
  options: ReplayOptions,
  warn: (warning: Warning) => void,
): Promise<Sink[]> {
  const sinks: Sink[] = []
  if (options.udp !== undefined) {
    const { host, port } = parseEndpoint(options.udp)
    sinks.push(await createUdpSink('/control/command', host, port, warn))
  }
  if (options.output !== undefined) {
    const { origin, timeScale } = drive
    sinks.push(
      await createDrive(options.output, { originNanoseconds: origin, timeScale, source: `axdrive ${VERSION}` }),
    )
  }
  return sinks
}
