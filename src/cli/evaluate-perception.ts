import { Command } from 'commander'
import type { Observation } from '../core/observations.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { type DetectionReport, DetectionScore } from './evaluate-perception-detection.ts'
import { perceiveDrive } from './evaluate-perception-run.ts'
import { type TrackingReport, TrackingScore } from './evaluate-perception-tracking.ts'
import { createProgress } from './progress.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly vehicle?: string
  readonly json?: true
}

/** Kinds of sensors that are switched off one by one. */
const KINDS = ['lidar', 'radar', 'camera'] as const

/** Field names are a contract, as those of the other reports. */
export interface PerceptionEvaluation {
  readonly drives: readonly string[]
  readonly detection: DetectionReport
  /** All sensors, then without each kind that the drives have. */
  readonly tracking: readonly TrackingReport[]
  readonly warnings: readonly WarningCount[]
}

/** `axdrive evaluate perception`: lidar boxes and fused tracks against what drives know to be true. */
export function evaluatePerceptionCommand(): Command {
  return new Command('perception')
    .description('lidar objects and fused tracks against the truth, by class and range, and with each sensor off')
    .argument('<drive.mcap...>', 'drives with a lidar and ground truth')
    .option('--vehicle <name>', "the car's table, where the drives do not name it")
    .option('--json', 'print one JSON object')
    .action(async (paths: readonly string[], options: Options) => {
      const evaluation = await evaluatePerception(paths, options.vehicle)
      process.stdout.write(`${options.json ? JSON.stringify(evaluation) : asTables(evaluation)}\n`)
      if (!evaluation.detection.requirement.isMet) process.exitCode = 1
    })
}

/** Throws InputError when a drive cannot be read, or lacks truth or lidar sweeps. */
export async function evaluatePerception(paths: readonly string[], vehicle?: string): Promise<PerceptionEvaluation> {
  const progress = createProgress()
  const warnings = new WarningCounter()
  const detection = new DetectionScore()
  const off = KINDS.map((kind) => ({
    kind,
    score: new TrackingScore(`without ${kind}`, (observation) => kindOf(observation) !== kind),
  }))
  const all = new TrackingScore('all', () => true)
  const heard = new Set<string>()
  for (const path of paths) {
    progress.update(`perceiving ${path}`)
    const perceived = await perceiveDrive(await openDrive(path), vehicle, warnings)
    for (const observation of perceived.observations) heard.add(kindOf(observation))
    for (const moment of perceived.moments) detection.add(moment, perceived.vehicle)
    for (const score of [all, ...off.map((one) => one.score)]) {
      progress.update(`fusing ${path}`)
      score.add(perceived)
    }
  }
  progress.done()
  const heardOf = off.filter(({ kind }) => heard.has(kind))
  const tracking = [all, ...heardOf.map(({ score }) => score)].map((score) => score.report())
  return { drives: paths, detection: detection.report(), tracking, warnings: warnings.list() }
}

function kindOf({ sensor }: Observation): string {
  return sensor.split('/')[0]!
}

function asTables({ drives, detection, tracking, warnings }: PerceptionEvaluation): string {
  const { requirement, rows, sweeps } = detection
  const [all] = tracking
  return [
    `${drives.length} drives, ${sweeps} sweeps: objects with at least 10 lidar points that the lidar finds, one to one`,
    textTable(
      ['class', 'range', 'objects', 'within 1 m, %', 'within 2 m, %', 'median error, m', 'class right, %'],
      rows.map((row) => [
        row.class,
        row.range,
        row.objects,
        percent(row.found_within_1m / row.objects),
        percent(row.found_within_2m / row.objects),
        fixed(row.median_error_m),
        percent(row.class_share),
      ]),
    ),
    [
      `vehicles within 40 m with at least 50 points: ${requirement.found} of ${requirement.vehicles} within 1 m`,
      `(${percent(requirement.found / requirement.vehicles)} %), median error of cars ${fixed(requirement.median_car_error_m)} m;`,
      `on the road ${requirement.matched_in_drivable_area} boxes matched, ${requirement.unmatched_in_drivable_area} not:`,
      requirement.isMet ? 'as required' : 'not as required',
    ].join(' '),
    'confirmed tracks within 2 m of objects with at least 10 lidar points, all sensors',
    textTable(
      ['class', 'range', 'objects', 'recall, %', 'median error, m', 'position, m', 'velocity, m/s'],
      (all?.rows ?? []).map((row) => [
        row.class,
        row.range,
        row.objects,
        percent(row.recall),
        fixed(row.median_position_error_m),
        fixed(row.position_rmse_m),
        fixed(row.velocity_rmse_mps),
      ]),
    ),
    'each sensor off: RMSE; false tracks at a time, on the road and in all',
    textTable(
      [
        'sensors',
        'recall, %',
        'precision, %',
        'position, m',
        'velocity, m/s',
        'false on road',
        'false in all',
        'id switches',
      ],
      tracking.map((one) => [
        one.sensors,
        percent(one.recall),
        percent(one.precision),
        fixed(one.position_rmse_m),
        fixed(one.velocity_rmse_mps),
        fixed(one.false_tracks_on_road),
        fixed(one.false_tracks),
        one.identity_switches,
      ]),
    ),
    ...warnings.map(({ code, count, first }) => `warning   ${code} ${count} times, first: ${first}`),
  ].join('\n\n')
}

const percent = (share: number) => (Number.isNaN(share) ? '-' : (100 * share).toFixed(1))
const fixed = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(2))
