import type { Stamp } from '../../core/time.ts'
import type { RouteAhead } from '../navigation/route-ahead.ts'
import type { PlannerRaster } from '../raster/planner-raster.ts'
import type { RgbPicture } from './camera-input.ts'
import type { EgoHistory } from './ego-history.ts'

/** What a network is shown at one moment. */
export interface NetworkView {
  readonly stamp: Stamp
  /** The newest picture of a camera, by its NAME; undefined where there is none. */
  picture(camera: string): RgbPicture | undefined
  /** Needed only where the manifest asks for it. */
  readonly history?: EgoHistory
  /** Drawn at the view's stamp; needed only where the manifest asks for a part of it. */
  readonly raster?: Pick<PlannerRaster, 'cells' | 'front' | 'validity'>
  /** The route at so many metres ahead, null without one; needed only where the manifest asks for it. */
  navigation?(distances: readonly number[]): RouteAhead | null
}

/** Writes one input's elements; false when what it needs is not there. */
export type Filler = (view: NetworkView) => boolean
