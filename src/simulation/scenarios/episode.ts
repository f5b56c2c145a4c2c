import type { MapIndex } from '../../common/map/map-index.ts'
import type { Route } from '../../common/map/route.ts'
import type { Conditions } from '../camera/conditions.ts'
import type { EgoMotion } from '../ego/ego-motion.ts'
import type { Cast } from '../traffic/traffic.ts'
import type { RecordedEgo, RecordedTrack } from '../world/recorded-track.ts'
import type { World } from '../world/world.ts'
import type { Conflict } from './count-conflicts.ts'

/** One drive to be simulated: a world, a way through it, and everybody who takes part. */
export interface Episode {
  readonly name: string
  readonly seed: number
  readonly world: World
  /** Light and weather, as the sensors meet them. */
  readonly conditions: Conditions
  readonly index: MapIndex
  readonly route: Route
  /** m along the route: of the middle of the ego car's box at the start, and where it has to come. */
  readonly routeBegin: number
  readonly routeEnd: number
  readonly start: EgoMotion
  readonly cast: Cast
  /** Recorded road users, who follow their log until the ego car leaves its own. */
  readonly tracks: readonly RecordedTrack[]
  /** What the ego car did in the recording; null in generated worlds. */
  readonly recordedEgo: RecordedEgo | null
  /** s after which the drive is given up. */
  readonly timeLimit: number
  /** Scenarios that were put on its way. */
  readonly scenarios: readonly string[]
  /** What an attentive driver meets on it. */
  readonly conflicts: readonly Conflict[]
}
