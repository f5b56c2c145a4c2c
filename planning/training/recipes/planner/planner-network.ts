import { EGO_HISTORY_VALUES, type EgoHistoryValue } from '../../../../src/common/manifest/manifest.ts'
import { ROUTE_MAP_SHAPE } from '../../../../src/common/navigation/route-map.ts'
import { RASTER_GRID, RASTER_SHAPE, VALIDITY } from '../../../../src/common/raster/raster-layout.ts'
import { POSE_STRIDE } from '../../../../src/common/scoring/motion-states.ts'
import type { GraphBuilder } from '../../graph/graph-builder.ts'
import type { Value } from '../../graph/value.ts'
import type { Layers } from '../../network/layers.ts'
import type { TrainableNetwork, Values } from '../../network/trainable-network.ts'
import { add, divide, multiply, subtract } from '../../operators/arithmetic.ts'
import { clip, relu, sigmoid } from '../../operators/elementwise.ts'
import { concat, reshape, slice, transpose } from '../../operators/layout.ts'
import {
  binaryCrossEntropy,
  centrePointLoss,
  crossEntropy,
  smoothAbsolute,
  weightedMean,
} from '../../operators/losses.ts'
import { matmul } from '../../operators/products.ts'
import { mean, sum } from '../../operators/reduction.ts'
import { AUXILIARY_MAPS, AUXILIARY_SHAPE } from './auxiliary-maps.ts'
import { BOXES_SHAPE, CENTRES_SHAPE, FOUND_CLASSES } from './centre-point-maps.ts'
import { PATH_SEGMENTS, pathSamplingWeights, windowedSampling } from './path-sampling.ts'
import {
  EGO_LENGTH,
  EGO_SOURCE,
  FRONT_SHAPE,
  NAVIGATION_DISTANCES,
  NAVIGATION_LENGTH,
  SUB_SCORES,
} from './planner-sample.ts'
import { TRAJECTORY_STRIDE, type TrajectoryVocabulary } from './trajectory-vocabulary.ts'

/** Logits of a trajectory: imitation, then the sub-scores. */
export const SCORE_COLUMNS = ['imitation', ...SUB_SCORES] as const

/** What the network is made of; smaller for tests. Not tuned. */
export interface PlannerSize {
  /** [depth, rows, columns], stored as in raster-layout.ts. */
  readonly raster: readonly [depth: number, rows: number, columns: number]
  readonly front: readonly [channels: number, rows: number, columns: number]
  /** Channels of the stem and of the three stages from above, and of the five of the front picture. */
  readonly above: readonly [number, number, number, number]
  readonly ahead: readonly number[]
  /** Channels that both branches are squeezed to, hidden units of the context, and of the decoder. */
  readonly squeezed: number
  readonly hidden: number
  readonly decoder: number
}

export const PLANNER_SIZE: PlannerSize = {
  raster: RASTER_SHAPE,
  front: FRONT_SHAPE,
  above: [24, 32, 64, 96],
  ahead: [12, 16, 32, 48, 64],
  squeezed: 16,
  hidden: 192,
  decoder: 96,
}

/** Channels of what it is told. */
const TOLD = 64
/** Factors that bring what the network is told into -1 to 1 or so. */
const EGO_SCALE: Readonly<Record<EgoHistoryValue, number>> = {
  speed: 0.1,
  acceleration: 0.5,
  'yaw-rate': 2,
  'front-wheel-angle': 5,
  x: 0.1,
  y: 1,
  yaw: 2,
}
const NAVIGATION_SCALE = { place: 1 / 30, limit: 0.1, offset: 0.5, remaining: 0.01, known: 1 } as const
const TRAJECTORY_SCALE = [0.05, 0.2, 2] as const
/** m, m, rad: the most that a trajectory is moved by, and the unit of the refinement. */
export const REFINEMENT_SCALE = [3, 1, 0.15] as const
/** Below it the loss is quadratic. */
const REFINEMENT_WIDTH = 0.05
const REFINEMENT_WEIGHT = 3
/** Of the mean over trajectories of each sub-score's loss, against the cross-entropy of imitation. */
const SUB_SCORE_WEIGHT = 1
/** Of the mean over cells and maps of what is drawn. */
const MAPS_WEIGHT = 4
/** Of what is found by centre points: where it is, and its place, size, heading and velocity there. */
const CENTRES_WEIGHT = 0.1
const BOXES_WEIGHT = 0.5
const BOXES_WIDTH = 0.1
/** Logit that cells begin with: few of them hold an object. */
const RARE = -4
/** Above every number of centres. */
const MOST_CENTRES = 1e6
/** Of the mean square of all logits: large ones leave an integer network no steps for those that decide. */
const SIZE_WEIGHT = 0.001

