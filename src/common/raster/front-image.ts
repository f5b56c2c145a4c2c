import type { Lens } from '../../core/lens.ts'
import type { ImageFrame, SensorPose } from '../../core/observations.ts'
import { opticalFromEgo } from '../geometry/camera-pose.ts'
import { ImageRemap } from './image-remap.ts'
import { FRONT_IMAGE } from './raster-layout.ts'
import { isSameView, type View } from './same-view.ts'

/** rad; a camera that looks farther to the side is no front camera. */
const LARGEST_YAW = 0.35

/** Of the pictures the one that looks ahead; of several the one with the longest focal length. Null where none does. */
export function frontFrame(frames: Iterable<ImageFrame>): ImageFrame | null {
  let best: ImageFrame | null = null
  for (const frame of frames) {
    if (!frame.lens || !frame.mounting || Math.abs(frame.mounting.yaw) > LARGEST_YAW) continue
    const isLonger = !best || frame.lens.fx > best.lens!.fx
    // Equal lenses by name, so that who came first does not matter.
    if (isLonger || (frame.lens.fx === best!.lens!.fx && frame.sensor < best!.sensor)) best = frame
  }
  return best
}

/** {@link FRONT_IMAGE} as a lens that looks along the car, level. */
const PINHOLE: Lens = {
  width: FRONT_IMAGE.width,
  height: FRONT_IMAGE.height,
  fx: FRONT_IMAGE.focal,
  fy: FRONT_IMAGE.focal,
  cx: FRONT_IMAGE.centreX,
  cy: FRONT_IMAGE.horizon,
  distortion: [0, 0, 0, 0, 0],
}

/** The front picture as an ideal pinhole sees it ({@link FRONT_IMAGE}), by a table per lens and mounting. */
export class FrontImage {
  #known: (View & { readonly remap: ImageRemap }) | null = null

  /** out := [3, height, width]; black where the camera sees nothing. `frame` must have a lens and a mounting. */
  write(frame: ImageFrame, out: Uint8Array): void {
    const { lens, mounting, pixels } = frame
    if (!lens || !mounting) throw new Error(`expected a lens and a mounting, found none: ${frame.sensor}`)
    if (!this.#known || !isSameView(this.#known, lens, mounting)) {
      this.#known = { lens, mounting, remap: new ImageRemap(lens, PINHOLE, sourceFromLevel(mounting)) }
    }
    this.#known.remap.write(pixels, out, 'planar')
  }
}

/** From the optical frame of a camera that looks along the car, level, to the mounted one's; row-major 3×3. */
function sourceFromLevel(mounting: SensorPose): Float64Array {
  const r = opticalFromEgo(mounting)
  // Right, down and forward are the ego frame's -y, -z and x.
  return Float64Array.from([0, 3, 6].flatMap((row) => [-r[row + 1]!, -r[row + 2]!, r[row]!]))
}
