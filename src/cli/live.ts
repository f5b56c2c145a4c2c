import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { findVehicle } from '../common/vehicle/registry.ts'
import { InputError } from '../core/errors.ts'
import type { Sink } from '../core/ports.ts'
import { type Warning, WarningCounter } from '../core/warning.ts'
import { openPictureDecoder } from '../io/camera/picture-decoder-pool.ts'
import type { CanBus } from '../io/can/can-bus.ts'
import { canMessages } from '../io/can/can-messages.ts'
import { openSocketCan } from '../io/can/socketcan.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { createCommandLines } from '../io/sinks/json-lines-sink.ts'
import { createUdpSink, parseEndpoint } from '../io/sinks/udp-sink.ts'
import { LineRunner, type RunEvent } from '../runtime/line-runner.ts'
import { liveBatches } from '../runtime/live-batches.ts'
import { DEFAULT_ORDER } from '../runtime/order.ts'
import { buildLine } from './build-line.ts'
import { openLineNetworks } from './line-networks.ts'
import { objectSensors } from './object-sensors.ts'
import { createRecorder } from './output-records.ts'
import { wallClock } from './run-drive.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

/** What the file of `--config` holds. */
export interface LiveConfig {
  /** Name of a vehicle table. */
  readonly vehicle: string
  /** Network interface of each bus of that table, e.g. `{ "0": "can0" }`. */
  readonly interfaces: Readonly<Record<string, string>>
  /** A name of the registry, or the path of a manifest. */
  readonly planner?: string
  /** Manifests of networks that find road users in pictures. */
  readonly detectors?: readonly string[]
  /** `[host:]port` that commands go to. */
  readonly udp?: string
  /** File that commands, plans and diagnostics are recorded in. */
  readonly record?: string
}

/** One beside the one that is being decoded: older ones are of no use any more. */
const MOST_WAITING_PICTURES = 1

export function liveCommand(): Command {
  return new Command('live')
    .description("run the stack on the vehicle's computer, from SocketCAN; nothing is sent to the bus")
    .requiredOption(
      '--config <vehicle.json>',
      '{ vehicle, interfaces: { bus: interface }, planner?, detectors?, udp?, record? }',
    )
    .option('--commands', 'print every command as a JSON line on standard output')
    .option('--seconds <s>', 'stop by itself')
    .action(async (options: { config: string; commands?: true; seconds?: string }) => {
      const config = readLiveConfig(options.config)
      const seconds = options.seconds === undefined ? Number.POSITIVE_INFINITY : Number(options.seconds)
      if (!(seconds > 0)) throw new InputError(`expected seconds in --seconds, found '${options.seconds}'`)
      await runLive(config, openSocketCan, seconds, options.commands === true)
    })
}

