import type { ImageFrame } from '../../core/observations.ts'
import type { CameraTables } from './camera-tables.ts'
import type { ImageRemap } from './image-remap.ts'
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

/** The front picture as an ideal pinhole sees it (`FRONT_IMAGE`), by a table per lens and mounting. */
export class FrontImage {
  readonly #tables: CameraTables
  #known: (View & { readonly remap: ImageRemap }) | null = null

  constructor(tables: CameraTables) {
    this.#tables = tables
  }

  /** out := [3, height, width]; black where the camera sees nothing. `frame` must have a lens and a mounting. */
  write(frame: ImageFrame, out: Uint8Array): void {
    const { lens, mounting, pixels } = frame
    if (!lens || !mounting) throw new Error(`expected a lens and a mounting, found none: ${frame.sensor}`)
    if (!this.#known || !isSameView(this.#known, lens, mounting)) {
      this.#known = { lens, mounting, remap: this.#tables.front(lens, mounting) }
    }
    this.#known.remap.write(pixels, out, 'planar')
  }
}
