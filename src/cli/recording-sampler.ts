import { type DrivenPose, writePose } from '../../planning/training/recipes/planner/driven-trajectory.ts'
import { TRAJECTORY_STRIDE, TRAJECTORY_TIMES } from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Trajectory } from '../core/plan.ts'
import { NO_WARNINGS, type Planner, type StageResult } from '../core/ports.ts'
import type { EgoState, Scene } from '../core/scene.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { type SceneSample, SceneSampler } from './scene-sampler.ts'

/** Between two samples: 2 Hz. */
const SAMPLE_PERIOD = stampFromSeconds(0.5)
/** From the first plan on, so that every sensor has been heard of. */
const FIRST_SAMPLE = stampFromSeconds(1)

/** A moment of a recorded drive, and what was driven from there on, [poses × 3]. */
export interface RecordedSample extends SceneSample {
  readonly stamp: Stamp
  readonly trajectory: Float32Array
}

interface Seen {
  readonly stamp: Stamp
  readonly sample: SceneSample
}

/** A planner that plans nothing and keeps what the sensors showed, for a drive that somebody else has driven. */
export class RecordingSampler implements Planner<null> {
  readonly name = 'recording'
  /** Every camera, in its own size. */
  readonly pictures = [{ sensor: null }]
  readonly #scenes: SceneSampler
  readonly #seen: Seen[] = []
  readonly #ego = new Map<Stamp, EgoState>()
  #next: Stamp | null = null

  constructor(vehicle: VehicleTable) {
    this.#scenes = new SceneSampler(vehicle)
  }

  initialState(): null {
    return null
  }

  plan(_state: null, scene: Scene, stamp: Stamp): StageResult<null, Trajectory> {
    this.#next ??= stamp + FIRST_SAMPLE
    this.#scenes.see(scene.ego)
    if (scene.ego.isValid) this.#ego.set(stamp, scene.ego)
    if (stamp >= this.#next) {
      const sample = this.#scenes.take(scene, stamp)
      // Without a camera, lidar or radar there is nothing to learn from.
      if (sample?.validity.some((share) => share > 0)) this.#seen.push({ stamp, sample })
      this.#next += SAMPLE_PERIOD
    }
    const reason = 'a recorded drive is watched'
    return { state: null, output: { stamp, planner: this.name, points: [], reason }, warnings: NO_WARNINGS }
  }

  /** Those whose next 4 s are known without a gap; to be called when the drive has ended. */
  samples(): RecordedSample[] {
    return this.#seen.flatMap(({ stamp, sample }) => {
      const trajectory = this.#trajectory(stamp)
      return trajectory ? [{ ...sample, stamp, trajectory }] : []
    })
  }

  #trajectory(stamp: Stamp): Float32Array | null {
    const now = this.#ego.get(stamp)
    if (!now) return null
    const trajectory = new Float32Array(TRAJECTORY_STRIDE)
    for (const [i, time] of TRAJECTORY_TIMES.entries()) {
      const then = this.#ego.get(stamp + stampFromSeconds(time))
      if (!then) return null
      writePose(poseOf(now), poseOf(then), i, trajectory)
    }
    return trajectory
  }
}

function poseOf({ position, yaw }: EgoState): DrivenPose {
  return { x: position[0], y: position[1], yaw }
}
