import type { SweepFrame } from '../../src/core/observations.ts'
import type { LidarObjectDetector } from './objects/lidar-objects.ts'

/** Frames that stay valid: as {@link SweepFrame} promises. */
const KEPT = 4
/** Of an intensity byte; sensors that send 0..1 never exceed 1. */
const LARGEST_BYTE = 255

type Columns = Pick<SweepFrame, 'x' | 'y' | 'z' | 'height' | 'intensity'>

/** Copies of the points that a detector has placed, for those who look at sweeps themselves. The buffers go round. */
export class SweepFrames {
  readonly #buffers: Columns[] = Array.from({ length: KEPT }, () => columns(0))
  #next = 0

  /** The detector's last sweep. */
  frame(
    { points, heights }: LidarObjectDetector,
    { stamp, sequence, sensor }: Pick<SweepFrame, 'stamp' | 'sequence' | 'sensor'>,
  ): SweepFrame {
    const { count } = points
    const slot = this.#next++ % KEPT
    if (this.#buffers[slot]!.x.length < count) this.#buffers[slot] = columns(points.x.length)
    const buffer = this.#buffers[slot]!
    buffer.x.set(points.x.subarray(0, count))
    buffer.y.set(points.y.subarray(0, count))
    buffer.z.set(points.z.subarray(0, count))
    buffer.height.set(heights.subarray(0, count))
    scaleIntensity(points.intensity, count, buffer.intensity)
    return { kind: 'sweep', stamp, sequence, sensor, count, ...buffer }
  }
}

/** out := 0..1 of what the sensor sends: bytes, or 0..1 (KITTI). */
function scaleIntensity(sent: Float32Array, count: number, out: Float32Array): void {
  let largest = 0
  for (let i = 0; i < count; i++) if (sent[i]! > largest) largest = sent[i]!
  const scale = largest > 1 ? 1 / LARGEST_BYTE : 1
  for (let i = 0; i < count; i++) out[i] = Math.min(1, Math.max(0, scale * sent[i]!))
}

function columns(length: number): Columns {
  const column = () => new Float32Array(length)
  return { x: column(), y: column(), z: column(), height: column(), intensity: column() }
}
