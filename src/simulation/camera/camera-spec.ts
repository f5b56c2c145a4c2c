import type { CameraMounting } from '../../common/geometry/camera-pose.ts'
import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { Lens } from '../../core/lens.ts'

/** One camera: what it is called, where it sits, and how it projects. */
export interface CameraSpec {
  /** NAME in /camera/NAME/image. */
  readonly name: string
  readonly lens: Lens
  readonly mounting: CameraMounting
}

/** Barrel distortion of a production camera with a field of view around 60°, a few pixels in the corners. */
const DISTORTION = [-0.06, 0.012, 0.0004, -0.0003, 0] as const

function camera(
  name: string,
  [width, height, focal]: readonly [number, number, number],
  position: readonly [number, number, number],
  yawDeg: number,
  pitchDeg: number,
): CameraSpec {
  const lens: Lens = {
    width,
    height,
    fx: focal,
    fy: focal,
    cx: (width - 1) / 2,
    cy: (height - 1) / 2,
    distortion: DISTORTION,
  }
  const mounting = { position, yaw: yawDeg * RADIANS_PER_DEGREE, pitch: pitchDeg * RADIANS_PER_DEGREE, roll: 0 }
  return { name, lens, mounting }
}

/** 0.3 m at 50 m are 4.2 pixels: f·0.3/50 with f = 700. Field of view 58°. */
const FRONT = [768, 384, 700] as const
/** Field of view 76°: neighbours overlap by a few degrees. */
const SIDE = [384, 192, 245] as const

/**
 * Six cameras around a car whose rear axle is the origin: behind the windscreen, on both wings looking ahead and back,
 * and at the boot. Layout as on nuScenes' car (Caesar et al. 2020, figure 4).
 */
export const SURROUND_CAMERAS: readonly CameraSpec[] = [
  camera('front', FRONT, [1.7, 0, 1.45], 0, 1.5),
  camera('front-left', SIDE, [1.5, 0.75, 1.4], 55, 3),
  camera('front-right', SIDE, [1.5, -0.75, 1.4], -55, 3),
  camera('back-left', SIDE, [1.0, 0.8, 1.4], 115, 3),
  camera('back-right', SIDE, [1.0, -0.8, 1.4], -115, 3),
  camera('back', SIDE, [-0.85, 0, 1.25], 180, 5),
]
