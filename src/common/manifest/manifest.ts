import type { ObjectClass } from '../../core/messages.ts'
import type { TensorType } from '../../core/tensor.ts'

/**
 * What the stack needs to know to run somebody's network: a JSON file beside the ONNX file. docs/manifest.md documents
 * every field with examples; `parseManifest` reads it.
 */
export interface Manifest {
  readonly name: string
  readonly model: ManifestModel
  readonly inputs: readonly ManifestInput[]
  readonly outputs: readonly ManifestOutput[]
}

export interface ManifestModel {
  /** Relative to the manifest's folder. */
  readonly file: string
  /** Lower-case hex SHA-256 of the file. */
  readonly sha256: string
}

export interface ManifestInput {
  /** As the network calls it. */
  readonly name: string
  readonly type: TensorType
  /** Without open axes: a manifest fixes what the network leaves open. */
  readonly shape: readonly number[]
  readonly source: InputSource
}

/** Where an input's values come from. */
export type InputSource = CameraSource | EgoHistorySource | ConstantSource

/**
 * A cut-out of a camera's picture: value = (low + pixel / 255 · (high - low) - mean) / standard deviation, by channel;
 * integer inputs take the pixel as it is.
 */
export interface CameraSource {
  readonly kind: 'camera'
  /** NAME of the topic /camera/NAME/image. */
  readonly camera: string
  /** Axes of the input's shape; batch is 1. */
  readonly layout: 'NCHW' | 'NHWC'
  readonly colours: ColourOrder
  /** The part of the picture that is shown to the network, as shares of its width and height. */
  readonly crop: Crop
  readonly resize: ResizeFilter
  /** What the pixel values 0 and 255 become before mean and standard deviation. */
  readonly range: readonly [low: number, high: number]
  /** By channel, in the order of `colours`. */
  readonly mean: readonly number[]
  readonly standardDeviation: readonly number[]
}

export const COLOUR_ORDERS = ['RGB', 'BGR', 'grey'] as const
export type ColourOrder = (typeof COLOUR_ORDERS)[number]

export interface Crop {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * nearest: the pixel whose square the target's centre lies in. bilinear: between the four around it (OpenCV's
 * INTER_LINEAR: half-pixel centres, nothing is smoothed when shrinking). area: the mean over the target pixel's square
 * (OpenCV's INTER_AREA when shrinking).
 */
export const RESIZE_FILTERS = ['nearest', 'bilinear', 'area'] as const
export type ResizeFilter = (typeof RESIZE_FILTERS)[number]

/** What the car did: for each time, oldest first, the named values one after the other. */
export interface EgoHistorySource {
  readonly kind: 'ego-history'
  /** s before now, falling: 1.5, 1, 0.5, 0. */
  readonly times: readonly number[]
  readonly values: readonly EgoHistoryValue[]
}

/** speed m/s, acceleration m/s², yaw-rate rad/s, front-wheel-angle rad; x m, y m, yaw rad: the pose then, in the ego frame now. */
export const EGO_HISTORY_VALUES = ['speed', 'acceleration', 'yaw-rate', 'front-wheel-angle', 'x', 'y', 'yaw'] as const
export type EgoHistoryValue = (typeof EGO_HISTORY_VALUES)[number]

/** The same values at every run: as many as the input holds, or one for all. */
export interface ConstantSource {
  readonly kind: 'constant'
  readonly values: readonly number[]
}

export interface ManifestOutput {
  /** As the network calls it. */
  readonly name: string
  readonly decode: OutputDecoding
}

/** What an output means. */
export type OutputDecoding =
  | SegmentationDecoding
  | GridDetectionsDecoding
  | WaypointsDecoding
  | SteeringDecoding
  | SpeedDecoding

/** Scores [1, classes, height, width]: each pixel belongs to the class with the highest one, the first of equals. */
export interface SegmentationDecoding {
  readonly kind: 'segmentation'
  /** By channel. */
  readonly classes: readonly string[]
}

/**
 * Detections [1, channels, rows, columns], one a cell. In cell (r, c), from the channels named here:
 *   score  = objectness^objectnessExponent · max over classes ^ classExponent
 *   centre = ((c + f(x)) / columns, (r + f(y)) / rows), f the centre function
 *   size   = (g(w), g(h)), g the size function
 * as shares of the cut-out of the picture.
 */
export interface GridDetectionsDecoding {
  readonly kind: 'grid-detections'
  readonly channels: {
    readonly objectness: number
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    /** Of the first class; the others follow. */
    readonly classes: number
  }
  readonly centre: CellFunction
  readonly size: CellFunction
  readonly objectnessExponent: number
  readonly classExponent: number
  /** A detection is kept when its score is greater. */
  readonly threshold: number
  /** Of two boxes that overlap by more, the lower score goes. */
  readonly overlap: number
  /** Whether boxes of different classes suppress one another. */
  readonly isClassAgnostic: boolean
  /** By channel, from `channels.classes` on. */
  readonly classes: readonly string[]
  /** What the network's classes are for fusion; those not named are not road users. */
  readonly roadUsers: Readonly<Record<string, ObjectClass>>
}

export const CELL_FUNCTIONS = ['none', 'sigmoid', 'tanh', 'exp'] as const
export type CellFunction = (typeof CELL_FUNCTIONS)[number]

/** A path: [.., points, columns], row by row; value = output · scale + offset. */
export interface WaypointsDecoding {
  readonly kind: 'waypoints'
  /** s after the picture, one a point, rising. */
  readonly times: readonly number[]
  readonly columns: readonly WaypointColumn[]
  readonly frame: WaypointFrame
}

export interface WaypointColumn {
  readonly quantity: WaypointQuantity
  readonly scale: number
  readonly offset: number
}

/** x forward m, y left m, yaw counter-clockwise rad, speed m/s; `none`: a column that nobody needs. */
export const WAYPOINT_QUANTITIES = ['x', 'y', 'yaw', 'speed', 'none'] as const
export type WaypointQuantity = (typeof WAYPOINT_QUANTITIES)[number]

/** ego: from the middle of the rear axle. camera: from under the first camera input, along its view. */
export const WAYPOINT_FRAMES = ['ego', 'camera'] as const
export type WaypointFrame = (typeof WAYPOINT_FRAMES)[number]

/** One number: value = output · gain + offset. */
export interface SteeringDecoding {
  readonly kind: 'steering'
  /** curvature 1/m; angles in rad; left positive. */
  readonly quantity: SteeringQuantity
  readonly gain: number
  readonly offset: number
}

export const STEERING_QUANTITIES = ['curvature', 'front-wheel-angle', 'steering-wheel-angle'] as const
export type SteeringQuantity = (typeof STEERING_QUANTITIES)[number]

/** One number: the speed to drive, m/s = output · gain + offset. Goes with steering. */
export interface SpeedDecoding {
  readonly kind: 'speed'
  readonly gain: number
  readonly offset: number
}
