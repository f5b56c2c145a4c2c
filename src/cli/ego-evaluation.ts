import { egoAt } from '../../fusion/ego/ego-at.ts'
import type { EgoConfig } from '../../fusion/ego/ego-config.ts'
import { observeEgo } from '../../fusion/ego/ego-filter.ts'
import { createEgoState, type EgoFilterState } from '../../fusion/ego/ego-filter-state.ts'
import { createLocalFrame, enuFromGeodetic, type LocalFrame } from '../common/geodesy/local-frame.ts'
import {
  type EgoAccuracy,
  type EgoSample,
  type OutageDrift,
  type PointMotion,
  quantile,
  scoreEgoAccuracy,
  scoreOutage,
} from '../common/scoring/ego-accuracy.ts'
import { InputError } from '../core/errors.ts'
import type { PoseTruth } from '../core/messages.ts'
import type { Observation } from '../core/observations.ts'
import type { EgoState } from '../core/scene.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import { motionOfPoint, type ReferencePoint, referenceMotion } from './reference-pose.ts'

/** Ground truth at its stamp. It goes into the score alone. */
export interface StampedPose {
  readonly stamp: Stamp
  readonly pose: PoseTruth
}

export interface EgoEvaluation {
  readonly poses: number
  readonly fused: EgoAccuracy
  readonly baselines: {
    /** Mean of the four wheels as reported. */
    readonly wheelSpeed: { readonly rmse: number; readonly bias: number }
    /** Each fix against the reference at its stamp. */
    readonly fix: { readonly median: number; readonly p95: number; readonly rms: number }
    /** The one course that fits best, rad. */
    readonly constantCourse: number
  }
  readonly outages: readonly OutageDrift[]
  readonly outageMedian: number
  readonly outageWorst: number
  /** At the end of the drive. */
  readonly calibration: EgoState['calibration']
  readonly warnings: readonly WarningCount[]
}

export interface EgoEvaluationOptions {
  /** The point that the reference is of, ego frame, m. */
  readonly referencePoint: ReferencePoint
  /** s from the first pose that are not scored, while the filter settles. */
  readonly skip: number
  /** Fixes are withheld for `length` s, from `first` s after the first pose on, then every `every` s. */
  readonly outages: { readonly first: number; readonly every: number; readonly length: number }
}

export const DEFAULT_OUTAGES = { first: 10, every: 5, length: 20 } as const

/**
 * Runs the ego filter over observations in stamp order and scores it at the reference poses (stamp order too).
 * Throws InputError when nothing could be scored.
 */
export function evaluateEgo(
  observations: readonly Observation[],
  poses: readonly StampedPose[],
  config: EgoConfig,
  options: EgoEvaluationOptions,
): EgoEvaluation {
  const origin = poses[0]?.stamp ?? 0
  const last = poses.at(-1)?.stamp ?? 0
  const warnings = new WarningCounter()
  const run = new EgoRun(observations, createEgoState(config), options.referencePoint, warnings)
  const samples: EgoSample[] = []
  const outages: OutageDrift[] = []
  let outageStart = origin + stampFromSeconds(options.outages.first)
  const outageLength = stampFromSeconds(options.outages.length)
  // A reference of 60 s has its last pose one period before the end.
  const end = last + (poses.length > 1 ? 2 * (poses[1]!.stamp - origin) : 0)
  for (const pose of poses) {
    const sample = run.sampleAt(pose)
    if (sample !== null && pose.stamp >= origin + stampFromSeconds(options.skip)) samples.push(sample)
    if (pose.stamp < outageStart || outageStart + outageLength > end) continue
    outages.push(scoreOutage(samplesWithoutFixes(run.fork(), poses, pose.stamp, pose.stamp + outageLength)))
    outageStart += stampFromSeconds(options.outages.every)
  }
  const frame = run.frame
  if (frame === null || samples.length === 0)
    throw new InputError('expected wheel speeds, yaw rates and fixes while there is a reference, found no ego to score')
  const ratios = outages.map(({ ratio }) => ratio)
  return {
    poses: poses.length,
    fused: scoreEgoAccuracy(samples),
    baselines: scoreBaselines(observations, poses, samples, frame),
    outages,
    outageMedian: quantile(ratios, 0.5),
    outageWorst: quantile(ratios, 1),
    calibration: egoAt(run.state, last).calibration,
    warnings: warnings.list(),
  }
}

/** A filter on its way through the observations. */
class EgoRun {
  readonly observations: readonly Observation[]
  readonly state: EgoFilterState
  readonly #point: ReferencePoint
  readonly #warnings: WarningCounter
  #next = 0
  /** World frame of the estimate, once there is one. */
  frame: LocalFrame | null = null

