import type { Random } from '../../common/random/xoshiro.ts'
import type { ObjectClass, TruthObject } from '../../core/messages.ts'
import type { StaticKind, StaticObject } from '../world/world.ts'
import type { BodySet } from './body-set.ts'
import type { RadarReflections } from './radar-reflections.ts'
import type { RadarView } from './radar-view.ts'
import { staticIndex } from './scene-bodies.ts'
import { RADAR_CROSS_SECTION } from './sensor-data-sheets.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** How a thing reflects: as a body of one cross section spread over a few points, or as a wall, ray by ray. */
type Reflector =
  | { readonly kind: 'body'; readonly crossSection: number; readonly points: number }
  | { readonly kind: 'wall'; readonly crossSectionOfSurface: number }

/** m², assumed: posts and signs by size; cars as on the road; walls reflect in the mirror direction, the rest is rough. */
const STATIC_REFLECTORS: Readonly<Record<StaticKind, Reflector>> = {
  building: { kind: 'wall', crossSectionOfSurface: 0.3 },
  tree: { kind: 'body', crossSection: 0.5, points: 1 },
  pole: { kind: 'body', crossSection: 1, points: 1 },
  'parked-car': { kind: 'body', crossSection: 10, points: 3 },
  barrier: { kind: 'wall', crossSectionOfSurface: 0.2 },
  cone: { kind: 'body', crossSection: 0.05, points: 1 },
  sign: { kind: 'body', crossSection: 3, points: 1 },
  bollard: { kind: 'body', crossSection: 0.3, points: 1 },
}

/** Points of a road user that reflect on their own. */
const POINTS: Readonly<Record<ObjectClass, number>> = {
  unknown: 1,
  car: 3,
  truck: 5,
  bus: 5,
  motorcycle: 1,
  cyclist: 1,
  pedestrian: 1,
  static: 1,
}

/** Of a ray on a wall: the share that finds something rough enough to shine back by itself. */
const ROUGH_SHARE = 0.08
/** Cosine from which a wall mirrors the wave straight back, and the cross section of that, m². */
const MIRROR_COSINE = 0.995
const MIRROR_CROSS_SECTION = 30

/** Reflections of what a radar sees. Rays that meet one thing one after the other are its visible part. */
export function addSceneReflections(
  reflections: RadarReflections,
  view: RadarView,
  bodies: BodySet,
  roadUsers: ReadonlyMap<number, TruthObject>,
  statics: readonly StaticObject[],
  placement: SensorPlacement,
  random: Random,
): void {
  let first = 0
  while (first < view.count) {
    const owner = bodies.owner[view.body[first]!]!
    let end = first + 1
    while (end < view.count && bodies.owner[view.body[end]!]! === owner) end++
    addVisiblePart(reflections, view, bodies, first, end, reflectorOf(owner, roadUsers, statics), placement, random)
    first = end
  }
}

function reflectorOf(
  owner: number,
  roadUsers: ReadonlyMap<number, TruthObject>,
  statics: readonly StaticObject[],
): Reflector {
  if (owner < 0) return STATIC_REFLECTORS[statics[staticIndex(owner)]!.kind]
  const { class: objectClass } = roadUsers.get(owner)!
  return { kind: 'body', crossSection: 10 ** (RADAR_CROSS_SECTION[objectClass] / 10), points: POINTS[objectClass] }
}

function addVisiblePart(
  reflections: RadarReflections,
  view: RadarView,
  bodies: BodySet,
  first: number,
  end: number,
  reflector: Reflector,
  placement: SensorPlacement,
  random: Random,
): void {
  if (reflector.kind === 'wall') {
    for (let hit = first; hit < end; hit++) {
      const isMirror = view.incidence[hit]! > MIRROR_COSINE
      if (!isMirror && random.uniform() >= ROUGH_SHARE) continue
      const crossSection = isMirror ? MIRROR_CROSS_SECTION : reflector.crossSectionOfSurface
      addHit(reflections, view, bodies, hit, crossSection, placement)
    }
    return
  }
  const points = Math.min(reflector.points, end - first)
  for (let point = 0; point < points; point++) {
    // One somewhere in each part of equal width.
    const hit = first + Math.floor(((point + random.uniform()) * (end - first)) / points)
    addHit(reflections, view, bodies, hit, reflector.crossSection / points, placement)
  }
}

function addHit(
  reflections: RadarReflections,
  view: RadarView,
  bodies: BodySet,
  hit: number,
  crossSection: number,
  placement: SensorPlacement,
): void {
  const body = view.body[hit]!
  const azimuth = view.azimuth[hit]!
  const direction = placement.yaw + azimuth
  const ux = Math.cos(direction)
  const uy = Math.sin(direction)
  // The point's own velocity: v + ω × lever from the body's axis.
  const leverX = placement.x + view.distance[hit]! * ux - bodies.x[body]!
  const leverY = placement.y + view.distance[hit]! * uy - bodies.y[body]!
  const vx = bodies.vx[body]! - bodies.yawRate[body]! * leverY - placement.vx
  const vy = bodies.vy[body]! + bodies.yawRate[body]! * leverX - placement.vy
  const rangeRate = vx * ux + vy * uy
  reflections.add(view.distance[hit]!, azimuth, 0, rangeRate, crossSection)
}
