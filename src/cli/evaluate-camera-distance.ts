import { join } from 'node:path'
import { Command } from 'commander'
import { InputError } from '../core/errors.ts'
import { measureLead } from './camera-lead-vehicle.ts'
import { followLead } from './lidar-lead-vehicle.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly data: string
  readonly network?: string
  readonly json?: boolean
}

/** Share of the distance by which camera and lidar may differ, in every frame. */
const LARGEST_DIFFERENCE = 0.08

/** `axdrive evaluate camera-distance`: the car ahead of the KITTI raw frames, by camera and by lidar. */
export function evaluateCameraDistanceCommand(): Command {
  return new Command('camera-distance')
    .description('measure the car ahead in KITTI raw frames by camera alone and by lidar alone')
    .requiredOption('--data <dir>', 'folder with kitti-raw/, and onnx/fastestdet/ where --network is left out')
    .option('--network <manifest.json>', 'the detector of vehicles; FastestDet by default')
    .option('--json', 'print one JSON object instead of a table')
    .action(async (options: Options) => {
      const result = await evaluate(options)
      process.stdout.write(`${options.json ? JSON.stringify(result, null, 1) : asTable(result)}\n`)
      if (!result.passes) process.exitCode = 1
    })
}

interface Result {
  readonly frames: readonly {
    readonly frame: number
    /** m, from the lidar; JSON has null where a sensor found nothing. */
    readonly lidar_m: number
    readonly camera_m: number
    readonly camera_deviation_m: number
    readonly by_width_m: number
    readonly by_contact_m: number
    /** What fusion gets of it, from the line's detector. */
    readonly observed_m: number
    readonly observed_deviation_m: number
    /** (camera - lidar) / lidar. */
    readonly difference: number
  }[]
  readonly largest_difference: number
  readonly mean_difference: number
  /** Of what fusion gets: frames in which it gets a distance, and the root mean square of (observed - lidar) / lidar. */
  readonly observed_frames: number
  readonly observed_rms_difference: number
  readonly passes: boolean
}

async function evaluate({ data, network }: Options): Promise<Result> {
  const path = join(data, 'kitti-raw')
  const byLidar = new Map(followLead(path).map((lead) => [lead.frame, lead.distance]))
  const leads = await measureLead(path, data, network)
  if (leads.length === 0) throw new InputError(`expected pictures image_02/*.png, found none: ${path}`)
  const frames = leads.map(
    ({ frame, distance, standardDeviation, byWidth, byContact, observed, observedDeviation }) => {
      const lidar = byLidar.get(frame) ?? Number.NaN
      return {
        frame: Number(frame),
        lidar_m: lidar,
        camera_m: distance,
        camera_deviation_m: standardDeviation,
        by_width_m: byWidth,
        by_contact_m: byContact,
        observed_m: observed,
        observed_deviation_m: observedDeviation,
        difference: distance / lidar - 1,
      }
    },
  )
  const differences = frames.map(({ difference }) => difference)
  // A frame in which a sensor found nothing is no agreement.
  const largest = differences.reduce((most, one) => Math.max(most, Number.isNaN(one) ? Infinity : Math.abs(one)), 0)
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length
  const observed = frames.flatMap(({ observed_m, lidar_m }) => (observed_m > 0 ? [observed_m / lidar_m - 1] : []))
  return {
    frames,
    largest_difference: largest,
    mean_difference: mean,
    observed_frames: observed.length,
    observed_rms_difference: Math.sqrt(observed.reduce((sum, one) => sum + one * one, 0) / observed.length),
    passes: largest <= LARGEST_DIFFERENCE,
  }
}

function asTable({ frames, largest_difference, mean_difference, passes, ...observed }: Result): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  const rows = frames.map((frame) => [
    frame.frame,
    frame.lidar_m.toFixed(3),
    frame.camera_m.toFixed(3),
    frame.camera_deviation_m.toFixed(2),
    frame.by_width_m.toFixed(3),
    frame.by_contact_m.toFixed(3),
    frame.observed_m.toFixed(3),
    frame.observed_deviation_m.toFixed(2),
    percent(frame.difference),
  ])
  const largest = percent(largest_difference)
  return [
    textTable(
      ['frame', 'lidar m', 'camera m', '± m', 'by width m', 'by tyres m', 'for fusion m', '± m', 'difference'],
      rows,
    ),
    `largest difference ${largest} of at most ${percent(LARGEST_DIFFERENCE)}, mean ${percent(mean_difference)}`,
    `for fusion: ${observed.observed_frames} of ${frames.length} frames, root mean square difference ${percent(observed.observed_rms_difference)}`,
    passes ? 'as required' : 'not as required',
  ].join('\n\n')
}
