import { NO_FRAMES } from '../../core/frames.ts'
import type { EgoState, Scene, TrackedObject } from '../../core/scene.ts'
import type { Stamp } from '../../core/time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** m around the ego car: what fusion's sensors reach. */
const REACH = 150
/** Certain: a variance that is not zero, so that nobody divides by it. */
const CERTAIN = 1e-6

/** The world as a fused scene without error: what `--scene truth` plans on. */
export function truthScene(world: SimulatedWorld): Scene {
  const { stamp } = world
  const newest = new Map<string, Stamp>([['truth', stamp]])
  return { stamp, ego: egoState(world), objects: trackedObjects(world), newest, frames: NO_FRAMES }
}

function egoState(world: SimulatedWorld): EgoState {
  const { x, y, yaw, speed, yawRate, acceleration, frontWheelAngle } = world.ego.motion
  const covariance = new Float64Array(25)
  for (let i = 0; i < 5; i++) covariance[6 * i] = CERTAIN
  return {
    stamp: world.stamp,
    isValid: true,
    position: [x, y, 0],
    origin: null,
    yaw,
    speed,
    yawRate,
    acceleration,
    frontWheelAngle,
    covariance,
    calibration: new Map(),
  }
}

function trackedObjects(world: SimulatedWorld): TrackedObject[] {
  const ego = world.ego.motion
  const cos = Math.cos(ego.yaw)
  const sin = Math.sin(ego.yaw)
  const tracked: TrackedObject[] = []
  const add = (object: Seen, acceleration: number, yawRate: number) => {
    const dx = object.position[0] - ego.x
    const dy = object.position[1] - ego.y
    if (dx * dx + dy * dy > REACH * REACH) return
    const [vx, vy] = object.velocity
    tracked.push({
      id: object.id,
      class: object.class,
      existence: 1,
      isConfirmed: true,
      coastingFor: 0,
      age: world.time,
      position: [cos * dx + sin * dy, -sin * dx + cos * dy, object.position[2]],
      yaw: object.yaw - ego.yaw,
      velocity: [cos * vx + sin * vy, -sin * vx + cos * vy],
      acceleration,
      yawRate,
      size: object.size,
      covariance: SURE,
    })
  }
  for (const user of world.users()) {
    const { id, x, y, yaw, speed, size, acceleration, yawRate } = user
    const velocity = [speed * Math.cos(yaw), speed * Math.sin(yaw), 0] as const
    add({ id, class: user.class, position: [x, y, size[2] / 2], yaw, velocity, size }, acceleration, yawRate)
  }
  for (const obstacle of world.obstacles()) add(obstacle, 0, 0)
  return tracked
}

type Seen = Pick<TrackedObject, 'id' | 'class' | 'yaw' | 'size' | 'position'> & {
  readonly velocity: readonly [number, number, number]
}

const SURE = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? CERTAIN : 0))
