import type { Observation } from '../../src/core/observations.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'

/** Makes observations of one message's sound frames; the decoded values are in the message's own buffer. */
export interface FrameObserver {
  /** A sound frame. */
  observe(frame: FrameStamp, observations: Observation[], warnings: Warning[]): void
  /** A frame of this id came but is unusable. */
  miss(frame: FrameStamp, observations: Observation[]): void
}

/** When a frame came and its place in its sensor's order; one object is used for all frames, so keep no reference. */
export interface FrameStamp {
  stamp: Stamp
  sequence: number
}
