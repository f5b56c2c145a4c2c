import { plannedTrajectory } from '../../planning/training/recipes/planner/driven-trajectory.ts'
import { SCORE_STEP } from '../common/scoring/agent-states.ts'
import { STEPS_PER_POSE } from '../common/scoring/motion-states.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Trajectory } from '../core/plan.ts'
import type { Planner, StageResult } from '../core/ports.ts'
import type { Scene } from '../core/scene.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'
import { RECORD_BEGIN } from '../simulation/closed-loop/drive-recorder.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import { truthScene } from '../simulation/closed-loop/truth-scene.ts'
import { type SceneSample, SceneSampler } from './scene-sampler.ts'
import type { UnsteadyDriving } from './unsteady-driving.ts'

/** What a network would have been shown, and when. */
export interface SensedSample extends SceneSample {
  /** Recorded state of the drive at this moment. */
  readonly state: number
  /** What the expert plans now, [poses × 3], whoever drives; null where its plan ends early. */
  readonly advice: Float32Array | null
}

/** Recorded states between two samples: 2 Hz. */
const STATES_PER_SAMPLE = STEPS_PER_POSE
/** Recorded states before the first sample, so that every sensor has been heard of: 1 s. */
const FIRST_SAMPLE = 10

/**
 * Of every so many s of a drive by another driver the expert has the wheel for the last ones, so that a drive that went
 * astray is not lost, and shows the way back (Ross, Gordon, Bagnell 2011: a mixture of both policies).
 */
export const TURN = 10
const EXPERT_SHARE = 4
/** s before a sample within which a camera's newest frame was exposed: one period of 0.1 s, latency and decoding. */
const EXPOSED = 0.2

export interface DriveSamplerOptions {
  readonly expert: Planner
  /** Who drives by what the sensors show; null: the expert. */
  readonly driver: Planner | null
  /** What is driven in place of the expert's plans in the same turns; null: the plans. */
  readonly unsteady: UnsteadyDriving | null
  readonly world: SimulatedWorld
  readonly vehicle: VehicleTable
}

interface SamplerState {
  readonly expert: unknown
  readonly driver: unknown
}

/**
 * A planner that drives as the expert does on the truth, unsteadily so, or as another driver on the fused scene, and keeps
 * what the sensors showed and the expert planned meanwhile: rasters, pictures and ego states come from the fused scene, as on the car.
 */
export class DriveSampler implements Planner<SamplerState> {
  readonly name: string
  /** Every camera, in its own size. */
  readonly pictures = [{ sensor: null }]
  readonly samples: SensedSample[] = []
  /** The pace of whoever drives. */
  readonly ticksPerPlan?: number
  readonly #expert: Planner
  readonly #driver: Planner | null
  readonly #unsteady: UnsteadyDriving | null
  readonly #world: SimulatedWorld
  readonly #scenes: SceneSampler

  constructor({ expert, driver, unsteady, world, vehicle }: DriveSamplerOptions) {
    this.name = (driver ?? expert).name
    this.#expert = expert
    this.#driver = driver
    this.#unsteady = unsteady
    if (driver?.ticksPerPlan !== undefined) this.ticksPerPlan = driver.ticksPerPlan
    this.#world = world
    this.#scenes = new SceneSampler(vehicle)
  }

  initialState(): SamplerState {
    return { expert: this.#expert.initialState(), driver: this.#driver?.initialState() ?? null }
  }

  async plan(state: SamplerState, scene: Scene, stamp: Stamp): Promise<StageResult<SamplerState, Trajectory>> {
    this.#scenes.see(scene.ego)
    const advised = await this.#expert.plan(state.expert, truthScene(this.#world), stamp)
    const recorded = sampledState(stamp)
    const sample = recorded === null ? null : this.#scenes.take(scene, stamp)
    if (recorded !== null && sample) {
      this.samples.push({ ...sample, state: recorded, advice: plannedTrajectory(advised.output) })
    }
    if (!this.#driver) {
      const output =
        this.#unsteady && !isExpertsTurn(stamp) ? this.#unsteady.disturb(advised.output, stamp) : advised.output
      return { ...advised, output, state: { expert: advised.state, driver: null } }
    }
    const driven = await this.#driver.plan(state.driver, scene, stamp)
    const { output, warnings } = driven.output.points.length > 0 && !isExpertsTurn(stamp) ? driven : advised
    return { state: { expert: advised.state, driver: driven.state }, output, warnings }
  }
}

/** Whether a camera's frame may be the newest one at a sample. */
export function isExposedForSample(stamp: Stamp): boolean {
  const period = STATES_PER_SAMPLE * SCORE_STEP
  const after = stamp / NANOSECONDS_PER_SECOND - RECORD_BEGIN
  return (Math.ceil(after / period) * period - after) % period < EXPOSED
}

/** Whether the expert has the wheel, where somebody else drives too. */
export function isExpertsTurn(stamp: Stamp): boolean {
  return (stamp / NANOSECONDS_PER_SECOND) % TURN >= TURN - EXPERT_SHARE
}

/** The recorded state at `stamp`, where a sample is due; else null. */
export function sampledState(stamp: Stamp): number | null {
  const state = (stamp / NANOSECONDS_PER_SECOND - RECORD_BEGIN) / SCORE_STEP
  const nearest = Math.round(state)
  const isDue = Math.abs(state - nearest) < 1e-6 && nearest % STATES_PER_SAMPLE === 0
  return isDue && nearest >= FIRST_SAMPLE ? nearest : null
}
