import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { type LidarCalibration, parseCalibration } from '../../perception/lidar/calibration.ts'
import { defaultCalibration } from '../../perception/lidar/default-calibrations.ts'
import type { LidarModel } from '../../perception/lidar/lidar-model.ts'
import { LIDAR_MODELS, lidarModel } from '../../perception/lidar/lidar-models.ts'
import { SpinningDecoder } from '../../perception/lidar/spinning-decoder.ts'
import { SweepCutter } from '../../perception/lidar/sweep-cutter.ts'
import { encodePcd } from '../io/pointcloud/pcd-writer.ts'
import { openPackets } from './packet-input.ts'
import { countRefusals, printDecoding } from './packet-report.ts'

interface DecodeOptions {
  readonly model: string
  readonly calibration?: string
  readonly output: string
  readonly port?: string
  readonly topic?: string
  readonly json?: boolean
}

/** `axdrive lidar decode`: lidar packets to point clouds. */
export function lidarCommand(): Command {
  const command = new Command('lidar').description('decode the packets of lidars')
  command
    .command('decode')
    .description("write a point cloud a sweep, NNNN.pcd, in the maker's own frame")
    .argument('<packets>', 'recording: .pkts, pcap, pcapng, or a drive (.mcap)')
    .requiredOption('--model <name>', `lidar model: ${LIDAR_MODELS.map((model) => model.name).join(', ')}`)
    .option(
      '--calibration <file>',
      "the sensor's own angles: CSV (Hesai) or YAML (Velodyne); default: the design angles",
    )
    .requiredOption('-o, --output <folder>', 'folder to write to; sweeps of an earlier run in it are replaced')
    .option('--port <number>', 'take only datagrams to this UDP port')
    .option('--topic <topic>', 'topic of a drive with several lidars')
    .option('--json', 'print one JSON object instead of the table')
    .addHelpText(
      'after',
      '\nSweeps run from azimuth 0 to 360°; the first and the last are as partial as the recording.\n' +
        "Fields: x y z (m), intensity (0..255), ring, t (s after the sweep's start, Unix ns in the comment sweep_start).",
    )
    .action(decode)
  return command
}

async function decode(path: string, options: DecodeOptions): Promise<void> {
  const model = lidarModel(options.model)
  const calibration = calibrationOf(model, options.calibration)
  const recording = await openPackets(path, options)
  prepareFolder(options.output)
  const sweeps: { file: string; stamp: number; points: number }[] = []
  const decoder = new SpinningDecoder(model, calibration, recording.originSeconds)
  const cutter = new SweepCutter(decoder, ({ index, stamp, points }) => {
    const file = `${String(index).padStart(4, '0')}.pcd`
    writeFileSync(join(options.output, file), encodePcd(points, stamp, recording.originSeconds))
    sweeps.push({ file, stamp: recording.originSeconds + stamp / 1e9, points: points.count })
  })
  const refused = new Map<string, number>()
  let packets = 0
  for await (const { payload, stamp } of recording.packets) {
    packets++
    const status = cutter.push(payload, stamp)
    if (status !== 'ok') countRefusals(refused, status)
  }
  cutter.finish()
  if (!options.json) printSweeps(sweeps)
  printDecoding(
    {
      model: model.name,
      calibration: options.calibration ?? 'design angles',
      packets,
      sweeps: options.json ? sweeps : sweeps.length,
      points: sweeps.reduce((sum, sweep) => sum + sweep.points, 0),
      late_points: cutter.latePoints,
    },
    refused,
    recording.problems,
    options.json === true,
  )
}

function calibrationOf(model: LidarModel, path: string | undefined): LidarCalibration {
  return path === undefined ? defaultCalibration(model) : parseCalibration(readFileSync(path, 'utf8'), model, path)
}

const SWEEP_FILE = /^\d{4,}\.pcd$/

/** Sweeps of an earlier run would stand behind the new ones unnoticed: they are removed. */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (SWEEP_FILE.test(name)) rmSync(join(folder, name))
}

function printSweeps(sweeps: readonly { file: string; stamp: number; points: number }[]): void {
  process.stdout.write('sweep      start              points\n')
  for (const { file, stamp, points } of sweeps)
    process.stdout.write(`${file.padEnd(10)} ${stamp.toFixed(6)} ${String(points).padStart(7)}\n`)
}