/**
 * Scores the vocabulary's trajectories: what is seen from above, ahead, and told of the car and its route becomes one
 * context; one decoder, the same for all trajectories, adds what lies under each of them. In the manner of Li et al. 2024,
 * "Hydra-MDP", with a map read along the trajectories in place of attention.
 */
export function plannerNetwork(vocabulary: TrajectoryVocabulary, size: PlannerSize = PLANNER_SIZE): TrainableNetwork {
  const { count } = vocabulary
  return {
    name: 'planner',
    inputs: {
      raster: { shape: size.raster, type: 'float' },
      front: { shape: size.front, type: 'uint8', scale: 1 / 127.5, offset: -1 },
      validity: { shape: [VALIDITY.length, 1, 1], type: 'float' },
      ego: { shape: [EGO_LENGTH, 1, 1], type: 'float' },
      navigation: { shape: [NAVIGATION_LENGTH, 1, 1], type: 'float' },
      route: { shape: ROUTE_MAP_SHAPE, type: 'float' },
    },
    targets: {
      choice: { shape: [count], type: 'float' },
      labels: { shape: [count, SUB_SCORES.length], type: 'uint8', scale: 1 / 255 },
      labelled: { shape: [1], type: 'float' },
      surroundings: { shape: AUXILIARY_SHAPE, type: 'uint8', scale: 1 / 255 },
      expert: { shape: [1, 1, TRAJECTORY_STRIDE], type: 'float' },
      heat: { shape: CENTRES_SHAPE, type: 'uint8', scale: 1 / 255 },
      centres: { shape: CENTRES_SHAPE, type: 'uint8', scale: 1 / 255 },
      centred: { shape: [1, CENTRES_SHAPE[1], CENTRES_SHAPE[2]], type: 'uint8', scale: 1 / 255 },
      boxes: { shape: BOXES_SHAPE, type: 'float' },
    },
    build(layers, { raster, front, validity, ego, navigation, route }) {
      const above = aboveBranch(layers, raster!, route!, size)
      const told = toldBranch(layers, ego!, navigation!, validity!)
      const seen = [above.summary, aheadBranch(layers, front!, size), told]
      const { graph } = layers
      const context = relu(graph, layers.conv('context', concat(graph, seen, 1), { out: size.hidden, kernel: 1 }))
      const under = concat(
        layers.graph,
        above.features.map((cells, i) => alongTrajectories(layers, `decoder.sampling${i}`, cells, vocabulary)),
        1,
      )
      return { ...decoder(layers, context, under, vocabulary, size), maps: above.drawn, objects: above.objects }
    },
    losses(graph, { scores, refinement, maps, objects }, targets) {
      const { choice, labels, labelled, expert, surroundings } = targets
      const samples = scores!.shape[0]!
      const column = (i: number) => reshape(graph, slice(graph, scores!, 3, i, i + 1), [samples, count])
      const terms = SUB_SCORES.map((clause, i) => {
        const label = reshape(graph, slice(graph, labels!, 2, i, i + 1), [samples, count])
        const loss = multiply(graph, binaryCrossEntropy(graph, column(i + 1), label), labelled!)
        return [clause, multiply(graph, mean(graph, loss), SUB_SCORE_WEIGHT)] as const
      })
      return {
        imitation: mean(graph, crossEntropy(graph, column(0), choice!)),
        refinement: refinementLoss(graph, refinement!, choice!, expert!, vocabulary),
        ...Object.fromEntries(terms),
        maps: mapsLoss(graph, maps!, surroundings!, labelled!),
        ...objectsLosses(graph, objects!, targets),
        size: multiply(graph, mean(graph, multiply(graph, scores!, scores!)), SIZE_WEIGHT),
      }
    },
  }
}

