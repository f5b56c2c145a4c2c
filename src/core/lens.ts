/**
 * A camera's inner calibration: pinhole with the distortion of Brown 1966 and Conrady 1919 (OpenCV's and ROS's
 * `plumb_bob`). Optical frame: x right, y down, z forward; the centre of the first pixel is (0, 0).
 */
export interface Lens {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Focal lengths and principal point, pixels. */
  readonly fx: number
  readonly fy: number
  readonly cx: number
  readonly cy: number
  /** k1, k2, p1, p2, k3; no unit. */
  readonly distortion: readonly [number, number, number, number, number]
}
