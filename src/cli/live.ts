import { Command } from 'commander'
import { findVehicle } from '../common/vehicle/registry.ts'
import type { PacketSensor } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { Sink } from '../core/ports.ts'
import type { Stamp } from '../core/time.ts'
import { type Warning, WarningCounter } from '../core/warning.ts'
import { openPictureDecoder } from '../io/camera/picture-decoder-pool.ts'
import type { CanBus } from '../io/can/can-bus.ts'
import { canMessages } from '../io/can/can-messages.ts'
import { openSocketCan } from '../io/can/socketcan.ts'
import { createDrive } from '../io/mcap/mcap-drive-writer.ts'
import { openUdpMessages, type UdpMessages } from '../io/packets/udp-messages.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { createCommandLines } from '../io/sinks/json-lines-sink.ts'
import { createUdpSink, parseEndpoint } from '../io/sinks/udp-sink.ts'
import { LineRunner, type RunEvent } from '../runtime/line-runner.ts'
import { liveBatches } from '../runtime/live-batches.ts'
import { DEFAULT_ORDER } from '../runtime/order.ts'
import { buildLine } from './build-line.ts'
import { openLineNetworks } from './line-networks.ts'
import { type LiveConfig, readLiveConfig, withPacketSensors } from './live-config.ts'
import { objectSensors } from './object-sensors.ts'
import { createRecorder } from './output-records.ts'
import { wallClock } from './run-drive.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

/** One beside the one that is being decoded: older ones are of no use any more. */
const MOST_WAITING_PICTURES = 1

export function liveCommand(): Command {
  return new Command('live')
    .description("run the stack on the vehicle's computer, from SocketCAN and UDP; nothing is sent to the bus")
    .requiredOption(
      '--config <vehicle.json>',
      '{ vehicle, interfaces: { bus: interface }, sensors?, planner?, detectors?, udp?, record? }',
    )
    .option('--commands', 'print every command as a JSON line on standard output')
    .option('--seconds <s>', 'stop by itself')
    .addHelpText(
      'after',
      '\nsensors: { "lidar/roof": { "model": "xt32", "port": 2368, "address": "192.168.1.1", "calibration": "roof.csv" } }\n' +
        "listens to lidars and radars; what is left out is as in the vehicle's table, the address is the loopback.",
    )
    .action(async (options: { config: string; commands?: true; seconds?: string }) => {
      const config = readLiveConfig(options.config)
      const seconds = options.seconds === undefined ? Number.POSITIVE_INFINITY : Number(options.seconds)
      if (!(seconds > 0)) throw new InputError(`expected seconds in --seconds, found '${options.seconds}'`)
      await runLive(config, openSocketCan, seconds, options.commands === true)
    })
}

/** Runs until a signal, the end of all buses where no sensor is listened to, or `seconds`. Buses come from `open`, so that tests hand in fakes. */
export async function runLive(
  config: LiveConfig,
  open: (name: string) => Promise<CanBus>,
  seconds: number,
  printCommands: boolean,
): Promise<void> {
  const vehicle = withPacketSensors(findVehicle(config.vehicle), config.sensors ?? {})
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
  const { planner = 'idm', detectors = [] } = config
  const networks = await openLineNetworks({ planner, detectors })
  const sensors = await openSensors(vehicle.packetSensors ?? {}, arrival).catch(async (error: unknown) => {
    await networks.close()
    throw error
  })
  const sources = [
    ...buses.map(({ bus, can }) => canMessages(can, bus, originMicroseconds, arrival)),
    ...sensors.map(({ messages }) => messages),
  ]
  const live = liveBatches(sources, wallClock, origin)
  const decoder = openPictureDecoder({ mostWaiting: MOST_WAITING_PICTURES })
  const stop = () => {
    live.stop()
    for (const { can } of buses) can.close()
    for (const sensor of sensors) sensor.close()
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
    const canTopics = Object.keys(config.interfaces).map((bus) => `/can/${bus}`)
    const expectedTopics = [...canTopics, ...sensors.map(({ topic }) => topic)]
    const pictures = { decoder, watchesCameras: true }
    const others = objectSensors(vehicle, expectedTopics)
    const createLine = buildLine(vehicle, planner, others, pictures, networks, originNanoseconds)
    const order = { ...DEFAULT_ORDER, mode: 'arrival' as const, longestSilence: Number.POSITIVE_INFINITY }
    const runner = new LineRunner({ createLine, order, isRealtime: true, clock: wallClock, expectedTopics }, consume)
    const heard = [...canTopics, ...sensors.map(({ topic, address, port }) => `${topic} at ${address}:${port}`)]
    process.stderr.write(`live: ${name}, ${heard.join(', ')}; stop with Ctrl-C\n`)
    for await (const batch of live.batches) await runner.feed(batch)
    const { latency, commands, canFrames, warnings } = await runner.finish()
    const rows = Object.entries(latency.end_to_end).map(([topic, s]) => [topic, s.n, s.p50_ms, s.p99_ms, s.max_ms])
    const packetsLost = sensors.reduce((sum, sensor) => sum + sensor.lost(), 0)
    const lost = `${live.lost()} messages lost${sensors.length > 0 ? `, ${packetsLost} packets lost` : ''}`
    process.stderr.write(`live: ${canFrames} CAN frames, ${commands} commands, ${lost}\n`)
    process.stderr.write(`${textTable(['end to end, ms', 'n', 'p50', 'p99', 'max'], rows)}\n`)
    for (const { code, count, first } of [...warnings, ...sinkWarnings.list()])
      process.stderr.write(`warning ${code} ${count} times, first: ${first}\n`)
  }
}

/** All of them, or none where one cannot be listened to. */
async function openSensors(
  sensors: Readonly<Record<string, PacketSensor>>,
  arrival: () => Stamp,
): Promise<readonly UdpMessages[]> {
  const opening = Object.entries(sensors).map(([sensor, { calibration: _, ...listening }]) =>
    openUdpMessages({ ...listening, sensor }, arrival),
  )
  const opened = await Promise.allSettled(opening)
  const failed = opened.find((one) => one.status === 'rejected')
  const sources = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (failed?.status !== 'rejected') return sources
  for (const source of sources) source.close()
  throw failed.reason
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