/**
 * How far the refined trajectories are from the expert's, of those that are near it: mean over poses and axes, in
 * REFINEMENT_SCALE.
 */
function refinementLoss(
  graph: GraphBuilder,
  refinement: Value,
  choice: Value,
  expert: Value,
  { count, poses }: TrajectoryVocabulary,
): Value {
  const scale = Float32Array.from({ length: TRAJECTORY_STRIDE }, (_, i) => 1 / REFINEMENT_SCALE[i % POSE_STRIDE]!)
  const scaled = Float32Array.from(poses, (value, i) => value / REFINEMENT_SCALE[i % POSE_STRIDE]!)
  const stride = TRAJECTORY_STRIDE
  const own = constant(graph, 'refinement.vocabulary', [1, count, 1, stride], scaled)
  const target = multiply(graph, expert, constant(graph, 'refinement.scale', [1, 1, 1, stride], scale))
  const difference = subtract(graph, add(graph, refinement, own), target)
  const distance = mean(graph, smoothAbsolute(graph, difference, REFINEMENT_WIDTH), { axes: [2, 3] })
  return multiply(graph, mean(graph, sum(graph, multiply(graph, distance, choice), { axes: [1] })), REFINEMENT_WEIGHT)
}

/** Mean over maps and cells of samples whose surroundings are known. */
function mapsLoss(graph: GraphBuilder, maps: Value, surroundings: Value, labelled: Value): Value {
  const loss = mean(graph, binaryCrossEntropy(graph, maps, surroundings), { axes: [1, 2, 3] })
  return multiply(graph, mean(graph, multiply(graph, loss, reshape(graph, labelled, loss.shape))), MAPS_WEIGHT)
}

/**
 * Of the centre-point head, of samples whose surroundings are known: where objects are, by centre, and what they are like
 * there. Source: Yin, Zhou, Krähenbühl 2021, "Center-based 3D object detection and tracking", section 4.
 */
function objectsLosses(graph: GraphBuilder, objects: Value, targets: Values): Values {
  const { heat, centres, centred, boxes, labelled } = targets
  const depth = objects.shape[1]!
  const isKnown = reshape(graph, labelled!, [labelled!.shape[0]!, 1, 1, 1])
  const logits = slice(graph, objects, 1, 0, FOUND_CLASSES.length)
  const ofCells = multiply(graph, centrePointLoss(graph, logits, heat!, centres!), isKnown)
  const count = clip(graph, sum(graph, multiply(graph, centred!, isKnown)), 1, MOST_CENTRES)
  const found = slice(graph, objects, 1, FOUND_CLASSES.length, depth)
  const difference = smoothAbsolute(graph, subtract(graph, found, boxes!), BOXES_WIDTH)
  const ofBoxes = weightedMean(
    graph,
    mean(graph, difference, { axes: [1], keep: true }),
    multiply(graph, centred!, isKnown),
  )
  return {
    centres: multiply(graph, divide(graph, sum(graph, ofCells), count), CENTRES_WEIGHT),
    boxes: multiply(graph, ofBoxes, BOXES_WEIGHT),
  }
}

/**
 * The raster with the route: a summary of the whole [n, ..., 1, 1]; logits of {@link AUXILIARY_MAPS} drawn from fine cells, which are told
 * of the whole, and the objects found there; and features of the cells, the fine ones with the route and what is drawn in them, and the far-sighted ones.
 */
