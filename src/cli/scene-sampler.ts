import {
  EGO_LENGTH,
  EGO_SOURCE,
  NAVIGATION_DISTANCES,
  NAVIGATION_LENGTH,
} from '../../planning/training/recipes/planner/planner-sample.ts'
import type { ShardRecord } from '../../planning/training/shards/record.ts'
import { EgoHistory } from '../common/manifest/ego-history.ts'
import { writeNavigation } from '../common/navigation/navigation-values.ts'
import { NavigationTracker } from '../common/navigation/route-ahead.ts'
import { PlannerRaster } from '../common/raster/planner-raster.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { EgoState, Scene } from '../core/scene.ts'
import type { Stamp } from '../core/time.ts'

/** What a network would have been shown at one moment of a drive. */
export interface SceneSample {
  readonly raster: Uint8Array
  readonly front: Uint8Array
  readonly validity: Uint8Array
  readonly ego: Float32Array
  readonly navigation: Float32Array
}

/** Keeps what the sensors show at moments of a drive, as the planner's network sees it. */
export class SceneSampler {
  readonly #raster: PlannerRaster
  readonly #history = new EgoHistory(EGO_SOURCE)
  readonly #navigation = new NavigationTracker()

  constructor(vehicle: VehicleTable) {
    this.#raster = new PlannerRaster(vehicle.mountings)
  }

  /** To be told at every plan. */
  see(ego: EgoState): void {
    this.#history.add(ego)
  }

  /** Null while it is not known where the car was. */
  take(scene: Scene, stamp: Stamp): SceneSample | null {
    const ego = new Float32Array(EGO_LENGTH)
    if (!scene.ego.isValid || !this.#history.fill(ego, EGO_SOURCE, stamp)) return null
    const raster = this.#raster
    raster.draw(scene)
    const navigation = new Float32Array(NAVIGATION_LENGTH)
    writeNavigation(this.#navigation.ahead(scene.frames.navigation, scene.ego, NAVIGATION_DISTANCES), navigation)
    const { cells, front, validity } = raster
    return { raster: cells.slice(), front: front.slice(), validity: validity.slice(), ego, navigation }
  }
}

/** All of a record's fields but the trajectory and its labels. */
export function writeSceneSample(record: ShardRecord, sample: SceneSample): void {
  record.bytesOf('raster').set(sample.raster)
  record.bytesOf('front').set(sample.front)
  record.bytesOf('validity').set(sample.validity)
  record.floatsOf('ego').set(sample.ego)
  record.floatsOf('navigation').set(sample.navigation)
}
