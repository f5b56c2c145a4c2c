import {
  EGO_LENGTH,
  EGO_SOURCE,
  NAVIGATION_DISTANCES,
  NAVIGATION_LENGTH,
} from '../../planning/training/recipes/planner/planner-sample.ts'
import { EgoHistory } from '../common/manifest/ego-history.ts'
import { writeNavigation } from '../common/navigation/navigation-values.ts'
import { NavigationTracker } from '../common/navigation/route-ahead.ts'
import { PlannerRaster } from '../common/raster/planner-raster.ts'
import { SCORE_STEP } from '../common/scoring/agent-states.ts'
import { STEPS_PER_POSE } from '../common/scoring/motion-states.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Planner } from '../core/ports.ts'
import type { Scene } from '../core/scene.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'
import { RECORD_BEGIN } from '../simulation/closed-loop/drive-recorder.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import { truthScene } from '../simulation/closed-loop/truth-scene.ts'

/** What a network would have been shown at one moment of a drive. */
export interface SensedSample {
  /** Recorded state of the drive at this moment. */
  readonly state: number
  readonly raster: Uint8Array
  readonly front: Uint8Array
  readonly validity: Uint8Array
  readonly ego: Float32Array
  readonly navigation: Float32Array
}

/** Recorded states between two samples: 2 Hz. */
const STATES_PER_SAMPLE = STEPS_PER_POSE
/** Recorded states before the first sample, so that every sensor has been heard of: 1 s. */
const FIRST_SAMPLE = 10

/**
 * A planner that drives as `driver` does on the truth, and keeps what the sensors showed meanwhile: rasters, pictures and
 * ego states come from the fused scene, as on the car.
 */
export class DriveSampler implements Planner<unknown> {
  readonly name: string
  /** Every camera, in its own size. */
  readonly pictures = [{ sensor: null }]
  readonly samples: SensedSample[] = []
  readonly #driver: Planner
  readonly #world: SimulatedWorld
  readonly #raster: PlannerRaster
  readonly #history = new EgoHistory(EGO_SOURCE)
  readonly #navigation = new NavigationTracker()

  constructor(driver: Planner, world: SimulatedWorld, vehicle: VehicleTable) {
    this.name = driver.name
    this.#driver = driver
    this.#world = world
    this.#raster = new PlannerRaster(vehicle.mountings)
  }

  initialState(): unknown {
    return this.#driver.initialState()
  }

  plan(state: unknown, scene: Scene, stamp: Stamp) {
    this.#history.add(scene.ego)
    const recorded = sampledState(stamp)
    if (recorded !== null && scene.ego.isValid) this.#take(scene, stamp, recorded)
    return this.#driver.plan(state, truthScene(this.#world), stamp)
  }

  #take(scene: Scene, stamp: Stamp, state: number): void {
    const ego = new Float32Array(EGO_LENGTH)
    if (!this.#history.fill(ego, EGO_SOURCE, stamp)) return
    const raster = this.#raster
    raster.draw(scene)
    const navigation = new Float32Array(NAVIGATION_LENGTH)
    writeNavigation(this.#navigation.ahead(scene.frames.navigation, scene.ego, NAVIGATION_DISTANCES), navigation)
    const { cells, front, validity } = raster
    this.samples.push({
      state,
      raster: cells.slice(),
      front: front.slice(),
      validity: validity.slice(),
      ego,
      navigation,
    })
  }
}

/** The recorded state at `stamp`, where a sample is due; else null. */
function sampledState(stamp: Stamp): number | null {
  const state = (stamp / NANOSECONDS_PER_SECOND - RECORD_BEGIN) / SCORE_STEP
  const nearest = Math.round(state)
  const isDue = Math.abs(state - nearest) < 1e-6 && nearest % STATES_PER_SAMPLE === 0
  return isDue && nearest >= FIRST_SAMPLE ? nearest : null
}