function aboveBranch(layers: Layers, raster: Value, route: Value, size: PlannerSize) {
  const { graph } = layers
  const [stem, fine, middle, coarse] = size.above
  const stage = (name: string, x: Value, out: number) =>
    relu(graph, layers.conv(name, x, { out, kernel: 3, stride: 2, isStandardised: true }))
  const patches = relu(graph, layers.conv('above.stem', raster, { out: stem, kernel: 1, isStandardised: true }))
  const near = residual(layers, 'above.near', stage('above.fine', patches, fine))
  const far = residual(layers, 'above.far', stage('above.middle', near, middle))
  const whole = stage('above.coarse', far, coarse)
  const summary = squeeze(layers, 'above.squeeze', whole, size.squeezed)
  const ofWhole = layers.conv('above.told', summary, { out: fine, kernel: 1 })
  const ofCells = layers.conv('above.cells', concat(graph, [near, route], 1), {
    out: fine,
    kernel: 3,
    isStandardised: true,
  })
  const cells = relu(graph, add(graph, ofCells, ofWhole))
  const drawn = layers.conv('above.maps', cells, { out: AUXILIARY_MAPS.length, kernel: 1, initialScale: 0.1 })
  const centres = layers.conv('above.centres', cells, {
    out: FOUND_CLASSES.length,
    kernel: 1,
    initialScale: 0.1,
    initialBias: RARE,
  })
  const boxes = layers.conv('above.boxes', cells, { out: BOXES_SHAPE[0], kernel: 1, initialScale: 0.1 })
  const objects = concat(graph, [centres, boxes], 1)
  const features = [concat(graph, [cells, sigmoid(graph, drawn), route], 1), far]
  return { summary, drawn, objects, features }
}

function aheadBranch(layers: Layers, front: Value, { ahead, squeezed }: PlannerSize): Value {
  const { graph } = layers
  let x = front
  for (const [i, out] of ahead.entries()) {
    const kernel = i === 0 ? 5 : 3
    x = relu(graph, layers.conv(`ahead.conv${i}`, x, { out, kernel, stride: 2, isStandardised: true }))
  }
  return squeeze(layers, 'ahead.squeeze', x, squeezed)
}

/**
 * What the car did, where it is to go and what it sees by, each in small numbers and by weights of its own: in one tensor
 * an integer network would tell speeds, angles and metres apart by the same step.
 */
function toldBranch(layers: Layers, ego: Value, navigation: Value, validity: Value): Value {
  const { graph } = layers
  const parts = [
    layers.conv('told.ego', scaled(graph, 'told.ego.scale', ego, egoScales()), { out: TOLD, kernel: 1 }),
    layers.conv('told.navigation', scaled(graph, 'told.navigation.scale', navigation, navigationScales()), {
      out: TOLD,
      kernel: 1,
      hasBias: false,
    }),
    layers.conv('told.validity', validity, { out: TOLD, kernel: 1, hasBias: false }),
  ] as const
  return relu(graph, add(graph, add(graph, parts[0], parts[1]), parts[2]))
}

function scaled(graph: GraphBuilder, name: string, values: Value, scales: readonly number[]): Value {
  return multiply(graph, values, constant(graph, name, [1, scales.length, 1, 1], Float32Array.from(scales)))
}

function residual(layers: Layers, name: string, x: Value): Value {
  const { graph } = layers
  const out = x.shape[1]!
  const first = relu(graph, layers.conv(`${name}.a`, x, { out, kernel: 3, isStandardised: true }))
  const second = layers.conv(`${name}.b`, first, { out, kernel: 3, isStandardised: true, initialScale: 0.3 })
  return relu(graph, add(graph, x, second))
}

function squeeze(layers: Layers, name: string, x: Value, out: number): Value {
  const { graph } = layers
  const squeezed = relu(graph, layers.conv(name, x, { out, kernel: 1, isStandardised: true }))
  return reshape(graph, squeezed, [x.shape[0]!, out * x.shape[2]! * x.shape[3]!, 1, 1])
}

/**
 * Logits [n, trajectories, 1, SCORE_COLUMNS], and what is to be added to each trajectory [n, trajectories, 1, poses · 3], from
 * the context and the features under each trajectory. Products of both say how near a trajectory is to the one that the
 * context asks for, |a - b|² = |a|² - 2·a·b + |b|². The trajectories are the width of a picture whose 1×1 convolutions
 * are the decoder, and all has four axes: what every chip takes.
 */
