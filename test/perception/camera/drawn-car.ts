import type { RgbPicture } from '../../../src/common/manifest/camera-input.ts'
import type { PictureBox } from '../../../src/common/manifest/picture-boxes.ts'
import type { Lens } from '../../../src/core/lens.ts'
import { noise } from './scripted-decoder.ts'

export const LENS: Lens = {
  width: 640,
  height: 400,
  fx: 720,
  fy: 720,
  cx: 319.5,
  cy: 169.5,
  distortion: [0, 0, 0, 0, 0],
}
export const MOUNTING = { position: [1.7, 0, 1.65], yaw: 0, pitch: 0, roll: 0 } as const

export interface DrawnCar {
  /** m from the camera to the rear axle, and to the left. */
  readonly axle: number
  readonly lateral?: number
  readonly width?: number
  /** Luminances. */
  readonly body?: number
  readonly road?: number
  /** m by which its shadow on the road reaches towards the camera, and to the left; 0: none. */
  readonly shadow?: number
  readonly shadowAside?: number
}

/** A car's rear on a noisy road, by the pinhole: body, window, lamps and tyres in the plane of the axle, and its shadow. */
export function drawCar(car: DrawnCar): { readonly picture: RgbPicture; readonly box: PictureBox } {
  const { axle, lateral = 0, width = 1.75, body = 70, road = 130, shadow = 0, shadowAside = 0 } = car
  const picture = { width: LENS.width, height: LENS.height, pixels: new Uint8Array(3 * LENS.width * LENS.height) }
  noise(3, road, 0, 4)(picture.pixels)
  const column = (left: number, distance: number) => LENS.cx + 0.5 - (LENS.fx * left) / distance
  const row = (up: number, distance: number) => LENS.cy + 0.5 - (LENS.fy * (up - MOUNTING.position[2])) / distance
  fill(picture, { left: 0, top: 0, right: LENS.width, bottom: LENS.cy }, 190)
  for (let near = 0; near < shadow; near += 0.02) {
    const d = axle - near
    const aside = lateral + (shadowAside * near) / shadow
    const [top, bottom] = [row(0, d), row(0, d - 0.03)]
    fill(picture, { left: column(aside + 0.5 * width, d), right: column(aside - 0.5 * width, d), top, bottom }, 38)
  }
  const part = (left: number, right: number, high: number, low: number, luminance: number) =>
    fill(
      picture,
      {
        left: column(lateral + left * width, axle),
        right: column(lateral - right * width, axle),
        top: row(high, axle),
        bottom: row(low, axle),
      },
      luminance,
    )
  part(0.5, 0.5, 1.45, 0.3, body)
  part(0.4, 0.4, 1.4, 1, 40)
  for (const side of [1, -1]) {
    part(side > 0 ? 0.48 : -0.38, side > 0 ? -0.38 : 0.48, 0.95, 0.75, 180)
    part(side > 0 ? 0.5 : -0.38, side > 0 ? -0.38 : 0.5, 0.3, 0, 18)
  }
  part(0.38, 0.38, 0.3, 0.03, 22)
  const box = {
    left: column(lateral + 0.5 * width, axle),
    right: column(lateral - 0.5 * width, axle),
    top: row(1.45, axle),
    bottom: row(0, axle - shadow),
  }
  return { picture, box }
}

/** Noise of a standard deviation of 2, of no pattern. */
function grainAt(x: number, y: number): number {
  const mixed = Math.imul(Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 1, 0x85ebca6b), 0xc2b2ae35)
  return (((mixed >>> 16) & 255) / 255 - 0.5) * 7
}

/** With noise and soft edges: a pixel that is half covered has half of the colour. */
function fill({ width, height, pixels }: RgbPicture, box: PictureBox, luminance: number): void {
  const { left, top, right, bottom } = box
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++) {
    const down = Math.min(y + 1, bottom) - Math.max(y, top)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) {
      const share = down * (Math.min(x + 1, right) - Math.max(x, left))
      const grain = grainAt(x, y)
      for (let k = 0; k < 3; k++) {
        const at = 3 * (y * width + x) + k
        pixels[at] = pixels[at]! + share * (luminance + grain - pixels[at]!)
      }
    }
  }
}
