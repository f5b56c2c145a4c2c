import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { LidarObjectDetector } from '../../perception/lidar/objects/lidar-objects.ts'
import { STANDING } from '../../perception/lidar/objects/placed-points.ts'
import { followLead, type LeadFrame } from './lidar-lead-vehicle.ts'
import { type SweepScore, scoreSweep } from './lidar-object-matching.ts'
import { meetsRequirement, sweepTotals } from './lidar-requirement.ts'
import { type LabelledSweep, readLabelledSweeps } from './lidar-sweeps.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly data: string
  readonly json?: boolean
}

/** m that the distance of the car ahead may be off. */
const LARGEST_LEAD_ERROR = 0.15

/** `axdrive evaluate lidar-objects`: lidar boxes against labels, and the car ahead of the KITTI raw frames. */
export function evaluateLidarObjectsCommand(): Command {
  return new Command('lidar-objects')
    .description('find road users in labelled lidar sweeps and follow the car ahead through KITTI raw frames')
    .requiredOption('--data <dir>', 'folder with nuscenes-sample/, argoverse2/ and kitti-raw/, or some of them')
    .option('--json', 'print one JSON object instead of tables')
    .action((options: Options) => {
      const result = evaluate(options.data)
      process.stdout.write(`${options.json ? JSON.stringify(asJson(result), null, 1) : asTables(result)}\n`)
      if (!passes(result)) process.exitCode = 1
    })
}

interface Result {
  readonly sweeps: readonly { readonly sweep: LabelledSweep; readonly score: SweepScore; readonly boxes: number }[]
  /** Empty where there are no KITTI raw frames. */
  readonly lead: readonly LeadFrame[]
}

function evaluate(root: string): Result {
  const kitti = join(root, 'kitti-raw')
  const sweeps = readLabelledSweeps(root).map((sweep) => {
    const boxes = new LidarObjectDetector(sweep.placement).detect(sweep.cloud, STANDING)
    return { sweep, score: scoreSweep(sweep, boxes), boxes: boxes.length }
  })
  return { sweeps, lead: existsSync(kitti) ? followLead(kitti) : [] }
}

function totals({ sweeps, lead }: Result) {
  const ids = new Set(lead.map(({ id }) => id))
  return {
    ...sweepTotals(sweeps.map(({ score }) => score)),
    lead_frames: lead.filter(({ id }) => id !== null).length,
    lead_tracks: ids.size - (ids.has(null) ? 1 : 0),
    lead_largest_error_m: Math.max(0, ...lead.map(({ distance, reference }) => Math.abs(distance - reference))),
  }
}

function passes(result: Result): boolean {
  const total = totals(result)
  const isTracked = total.lead_frames === result.lead.length && total.lead_tracks <= 1
  return meetsRequirement(total) && isTracked && !(total.lead_largest_error_m > LARGEST_LEAD_ERROR)
}

function asJson(result: Result): object {
  return {
    ...totals(result),
    passes: passes(result),
    sweeps: result.sweeps.map(({ sweep, score, boxes }) => ({
      name: sweep.name,
      drivable: sweep.drivable,
      boxes,
      matched: score.matched,
      unmatched: score.unmatched.length,
      vehicles: score.vehicles.map(({ label, error, box }) => ({
        category: label.category,
        x: label.x,
        y: label.y,
        points: label.pointCount,
        error_m: error,
        class: box?.class ?? null,
      })),
    })),
    lead: result.lead,
  }
}

function asTables(result: Result): string {
  const vehicles = result.sweeps.flatMap(({ sweep, score }) =>
    score.vehicles.map(({ label, error, box }) => [
      sweep.name,
      label.category,
      label.x.toFixed(1),
      label.y.toFixed(1),
      label.pointCount,
      box?.class ?? 'not found',
      error?.toFixed(2) ?? '-',
    ]),
  )
  const areas = result.sweeps.map(({ sweep, score, boxes }) => [
    sweep.name,
    boxes,
    score.matched,
    score.unmatched.length,
    sweep.drivable,
  ])
  const lead = result.lead.map(({ frame, id, distance, reference }) => [
    Number(frame),
    id ?? '-',
    distance.toFixed(3),
    reference.toFixed(3),
    (distance - reference).toFixed(3),
  ])
  const sum = Object.entries(totals(result)).map(([name, value]) => [name, Number(value.toFixed(3))])
  return [
    textTable(['sweep', 'vehicle', 'x m', 'y m', 'points', 'observed', 'error m'], vehicles),
    textTable(['sweep', 'boxes', 'matched', 'unmatched', 'drivable area'], areas),
    ...(lead.length > 0 ? [textTable(['frame', 'track', 'distance m', 'points m', 'difference'], lead)] : []),
    textTable(['total', ''], sum),
    passes(result) ? 'as required' : 'not as required',
  ].join('\n\n')
}
