import type { Scene } from '../../core/scene.ts'
import type { MapIndex } from './map-index.ts'
import type { Route } from './route.ts'

/**
 * What planners with full knowledge of the world are told beside the scene: the baselines that teach, and that stand as
 * the upper line in every table. A car on the road has no such thing. Lights are in the map, with their whole plans.
 */
export interface PrivilegedWorld {
  readonly index: MapIndex
  readonly route: Route
  /** m/s, taken where the map has no speed limit. */
  readonly usualSpeed: number
  /**
   * Where the scene's ego frame lies in the map at the scene's stamp. Null takes the scene's own position: right for a
   * scene of truth, whose world frame is the map's.
   */
  readonly egoPose: ((scene: Scene) => MapPose) | null
}

export interface MapPose {
  /** m */
  readonly x: number
  readonly y: number
  /** rad */
  readonly yaw: number
}

/** m/s: 25 mph, the limit of a residential street, for maps without limits. */
export const USUAL_SPEED = 11.18

export function egoPoseInMap(world: PrivilegedWorld, scene: Scene): MapPose {
  if (world.egoPose) return world.egoPose(scene)
  const { position, yaw } = scene.ego
  return { x: position[0], y: position[1], yaw }
}
