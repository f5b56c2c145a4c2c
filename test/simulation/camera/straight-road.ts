import type { Lane, LaneBoundary, LaneMap, LightState, MarkingPattern } from '../../../src/common/map/lane-map.ts'
import type { ObjectClass } from '../../../src/core/messages.ts'
import type { CameraActor, CameraScene } from '../../../src/simulation/camera/camera-scene.ts'
import type { World } from '../../../src/simulation/world/world.ts'

const FROM = -100
const TO = 300

function boundary(y: number, pattern: MarkingPattern): LaneBoundary {
  return { line: Float64Array.of(FROM, y, TO, y), pattern, colour: 'white', isRaised: false }
}

function lane(id: number, y: number, left: MarkingPattern, right: MarkingPattern): Lane {
  return {
    id,
    kind: 'vehicle',
    centreLine: Float64Array.of(FROM, y, TO, y),
    leftBoundary: boundary(y + 1.75, left),
    rightBoundary: boundary(y - 1.75, right),
    width: 3.5,
    speedLimit: 13.9,
    successors: [],
    predecessors: [],
    left: null,
    right: null,
    isJunction: false,
    turn: 'none',
    yieldsTo: [],
  }
}

/** One lane along x with solid lines at y = ±1.75 on asphalt to ±6, a stop line at x = 20, and a signal of that state where asked. */
export function straightRoad(signal?: { readonly x: number; readonly state: LightState }): World {
  const map: LaneMap = {
    lanes: [lane(1, 0, 'solid', 'solid')],
    stopLines: [{ id: 1, kind: 'signal', line: Float64Array.of(20, -1.75, 20, 1.75), lanes: [1] }],
    crosswalks: [],
    trafficLights: signal
      ? [
          {
            id: 1,
            position: [signal.x, 0, 2],
            yaw: Math.PI,
            lanes: [],
            stopLine: 0,
            phases: [{ state: signal.state, duration: 10 }],
            phasesBegin: 0,
          },
        ]
      : [],
    drivableAreas: [Float64Array.of(FROM, -6, TO, -6, TO, 6, FROM, 6)],
  }
  return { name: 'straight-road', seed: 1, map, statics: [], ground: 'grass', routes: [] }
}

/** A car at the origin that looks along x. */
export function sceneOf(actors: readonly CameraActor[] = [], time = 0): CameraScene {
  return { time, ego: { x: 0, y: 0, yaw: 0 }, actors }
}

export function actor(
  kind: ObjectClass,
  x: number,
  y: number,
  size: readonly [number, number, number],
  changes: Partial<CameraActor> = {},
): CameraActor {
  const rest = { yaw: 0, speed: 5, acceleration: 0, yawRate: 0, turnSignal: 'off' as const }
  return { id: 1, class: kind, size, x, y, ...rest, ...changes }
}
