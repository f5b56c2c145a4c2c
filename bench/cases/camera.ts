import type { CameraScene } from '../../src/simulation/camera/camera-scene.ts'
import type { Conditions } from '../../src/simulation/camera/conditions.ts'
import { SurroundCameras } from '../../src/simulation/camera/surround-cameras.ts'
import type { RoadUser } from '../../src/simulation/traffic/road-user.ts'
import { findWorldGenerator } from '../../src/simulation/world/generators.ts'
import type { World } from '../../src/simulation/world/world.ts'
import type { BenchCase } from '../case.ts'

/** m a frame: 13 m/s at 10 Hz, so that new ground is painted as on a drive. */
const STEP = 1.3
const FRAMES = 100

/** Six images of one moment each call, the car driving along the world's first route among a dozen road users. */
function surround(world: string, conditions: Conditions, isQuick: boolean): BenchCase {
  return {
    name: `camera/six-images-${world}-${conditions.light}-${conditions.weather}`,
    perCall: { amount: 6, unit: 'images' },
    isQuick,
    prepare: async () => {
      const made = findWorldGenerator(world).generate(1)
      const cameras = new SurroundCameras(made, conditions, 1)
      const scenes = drive(made)
      let frame = 0
      return {
        run: () => {
          frame++
          cameras.render(scenes[frame % FRAMES]!, frame, () => {})
        },
      }
    },
  }
}

function drive(world: World): CameraScene[] {
  const route = world.routes[0]!
  const lanes = new Map(world.map.lanes.map((lane) => [lane.id, lane.centreLine]))
  const line = route.lanes.flatMap((id) => [...(lanes.get(id) ?? [])])
  return Array.from({ length: FRAMES }, (_, i) => {
    // There and back again, so that no frame jumps.
    const station = STEP * (i < FRAMES / 2 ? i : FRAMES - i)
    const ego = poseAt(line, station)
    return { time: 0.1 * i, ego, actors: actorsAround(line, station) }
  })
}

function actorsAround(line: readonly number[], station: number): RoadUser[] {
  return Array.from({ length: 12 }, (_, i) => {
    const pose = poseAt(line, station + 8 * i - 30)
    const side = i % 3 === 0 ? 0 : i % 3 === 1 ? 3.5 : -3.5
    return {
      id: i + 1,
      class: i % 4 === 3 ? 'pedestrian' : i % 5 === 4 ? 'truck' : 'car',
      size: i % 4 === 3 ? [0.6, 0.6, 1.75] : i % 5 === 4 ? [9, 2.5, 3.5] : [4.5, 1.8, 1.5],
      x: pose.x - side * Math.sin(pose.yaw),
      y: pose.y + side * Math.cos(pose.yaw),
      yaw: pose.yaw,
      speed: 8,
      acceleration: i % 2 === 0 ? -2 : 0,
      yawRate: 0,
      turnSignal: 'off',
    }
  })
}

function poseAt(line: readonly number[], station: number): { x: number; y: number; yaw: number } {
  let left = Math.max(0, station)
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [dx, dy] = [line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!]
    const length = Math.hypot(dx, dy)
    const isLast = i + 5 >= line.length
    if (length > 0 && (left <= length || isLast)) {
      return { x: line[i]! + (dx * left) / length, y: line[i + 1]! + (dy * left) / length, yaw: Math.atan2(dy, dx) }
    }
    left -= length
  }
  return { x: line[0]!, y: line[1]!, yaw: 0 }
}

export const CAMERA_CASES: readonly BenchCase[] = [
  surround('city-grid', { light: 'day', weather: 'clear' }, true),
  surround('city-grid', { light: 'night', weather: 'rain' }, false),
  surround('highway', { light: 'day', weather: 'clear' }, false),
]
