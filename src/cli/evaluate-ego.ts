import { Command } from 'commander'
import { egoConfigFromVehicle } from '../../fusion/ego/ego-config.ts'
import { createPerception, perceive } from '../../perception/perceive.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { RADIANS_PER_DEGREE } from '../core/angle.ts'
import { InputError } from '../core/errors.ts'
import type { Observation } from '../core/observations.ts'
import { secondsBetween } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { driveVehicle } from './drive-vehicle.ts'
import { DEFAULT_OUTAGES, type EgoEvaluation, evaluateEgo, type StampedPose } from './ego-evaluation.ts'
import { referencePoint } from './reference-pose.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly vehicle?: string
  readonly json?: true
  readonly check?: true
}

/** s from the first pose that are not scored: wheel scale and latency are being found. */
const SETTLING = 5

/** Kinds that the ego filter takes. */
const EGO_KINDS: ReadonlySet<Observation['kind']> = new Set(['wheel-speeds', 'steering', 'yaw-rate', 'imu', 'gnss'])

/** `axdrive evaluate ego`: the fused ego state against a drive's reference pose. */
export function evaluateEgoCommand(): Command {
  return new Command('ego')
    .description("score the fused ego state against the drive's reference pose, with and without fixes")
    .argument('<drive.mcap>', 'a drive with /truth/ego')
    .option('--vehicle <name>', "the car's table, where the drive does not name it")
    .option('--check', 'exit with 1 when a figure misses its target')
    .option('--json', 'print one JSON object')
    .action(async (path: string, options: Options) => {
      const evaluation = await evaluateEgoDrive(path, options.vehicle)
      const text = options.json ? JSON.stringify(asJson(evaluation)) : asTables(evaluation)
      process.stdout.write(`${text}\n`)
      if (options.check && !figures(evaluation).every(isMet)) process.exitCode = 1
    })
}

export interface EgoDriveEvaluation extends EgoEvaluation {
  readonly drive: string
  readonly vehicle: string
}

/** Throws InputError when the drive cannot be read, has no reference pose, or no ego could be fused from it. */
export async function evaluateEgoDrive(path: string, vehicleName?: string): Promise<EgoDriveEvaluation> {
  const drive = await openDrive(path)
  const vehicle = await driveVehicle(drive, vehicleName)
  const { observations, poses, warnings } = await readEgoDrive(drive, vehicle)
  const first = poses[0]
  if (first === undefined) throw new InputError(`${drive.name}: expected poses on /truth/ego, found none`)
  const evaluation = evaluateEgo(observations, poses, egoConfigFromVehicle(vehicle), {
    referencePoint: referencePoint(first.pose, vehicle),
    skip: SETTLING,
    outages: DEFAULT_OUTAGES,
  })
  return { drive: path, vehicle: vehicle.name, ...evaluation, warnings: [...warnings, ...evaluation.warnings] }
}

interface EgoDrive {
  /** By stamp, sensor, sequence: the order in which fusion applies them whatever their arrival. */
  readonly observations: readonly Observation[]
  readonly poses: readonly StampedPose[]
  readonly warnings: readonly WarningCount[]
}

async function readEgoDrive(drive: DriveReader, vehicle: VehicleTable): Promise<EgoDrive> {
  const observations: Observation[] = []
  const poses: StampedPose[] = []
  const warnings = new WarningCounter()
  const state = createPerception(vehicle)
  const topics = (topic: string) => !topic.startsWith('/truth/') || topic === '/truth/ego'
  for await (const batch of drive.messages((warning) => warnings.add(warning), { topics })) {
    for (const message of batch) {
      const { stamp, payload } = message
      if (payload.kind === 'pose-truth') poses.push({ stamp, pose: payload })
      const { output, warnings: noticed } = perceive(state, message, stamp)
      warnings.addAll(noticed)
      for (const observation of output) if (EGO_KINDS.has(observation.kind)) observations.push(observation)
    }
  }
  observations.sort(inFusionOrder)
  poses.sort((a, b) => a.stamp - b.stamp)
  return { observations, poses, warnings: warnings.list() }
}

function inFusionOrder(a: Observation, b: Observation): number {
  if (a.stamp !== b.stamp) return a.stamp - b.stamp
  if (a.sensor !== b.sensor) return a.sensor < b.sensor ? -1 : 1
  return a.sequence - b.sequence
}

interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it must not exceed; null where it is only reported. */
  readonly limit: number | null
  /** The same figure of the raw sensors. */
  readonly baseline: string
}