export function readLiveConfig(path: string): LiveConfig {
  let config: Partial<LiveConfig>
  try {
    config = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new InputError(`${path}: expected a JSON file, found: ${error instanceof Error ? error.message : error}`)
  }
  const { vehicle, interfaces, planner, detectors, udp, record } = isRecord(config) ? config : {}
  if (typeof vehicle !== 'string') {
    throw new InputError(`${path}: expected the string 'vehicle', found ${JSON.stringify(vehicle)}`)
  }
  for (const [name, value] of Object.entries({ planner, udp, record })) {
    if (value !== undefined && typeof value !== 'string') {
      throw new InputError(`${path}: expected a string as '${name}', found ${JSON.stringify(value)}`)
    }
  }
  if (detectors !== undefined && !(Array.isArray(detectors) && detectors.every((one) => typeof one === 'string'))) {
    throw new InputError(`${path}: expected a list of manifests as 'detectors', found ${JSON.stringify(detectors)}`)
  }
  const names: Record<string, string> = {}
  for (const [bus, name] of isRecord(interfaces) ? Object.entries(interfaces) : []) {
    if (typeof name !== 'string') {
      throw new InputError(`${path}: expected the name of an interface for bus ${bus}, found ${JSON.stringify(name)}`)
    }
    names[bus] = name
  }
  if (Object.keys(names).length === 0) {
    throw new InputError(`${path}: expected 'interfaces' with an entry a bus, found ${JSON.stringify(interfaces)}`)
  }
  return { ...config, vehicle, interfaces: names }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Runs until a signal, the end of all buses, or `seconds`. Buses come from `open`, so that tests hand in fakes. */
export async function runLive(
  config: LiveConfig,
  open: (name: string) => Promise<CanBus>,
  seconds: number,
  printCommands: boolean,
): Promise<void> {
  const vehicle = findVehicle(config.vehicle)
  const buses = await Promise.all(
    Object.entries(config.interfaces).map(async ([bus, name]) => {
      if (!(bus in vehicle.buses)) {
        const known = Object.keys(vehicle.buses).join(', ')
        throw new InputError(`interfaces: expected buses out of ${known} of ${vehicle.name}, found '${bus}'`)
      }
      return { bus, can: await open(name) }
    }),
  )
  const origin = wallClock()
  const originMicroseconds = (performance.timeOrigin + performance.now()) * 1000
  const originNanoseconds = BigInt(Math.round(originMicroseconds)) * 1000n
  const arrival = () => Math.round(wallClock() - origin)
  const sources = buses.map(({ bus, can }) => canMessages(can, bus, originMicroseconds, arrival))
  const live = liveBatches(sources, wallClock, origin)
  const { planner = 'idm', detectors = [] } = config
  const networks = await openLineNetworks({ planner, detectors })
  const decoder = openPictureDecoder({ mostWaiting: MOST_WAITING_PICTURES })
  const stop = () => {
    live.stop()
    for (const { can } of buses) can.close()
  }
  const timer = Number.isFinite(seconds) ? setTimeout(stop, seconds * 1000) : undefined
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const sinkWarnings = new WarningCounter()
  const sinks: Sink[] = []
  try {
    sinks.push(...(await openSinks(config, originNanoseconds, (warning) => sinkWarnings.add(warning))))
    await drive(vehicle.name)
  } finally {
    clearTimeout(timer)
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    stop()
    for (const sink of sinks) await sink.close()
    await decoder.close()
    await networks.close()
  }

  async function drive(name: string): Promise<void> {
    const record = createRecorder(new AbsoluteTime(originNanoseconds))
    const print = printCommands ? createCommandLines(process.stdout) : undefined
    const consume = async (event: RunEvent) => {
      for (const one of record(event)) for (const sink of sinks) await sink.write(one)
      await print?.(event.tick.command)
    }
    const expectedTopics = Object.keys(config.interfaces).map((bus) => `/can/${bus}`)
    const pictures = { decoder, watchesCameras: true }
    const createLine = buildLine(vehicle, planner, objectSensors(vehicle, expectedTopics), pictures, networks)
    const order = { ...DEFAULT_ORDER, mode: 'arrival' as const, longestSilence: Number.POSITIVE_INFINITY }
    const runner = new LineRunner({ createLine, order, isRealtime: true, clock: wallClock, expectedTopics }, consume)
    process.stderr.write(`live: ${name}, ${expectedTopics.join(', ')}; stop with Ctrl-C\n`)
    for await (const batch of live.batches) await runner.feed(batch)
    const { latency, commands, canFrames, warnings } = await runner.finish()
    const rows = Object.entries(latency.end_to_end).map(([topic, s]) => [topic, s.n, s.p50_ms, s.p99_ms, s.max_ms])
    process.stderr.write(`live: ${canFrames} CAN frames, ${commands} commands, ${live.lost()} messages lost\n`)
    process.stderr.write(`${textTable(['end to end, ms', 'n', 'p50', 'p99', 'max'], rows)}\n`)
    for (const { code, count, first } of [...warnings, ...sinkWarnings.list()])
      process.stderr.write(`warning ${code} ${count} times, first: ${first}\n`)
  }
}

async function openSinks(
  config: LiveConfig,
  originNanoseconds: bigint,
  warn: (warning: Warning) => void,
): Promise<Sink[]> {
  const sinks: Sink[] = []
  if (config.udp !== undefined) {
    const { host, port } = parseEndpoint(config.udp)
    sinks.push(await createUdpSink('/control/command', host, port, warn))
  }
  if (config.record !== undefined) {
    sinks.push(await createDrive(config.record, { originNanoseconds, timeScale: 'unix', source: `axdrive ${VERSION}` }))
  }
  return sinks
}