function decoder(
  layers: Layers,
  context: Value,
  under: Value,
  vocabulary: TrajectoryVocabulary,
  { decoder: out }: PlannerSize,
): { readonly scores: Value; readonly refinement: Value } {
  const { graph } = layers
  const { count } = vocabulary
  const shape = [1, TRAJECTORY_STRIDE, 1, count]
  const poses = scaledTrajectories(vocabulary)
  const trajectories = constant(graph, 'decoder.vocabulary', shape, poses)
  const squares = poses.map((value) => value * value)
  const shapes = concat(graph, [trajectories, constant(graph, 'decoder.squares', shape, squares)], 1)
  const ofPath = layers.conv('decoder.path', under, { out, kernel: 1 })
  const ofShape = layers.conv('decoder.shape', shapes, { out, kernel: 1, hasBias: false })
  const ofContext = layers.conv('decoder.context', context, { out, kernel: 1, hasBias: false })
  const wanted = layers.conv('decoder.wanted', context, { out, kernel: 1 })
  const matching = layers.conv('decoder.matched', trajectories, { out, kernel: 1 })
  const matched = layers.rounded(multiply(graph, layers.rounded(matching), layers.rounded(wanted)))
  const described = add(graph, layers.rounded(ofPath), layers.rounded(ofShape))
  const joined = relu(graph, add(graph, add(graph, described, layers.rounded(ofContext)), matched))
  const hidden = relu(graph, layers.conv('decoder.hidden', joined, { out, kernel: 1 }))
  const logits = layers.conv('decoder.scores', hidden, { out: SCORE_COLUMNS.length, kernel: 1, initialScale: 0.1 })
  const offsets = layers.conv('decoder.refinement', hidden, { out: TRAJECTORY_STRIDE, kernel: 1, initialScale: 0.1 })
  return { scores: transpose(graph, logits, [0, 3, 2, 1]), refinement: transpose(graph, offsets, [0, 3, 2, 1]) }
}

/** Features [n, channels · PATH_SEGMENTS, 1, trajectories] of cells [n, channels, rows, columns] under each trajectory. */
function alongTrajectories(layers: Layers, name: string, cells: Value, vocabulary: TrajectoryVocabulary): Value {
  const { graph } = layers
  const [samples, channels, rows, columns] = cells.shape
  const { rear, left } = RASTER_GRID
  const cell = (RASTER_GRID.rows * RASTER_GRID.cell) / rows!
  const grid = { rows: rows!, columns: columns!, cell, rear, left }
  const { weights, window } = windowedSampling(pathSamplingWeights(vocabulary, grid), grid)
  const places = window.rows * window.columns
  const width = vocabulary.count * PATH_SEGMENTS
  const sampling = constant(graph, name, [places, width], weights)
  const reached = slice(graph, cells, 2, window.row, window.row + window.rows)
  const within = slice(graph, reached, 3, window.column, window.column + window.columns)
  const read = layers.rounded(reshape(graph, within, [samples!, channels!, 1, places]))
  const under = matmul(graph, read, sampling)
  return reshape(graph, under, [samples!, channels! * PATH_SEGMENTS, 1, vocabulary.count])
}

function constant(graph: GraphBuilder, name: string, shape: readonly number[], data: Float32Array): Value {
  return graph.initializer({
    name,
    type: graph.real,
    shape,
    data: graph.real === 'float' ? data : Float64Array.from(data),
  })
}

/** Value by value of a trajectory, those of all trajectories side by side. */
function scaledTrajectories({ count, poses }: TrajectoryVocabulary): Float32Array {
  return Float32Array.from({ length: poses.length }, (_, i) => {
    const [value, trajectory] = [Math.floor(i / count), i % count]
    return poses[trajectory * TRAJECTORY_STRIDE + value]! * TRAJECTORY_SCALE[value % POSE_STRIDE]!
  })
}

function egoScales(): number[] {
  return EGO_SOURCE.times.flatMap(() => EGO_HISTORY_VALUES.map((value) => EGO_SCALE[value]))
}

function navigationScales(): number[] {
  const { place, limit, offset, remaining, known } = NAVIGATION_SCALE
  const places = NAVIGATION_DISTANCES.flatMap(() => [place, place])
  return [...places, limit, ...NAVIGATION_DISTANCES.map(() => limit), offset, remaining, known]
}
