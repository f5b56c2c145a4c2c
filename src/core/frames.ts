import type { ImageFrame, NavigationObservation, RadarObservation, SweepFrame } from './observations.ts'

/** The newest decoded data of each sensor, by its name in observations (`camera/front`), for planners that look for themselves. */
export interface SensorFrames {
  readonly images: ReadonlyMap<string, ImageFrame>
  readonly sweeps: ReadonlyMap<string, SweepFrame>
  readonly radars: ReadonlyMap<string, RadarObservation>
  /** Where the car is to go; null where nobody said. */
  readonly navigation: NavigationObservation | null
}

export const NO_FRAMES: SensorFrames = {
  images: new Map(),
  sweeps: new Map(),
  radars: new Map(),
  navigation: null,
}