/** The limits are the project's targets on the recorded minute of comma2k19; another drive may be harder or easier. */
function figures({ fused, baselines, outageMedian, outageWorst }: EgoEvaluation): readonly Figure[] {
  const { wheelSpeed, fix, constantCourse } = baselines
  const rawSpeed = (value: number) => `${value.toFixed(3)} raw wheel speed`
  const rawFix = (value: number) => `${value.toFixed(3)} raw fix`
  const bestCourse = `${degrees(constantCourse).toFixed(3)} best constant course`
  return [
    { name: 'speed RMSE', value: fused.speed.rmse, unit: 'm/s', limit: 0.06, baseline: rawSpeed(wheelSpeed.rmse) },
    { name: 'speed bias', value: fused.speed.bias, unit: 'm/s', limit: null, baseline: rawSpeed(wheelSpeed.bias) },
    { name: 'course RMSE', value: degrees(fused.course.rmse), unit: '°', limit: 0.15, baseline: bestCourse },
    { name: 'position, median', value: fused.position.median, unit: 'm', limit: 0.8, baseline: rawFix(fix.median) },
    { name: 'position, p95', value: fused.position.p95, unit: 'm', limit: null, baseline: rawFix(fix.p95) },
    { name: 'outage drift, median', value: 100 * outageMedian, unit: '%', limit: 0.5, baseline: '' },
    { name: 'outage drift, worst', value: 100 * outageWorst, unit: '%', limit: 1, baseline: '' },
  ]
}

/** NaN, a figure of nothing, is not met. */
const isMet = ({ value, limit }: Figure) => limit === null || value <= limit

const degrees = (angle: number) => angle / RADIANS_PER_DEGREE

function asTables(evaluation: EgoDriveEvaluation): string {
  const { drive, vehicle, fused, poses, outages, calibration, warnings } = evaluation
  const start = outages[0]?.start ?? 0
  const accuracy = figures(evaluation).map((figure) => {
    const { name, value, unit, limit, baseline } = figure
    const target = limit === null ? '' : `at most ${limit} ${unit}`
    return [
      name,
      `${value.toFixed(3)} ${unit}`,
      target,
      limit === null ? '' : isMet(figure) ? 'met' : 'MISSED',
      baseline,
    ]
  })
  const drifts = outages.map(({ start: from, distance, drift, ratio }) => [
    (DEFAULT_OUTAGES.first + secondsBetween(start, from)).toFixed(1),
    distance.toFixed(1),
    drift.toFixed(2),
    (100 * ratio).toFixed(3),
  ])
  const learnt = [...calibration].map(([name, { value, standardDeviation }]) => [
    name,
    value.toFixed(5),
    standardDeviation.toFixed(5),
    CALIBRATION_UNITS[name] ?? '',
  ])
  return [
    `${drive} (${vehicle}): ${fused.samples} of ${poses} poses scored, the first ${SETTLING} s are not`,
    '',
    textTable(['figure', 'found', 'target', '', 'without fusion'], accuracy),
    '',
    textTable(['learnt at the end', 'value', 'std. dev.', 'unit'], learnt),
    '',
    textTable([`fixes cut for ${DEFAULT_OUTAGES.length} s at, s`, 'driven, m', 'drift, m', 'drift, %'], drifts),
    ...warnings.map(({ code, count, first }) => `warning   ${code} ${count} times, first: ${first}`),
  ].join('\n')
}

const CALIBRATION_UNITS: Readonly<Record<string, string>> = {
  wheelScale: 'true over reported speed',
  gyroBias: 'rad/s',
  yawRateBias: 'rad/s',
  steeringOffset: 'rad at the front wheels',
  accelerationBias: 'm/s², with the tilt of the mounting',
  gnssLatency: 's from the position to its stamp',
  gnssVelocityLatency: 's from speed and course to their stamp',
  gnssBiasEast: 'm',
  gnssBiasNorth: 'm',
  gnssBiasUp: 'm',
}

/** Field names are a contract, as those of the replay report. */
function asJson(evaluation: EgoDriveEvaluation): object {
  const { drive, vehicle, poses, fused, baselines, outages, calibration, warnings } = evaluation
  return {
    drive,
    vehicle,
    poses,
    scored: fused.samples,
    speed_rmse_mps: fused.speed.rmse,
    speed_bias_mps: fused.speed.bias,
    course_rmse_deg: degrees(fused.course.rmse),
    course_bias_deg: degrees(fused.course.bias),
    position_median_m: fused.position.median,
    position_p95_m: fused.position.p95,
    position_rms_m: fused.position.rms,
    outage_drift_median_percent: 100 * evaluation.outageMedian,
    outage_drift_worst_percent: 100 * evaluation.outageWorst,
    outages: outages.map(({ start, distance, drift, ratio }) => ({
      start_s: secondsBetween(0, start),
      distance_m: distance,
      drift_m: drift,
      drift_percent: 100 * ratio,
    })),
    calibration: Object.fromEntries(
      [...calibration].map(([name, { value, standardDeviation }]) => [
        name,
        { value, standard_deviation: standardDeviation },
      ]),
    ),
    baselines: {
      wheel_speed_rmse_mps: baselines.wheelSpeed.rmse,
      wheel_speed_bias_mps: baselines.wheelSpeed.bias,
      fix_median_m: baselines.fix.median,
      fix_p95_m: baselines.fix.p95,
      fix_rms_m: baselines.fix.rms,
      constant_course_rmse_deg: degrees(baselines.constantCourse),
    },
    warnings,
  }
}
