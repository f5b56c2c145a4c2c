import type { BicycleState } from '../../src/common/motion/bicycle.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import type { Stamp } from '../../src/core/time.ts'

/** A path over the world's x: y, slope and curvature there. */
export interface WorldPath {
  readonly y: (x: number) => number
}

/**
 * A plan over 4 s along a world path at constant speed, as a lane-keeping planner would give it: it starts on the path
 * beside the car, not at the car, so that the controller has an error to remove.
 */
export function planAlong(path: WorldPath, plant: BicycleState, speed: number, stamp: Stamp): Trajectory {
  const points: TrajectoryPoint[] = []
  let x = plant.x
  for (let i = 0; i <= 40; i++) {
    const slope = derivative(path.y, x)
    points.push(inEgoFrame(plant, x, path.y(x), Math.atan(slope), curvatureAt(path, x), speed, 0.1 * i))
    x += (0.1 * speed) / Math.sqrt(1 + slope * slope)
  }
  return { stamp, planner: 'test', points, reason: '' }
}

/** 1/m, left positive: y″ / (1 + y′²)^1.5. */
function curvatureAt(path: WorldPath, x: number): number {
  const second = (path.y(x + 0.1) - 2 * path.y(x) + path.y(x - 0.1)) / 0.01
  return second / (1 + derivative(path.y, x) ** 2) ** 1.5
}

function derivative(f: (x: number) => number, x: number): number {
  return (f(x + 0.01) - f(x - 0.01)) / 0.02
}

function inEgoFrame(
  plant: BicycleState,
  x: number,
  y: number,
  yaw: number,
  curvature: number,
  speed: number,
  time: number,
): TrajectoryPoint {
  const cos = Math.cos(plant.yaw)
  const sin = Math.sin(plant.yaw)
  const dx = x - plant.x
  const dy = y - plant.y
  return {
    time,
    x: cos * dx + sin * dy,
    y: -sin * dx + cos * dy,
    yaw: yaw - plant.yaw,
    speed,
    acceleration: 0,
    curvature,
  }
}
