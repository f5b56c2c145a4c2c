import { NO_FRAMES, type SensorFrames } from '../../../src/core/frames.ts'
import type { RadarDetection } from '../../../src/core/messages.ts'
import type { ImageFrame, RadarObservation, SensorPose, SweepFrame } from '../../../src/core/observations.ts'
import type { EgoState, Scene, TrackedObject } from '../../../src/core/scene.ts'
import { egoState } from '../../planning/scene-fixtures.ts'

export const LEVEL = { yaw: 0, pitch: 0, roll: 0 } as const
export const RADAR: SensorPose = { position: [3, 0, 0.5], ...LEVEL }

interface SceneParts {
  readonly stamp?: number
  readonly ego?: Partial<EgoState>
  readonly objects?: readonly TrackedObject[]
  readonly images?: readonly ImageFrame[]
  readonly sweeps?: readonly SweepFrame[]
  readonly radars?: readonly RadarObservation[]
}

/** A standing car unless told otherwise. */
export function sceneWith({ stamp = 0, ego = {}, objects = [], images, sweeps, radars }: SceneParts): Scene {
  const byName = <One extends { readonly sensor: string }>(frames: readonly One[] = []) =>
    new Map(frames.map((frame) => [frame.sensor, frame]))
  const frames: SensorFrames = {
    navigation: NO_FRAMES.navigation,
    images: byName(images),
    sweeps: byName(sweeps),
    radars: byName(radars),
  }
  return { stamp, ego: egoState({ stamp, speed: 0, ...ego }), objects, newest: new Map(), frames }
}

/** Points as x, y, z (also the height over the ground) and intensity. */
export function sweepOf(points: readonly (readonly [number, number, number, number])[], stamp = 0): SweepFrame {
  const column = (axis: number) => Float32Array.from(points.map((point) => point[axis]!))
  const [x, y, z, height, intensity] = [column(0), column(1), column(2), column(2), column(3)]
  return { kind: 'sweep', stamp, sequence: 0, sensor: 'lidar/roof', count: points.length, x, y, z, height, intensity }
}

export function radarCycle(targets: readonly Partial<RadarDetection>[], stamp = 0): RadarObservation {
  const detections = targets.map((target) => ({
    range: 10,
    rangeStandardDeviation: Number.NaN,
    azimuth: 0,
    azimuthStandardDeviation: Number.NaN,
    elevation: Number.NaN,
    elevationStandardDeviation: Number.NaN,
    rangeRate: 0,
    rangeRateStandardDeviation: Number.NaN,
    radarCrossSection: 10,
    slot: -1,
    isNewInSlot: false,
    ...target,
  }))
  return { kind: 'radar', stamp, sequence: 0, sensor: 'radar/front', detections }
}
