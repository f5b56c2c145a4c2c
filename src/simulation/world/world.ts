import type { LaneMap } from '../../common/map/lane-map.ts'

/** Where a simulation takes place: everything that neither moves nor reacts. World frame, flat ground at z = 0. */
export interface World {
  /** Generator or drive that it comes from, for reports. */
  readonly name: string
  readonly seed: number
  readonly map: LaneMap
  readonly statics: readonly StaticObject[]
  /** What lies beside the road. Road, markings, crosswalks and stop lines come from the map. */
  readonly ground: GroundMaterial
  readonly routes: readonly WorldRoute[]
}

/** A drive that can be asked for, 30-40 s at the speed limits. */
export interface WorldRoute {
  readonly name: string
  /** By id, each a successor of the one before or its neighbour; see src/common/map/route.ts. */
  readonly lanes: readonly number[]
  /** m along the first lane. */
  readonly startStation: number
  /** m along the route's joined line. */
  readonly goalStation: number
}

export type StaticKind = 'building' | 'tree' | 'pole' | 'parked-car' | 'barrier' | 'cone' | 'sign' | 'bollard'

/** What a surface is made of: sensors look up reflectance and colour noise by it. */
export type Material =
  | 'concrete'
  | 'brick'
  | 'glass'
  | 'foliage'
  | 'wood'
  | 'metal'
  | 'car-paint'
  | 'plastic'
  | 'retroreflector'

export type GroundMaterial = 'grass' | 'pavement' | 'gravel' | 'soil'

/** Linear RGB reflectance of the diffuse surface, 0..1. */
export type Colour = readonly [number, number, number]

/** A standing thing made of one or several upright bodies (a tree: trunk and crown). */
export interface StaticObject {
  readonly id: number
  readonly kind: StaticKind
  readonly bodies: readonly Body[]
}

/** An upright box (oriented about z) or cylinder. */
export interface Body {
  readonly shape: 'box' | 'cylinder'
  /** Centre of the body, world frame, m. */
  readonly position: readonly [number, number, number]
  /** rad counter-clockwise from x, of a box's length. */
  readonly yaw: number
  /** Length, width, height, m; a cylinder's length and width are its diameter. */
  readonly size: readonly [number, number, number]
  readonly material: Material
  readonly colour: Colour
}
