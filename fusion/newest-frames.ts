import { NO_FRAMES, type SensorFrames } from '../src/core/frames.ts'
import type { ImageFrame, Observation, RadarObservation, SweepFrame } from '../src/core/observations.ts'

type Frame = ImageFrame | SweepFrame | RadarObservation
type Ordered = Pick<Observation, 'stamp' | 'sequence'>

/** Keeps the newest frame of each sensor beside the fold: they are passed on, not fused. */
export class NewestFrames {
  #frames: SensorFrames = NO_FRAMES

  /** The same object until a newer frame comes. */
  get frames(): SensorFrames {
    return this.#frames
  }

  /** Returns whether the observation is nothing but a frame, with nothing in it to fuse. */
  add(observation: Observation): boolean {
    const { images, sweeps, radars, navigation } = this.#frames
    switch (observation.kind) {
      case 'image':
        this.#frames = { ...this.#frames, images: withNewer(images, observation) }
        return true
      case 'sweep':
        this.#frames = { ...this.#frames, sweeps: withNewer(sweeps, observation) }
        return true
      case 'navigation':
        if (!navigation || isNewer(observation, navigation)) this.#frames = { ...this.#frames, navigation: observation }
        return true
      case 'radar':
        this.#frames = { ...this.#frames, radars: withNewer(radars, observation) }
        return false
      default:
        return false
    }
  }
}

function withNewer<One extends Frame>(frames: ReadonlyMap<string, One>, frame: One): ReadonlyMap<string, One> {
  const known = frames.get(frame.sensor)
  if (known && !isNewer(frame, known)) return frames
  return new Map(frames).set(frame.sensor, frame)
}

/** By stamp, then sequence: what is newest must not depend on who came first. */
function isNewer(one: Ordered, other: Ordered): boolean {
  return (one.stamp - other.stamp || one.sequence - other.sequence) > 0
}
