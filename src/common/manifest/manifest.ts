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
export type InputSource =
  | CameraSource
  | EgoHistorySource
  | ConstantSource
  | RasterSource
  | FrontPictureSource
  | SensorValiditySource
  | NavigationSource
  | RouteMapSource

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

/** The planner's raster from above (docs/raster.md): float32 as (byte - empty) / 128, uint8 as the bytes. */
export interface RasterSource {
  readonly kind: 'raster'
}

/** The planner's front picture, [1, 3, height, width] R, G, B (docs/raster.md). Integer inputs take the bytes. */
export interface FrontPictureSource {
  readonly kind: 'front-picture'
  /** What the bytes 0 and 255 become. */
  readonly range: readonly [low: number, high: number]
}

/** Share of the mounted cameras, lidars and radars with a fresh frame, and whether there is a front picture: 0 to 1 each. */
export interface SensorValiditySource {
  readonly kind: 'sensor-validity'
}

/** The route ahead: see `writeNavigation`. */
export interface NavigationSource {
  readonly kind: 'navigation'
  /** m ahead along the route, rising. */
  readonly distances: readonly number[]
  /** Whether the places are moved sideways so that the route goes through the car: see `alignNavigation`. */
  readonly isAligned: boolean
}

/** The route ahead, through the car, drawn from above: see `drawRouteMap`. */
export interface RouteMapSource {
  readonly kind: 'route-map'
  /** m ahead along the route of the places that it is drawn through, rising. */
  readonly distances: readonly number[]
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
  | TrajectoryScoresDecoding
  | CentrePointsDecoding
  | MapsDecoding

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

/**
 * Scores [.., trajectories, columns] as logits of a fixed vocabulary of trajectories in the ego frame of the scene. The
 * best one is driven. With σ the sigmoid and the softmax over all trajectories:
 *   score = Π_choice softmax^weight · Π_factor σ^weight · Σ_mean weight·σ / Σ_mean weight
 */
export interface TrajectoryScoresDecoding {
  readonly kind: 'trajectory-scores'
  /** s after the scene, one a pose, rising. */
  readonly times: readonly number[]
  /** x, y, yaw of every pose (m, m, rad), trajectory by trajectory. */
  readonly trajectories: readonly number[]
  readonly columns: readonly TrajectoryScoreColumn[]
  /** How many next-best trajectories the supervisor is given beside the best. */
  readonly alternatives: number
  /**
   * m, root mean square distance between poses: trajectories that are nearer to the best one are averaged with it, by score, and
   * are no alternatives to it; likewise around each alternative. 0: each stands alone.
   */
  readonly blend: number
  /** What is added to each trajectory; null: they are driven as they stand. */
  readonly refinement: TrajectoryRefinement | null
}

/** Another output [.., trajectories, poses × 3]: its values, clipped to ±1, times the scale are added to x, y, yaw. */
export interface TrajectoryRefinement {
  readonly output: string
  /** m, m, rad: the most that is added. */
  readonly scale: readonly number[]
}

export interface TrajectoryScoreColumn {
  /** For reports and people. */
  readonly score: string
  readonly combine: ScoreCombination
  readonly weight: number
}

/** choice: one of all is right; factor: must not be broken; mean: the more the better; none: takes no part. */
export const SCORE_COMBINATIONS = ['choice', 'factor', 'mean', 'none'] as const
export type ScoreCombination = (typeof SCORE_COMBINATIONS)[number]

/**
 * Objects by their centres on a grid from above, [1, classes + 8, rows, columns]: rows run to the right, columns ahead.
 * First a map of logits by class, each peak of which is an object; then at its cell, from the middle of the cell ahead and
 * to the left in cells, ln of length and width in m, cos and sin of the heading, velocity over ground ahead and to the left.
 */
export interface CentrePointsDecoding {
  readonly kind: 'centre-points'
  /** By channel. */
  readonly classes: readonly ObjectClass[]
  /** Probability above which a peak is an object. */
  readonly threshold: number
  /** m: side of a cell; ego frame: x of the first column's rear edge, y of the first row's left edge. */
  readonly cell: number
  readonly rear: number
  readonly left: number
  /** m/s of 1 in the maps of velocity. */
  readonly velocityScale: number
}

/** Pictures from above for people, [1, names, rows, columns] as logits: rows run to the right, columns ahead. */
export interface MapsDecoding {
  readonly kind: 'maps'
  /** By channel. */
  readonly names: readonly string[]
  /** m: side of a cell; ego frame: x of the first column's rear edge, y of the first row's left edge. */
  readonly cell: number
  readonly rear: number
  readonly left: number
}
