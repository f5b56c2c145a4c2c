import type { ObjectClass } from '../../core/messages.ts'
import type { Trajectory } from '../../core/plan.ts'
import type { EgoState, Scene, TrackedObject } from '../../core/scene.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { foxglove } from './runtime.ts'
import { quaternionFromYaw, vector } from './vectors.ts'

/** Scenes come at 20 Hz; a track that is in none of the next four is gone. */
const LIFETIME = { seconds: 0, nanos: 200_000_000 }
const IDENTITY = { x: 0, y: 0, z: 0, w: 1 }
const PLAN_COLOUR = { r: 0.1, g: 0.7, b: 1, a: 0.9 }
const WHITE = { r: 1, g: 1, b: 1, a: 1 }
const COLOURS: Readonly<Record<ObjectClass, { r: number; g: number; b: number }>> = {
  unknown: { r: 0.6, g: 0.6, b: 0.6 },
  car: { r: 0.2, g: 0.5, b: 1 },
  truck: { r: 0.5, g: 0.3, b: 0.9 },
  bus: { r: 0.9, g: 0.8, b: 0.1 },
  motorcycle: { r: 1, g: 0.5, b: 0.1 },
  cyclist: { r: 0.1, g: 0.8, b: 0.4 },
  pedestrian: { r: 1, g: 0.2, b: 0.3 },
  static: { r: 0.4, g: 0.4, b: 0.4 },
}

/** /fusion/scene: tracks as boxes with velocity and text, the plan as a line; all in the `ego` frame of the scene. */
export function encodeSceneUpdate(scene: Scene, plan: Trajectory | null, time: AbsoluteTime): Uint8Array {
  const timestamp = time.timestamp(scene.stamp)
  const common = { timestamp, frameId: 'ego', lifetime: LIFETIME }
  const entities = scene.objects.map((object) => ({
    ...common,
    id: `track/${object.id}`,
    cubes: [box(object)],
    arrows: arrows(object),
    texts: [label(object)],
  }))
  const lines = plan && plan.points.length > 1 ? [path(plan)] : []
  const planned = { ...common, timestamp: plan ? time.timestamp(plan.stamp) : timestamp, id: 'plan', lines }
  return foxglove.SceneUpdate.encode({ entities: [...entities, planned] }).finish()
}

/** /fusion/tf: the ego frame in the world frame, by which a viewer places all that is in the ego frame. */
export function encodeTransforms(ego: EgoState, time: AbsoluteTime): Uint8Array {
  return foxglove.FrameTransforms.encode({
    transforms: [
      {
        timestamp: time.timestamp(ego.stamp),
        parentFrameId: 'world',
        childFrameId: 'ego',
        translation: vector(ego.position),
        rotation: quaternionFromYaw(ego.yaw),
      },
    ],
  }).finish()
}

function box(object: TrackedObject): foxglove.CubePrimitive.$Properties {
  return {
    pose: { position: vector(object.position), orientation: quaternionFromYaw(object.yaw) },
    size: vector(object.size),
    // A track that is not believed yet is pale.
    color: { ...COLOURS[object.class], a: object.isConfirmed ? 0.6 : 0.2 },
  }
}

/** Along the velocity over ground, 1 m for 1 m/s, drawn above the roof. */
function arrows(object: TrackedObject): foxglove.ArrowPrimitive.$Properties[] {
  const [vx, vy] = object.velocity
  const speed = Math.hypot(vx, vy)
  if (!(speed > 0.3)) return []
  const [x, y, z] = object.position
  return [
    {
      pose: {
        position: { x, y, z: z + object.size[2] / 2 },
        orientation: quaternionFromYaw(Math.atan2(vy, vx)),
      },
      shaftLength: speed,
      shaftDiameter: 0.15,
      headLength: 0.5,
      headDiameter: 0.4,
      color: { ...COLOURS[object.class], a: 1 },
    },
  ]
}

function label(object: TrackedObject): foxglove.TextPrimitive.$Properties {
  const [x, y, z] = object.position
  const speed = Math.hypot(object.velocity[0], object.velocity[1])
  return {
    pose: { position: { x, y, z: z + object.size[2] / 2 + 0.5 }, orientation: IDENTITY },
    billboard: true,
    scaleInvariant: true,
    fontSize: 12,
    color: WHITE,
    text: `${object.class} ${object.id}  ${speed.toFixed(1)} m/s  ${Math.round(object.existence * 100)} %`,
  }
}

function path(plan: Trajectory): foxglove.LinePrimitive.$Properties {
  return {
    type: foxglove.LinePrimitive.Type.LINE_STRIP,
    pose: { position: { x: 0, y: 0, z: 0 }, orientation: IDENTITY },
    thickness: 0.3,
    points: plan.points.map(({ x, y }) => ({ x, y, z: 0.05 })),
    color: PLAN_COLOUR,
  }
}