  constructor(
    observations: readonly Observation[],
    state: EgoFilterState,
    point: ReferencePoint,
    warnings: WarningCounter,
  ) {
    this.observations = observations
    this.state = state
    this.#point = point
    this.#warnings = warnings
  }

  /** The same run from here on its own, for what would have happened. */
  fork(): EgoRun {
    const state = createEgoState(this.state.config)
    state.memory.set(this.state.memory)
    const fork = new EgoRun(this.observations, state, this.#point, new WarningCounter())
    fork.#next = this.#next
    return fork
  }

  /** Everything measured up to the pose, then the comparison; null while the estimate is not in the world frame. */
  sampleAt({ stamp, pose }: StampedPose, isUsed = (_: Observation) => true): EgoSample | null {
    for (; this.#next < this.observations.length; this.#next++) {
      const observation = this.observations[this.#next]!
      if (observation.stamp > stamp) break
      if (isUsed(observation)) this.#warnings.addAll(observeEgo(this.state, observation))
    }
    const ego = egoAt(this.state, stamp)
    if (!ego.isValid || ego.origin === null) return null
    this.frame ??= createLocalFrame(ego.origin)
    return { stamp, estimate: motionOfPoint(ego, this.#point), reference: referenceMotion(pose, this.frame) }
  }
}

function samplesWithoutFixes(run: EgoRun, poses: readonly StampedPose[], from: Stamp, to: Stamp): EgoSample[] {
  const samples: EgoSample[] = []
  for (const pose of poses) {
    if (pose.stamp < from || pose.stamp > to) continue
    const sample = run.sampleAt(pose, ({ kind }) => kind !== 'gnss')
    if (sample !== null) samples.push(sample)
  }
  return samples
}

function scoreBaselines(
  observations: readonly Observation[],
  poses: readonly StampedPose[],
  samples: readonly EgoSample[],
  frame: LocalFrame,
): EgoEvaluation['baselines'] {
  const constant = Math.atan2(
    sum(samples, (s) => Math.sin(s.reference.course)),
    sum(samples, (s) => Math.cos(s.reference.course)),
  )
  const withConstant = samples.map((s) => ({ ...s, estimate: { ...s.reference, course: constant } }))
  const wheels: EgoSample[] = []
  const fixes: EgoSample[] = []
  const track = new ReferenceTrack(poses, frame)
  for (const observation of observations) {
    const reference = track.at(observation.stamp)
    if (reference === null) continue
    const { stamp } = observation
    if (observation.kind === 'wheel-speeds') {
      const speed =
        0.25 * (observation.frontLeft + observation.frontRight + observation.rearLeft + observation.rearRight)
      if (Number.isFinite(speed)) wheels.push({ stamp, reference, estimate: { ...reference, speed } })
    } else if (observation.kind === 'gnss') {
      const [east, north] = enuFromGeodetic(frame, observation)
      if (Number.isFinite(east)) fixes.push({ stamp, reference, estimate: { ...reference, east, north } })
    }
  }
  const none = { rmse: Number.NaN, bias: Number.NaN }
  const noFix = { median: Number.NaN, p95: Number.NaN, rms: Number.NaN }
  return {
    wheelSpeed: wheels.length > 0 ? scoreEgoAccuracy(wheels).speed : none,
    fix: fixes.length > 0 ? scoreEgoAccuracy(fixes).position : noFix,
    constantCourse: scoreEgoAccuracy(withConstant).course.rmse,
  }
}

/** The reference at any stamp between its poses, by linear interpolation; asked in stamp order. */
class ReferenceTrack {
  readonly #stamps: readonly Stamp[]
  readonly #motions: readonly PointMotion[]
  #next = 1

  constructor(poses: readonly StampedPose[], frame: LocalFrame) {
    this.#stamps = poses.map(({ stamp }) => stamp)
    this.#motions = poses.map(({ pose }) => referenceMotion(pose, frame))
  }

  at(stamp: Stamp): PointMotion | null {
    while (this.#next < this.#stamps.length && this.#stamps[this.#next]! < stamp) this.#next++
    const before = this.#stamps[this.#next - 1]
    const after = this.#stamps[this.#next]
    if (before === undefined || after === undefined || stamp < before) return null
    const share = (stamp - before) / (after - before)
    const [from, to] = [this.#motions[this.#next - 1]!, this.#motions[this.#next]!]
    const blend = (key: 'east' | 'north' | 'speed') => from[key] + share * (to[key] - from[key])
    return { east: blend('east'), north: blend('north'), speed: blend('speed'), course: from.course }
  }
}

function sum<T>(values: readonly T[], f: (value: T) => number): number {
  return values.reduce((total, value) => total + f(value), 0)
}
