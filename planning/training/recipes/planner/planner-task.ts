import { EGO_HISTORY_VALUES, type EgoHistoryValue } from '../../../../src/common/manifest/manifest.ts'
import { expandRaster } from '../../../../src/common/raster/expand-raster.ts'
import { mirrorFrontImage, mirrorRaster } from '../../../../src/common/raster/mirror-raster.ts'
import { FRONT_IMAGE_SIZE, RASTER_SIZE, VALIDITY } from '../../../../src/common/raster/raster-layout.ts'
import { InputError } from '../../../../src/core/errors.ts'
import type { TrainingTask } from '../../data/training-task.ts'
import { drawAuxiliaryMaps } from './auxiliary-maps.ts'
import { drawCentrePoints } from './centre-point-maps.ts'
import { disturbSenses } from './disturb-senses.ts'
import { dropSensors } from './drop-sensors.ts'
import { writeRoute } from './planner-inputs.ts'
import { plannerNetwork } from './planner-network.ts'
import { NAVIGATION_DISTANCES, NAVIGATION_LENGTH, SUB_SCORES } from './planner-sample.ts'
import {
  mirrorOf,
  mirrorTrajectory,
  readVocabulary,
  squaredDisplacement,
  TRAJECTORY_STRIDE,
  type TrajectoryVocabulary,
} from './trajectory-vocabulary.ts'

/** Chance that a sample is mirrored left to right. */
const MIRROR = 0.5
/**
 * Chance that a sample says nothing of what the car did but its speed: whoever can copy the past learns to drive on as
 * before (Codevilla et al. 2019, "Exploring the limitations of behavior cloning", the inertia problem).
 */
const FORGET = 0.5
/**
 * m: deviation of what is added to how far the car is said to be from its route. Receiver and device are off by about 3 m
 * for a whole drive, of which there are too few to learn how little that says.
 */
const OFFSET_NOISE = 1.5
/** Its place in `navigation`. */
const OFFSET = NAVIGATION_LENGTH - 3
/** m: trajectories that are farther from the expert's than the nearest one by this are hardly targets. */
const CHOICE_WIDTH = 0.75

/** The task of the vocabulary in the file `options.vocabulary`. */
export function createTask({ vocabulary }: Readonly<Record<string, string>>): TrainingTask {
  if (vocabulary === undefined) throw new InputError('expected the path of a vocabulary, found none')
  return plannerTask(readVocabulary(vocabulary))
}

/** How samples are prepared: mirrored at random, in other light and weather, and now and then without a kind of sensor. */
export function plannerTask(vocabulary: TrajectoryVocabulary): TrainingTask {
  const { count } = vocabulary
  const raster = new Uint8Array(RASTER_SIZE)
  const front = new Uint8Array(FRONT_IMAGE_SIZE)
  const validity = new Uint8Array(VALIDITY.length)
  const expert = new Float32Array(TRAJECTORY_STRIDE)
  const told = new Float32Array(NAVIGATION_LENGTH)
  return {
    network: plannerNetwork(vocabulary),
    prepare(sample, out, random) {
      const isMirrored = random !== null && random.uniform() < MIRROR
      if (isMirrored) {
        mirrorRaster(sample.bytesOf('raster'), raster)
        mirrorFrontImage(sample.bytesOf('front'), front)
        mirrorTrajectory(sample.floatsOf('trajectory'), expert)
      } else {
        raster.set(sample.bytesOf('raster'))
        front.set(sample.bytesOf('front'))
        expert.set(sample.floatsOf('trajectory'))
      }
      validity.set(sample.bytesOf('validity'))
      if (random !== null) {
        disturbSenses(raster, front, random)
        dropSensors(raster, front, validity, random)
      }
      expandRaster(raster, out.floats('raster'))
      out.bytes('front').set(front)
      const shares = out.floats('validity')
      for (let i = 0; i < shares.length; i++) shares[i] = validity[i]! / 255
      writeTold(sample.floatsOf('ego'), out.floats('ego'), isMirrored ? EGO_MIRROR : null)
      if (random !== null && random.uniform() < FORGET) forgetPast(out.floats('ego'))
      writeTold(sample.floatsOf('navigation'), told, isMirrored ? NAVIGATION_MIRROR : null)
      writeRoute(told, out.floats('navigation'), out.floats('route'))
      if (random !== null) out.floats('navigation')[OFFSET]! += OFFSET_NOISE * random.normal()
      writeChoice(expert, vocabulary, out.floats('choice'))
      out.floats('expert').set(expert)
      const labels = sample.bytesOf('labels')
      writeLabels(labels, out.bytes('labels'), isMirrored ? count : 0)
      drawAuxiliaryMaps(sample.bytesOf('road'), sample.floatsOf('objects'), isMirrored, out.bytes('surroundings'))
      drawCentrePoints(sample.floatsOf('objects'), isMirrored, {
        heat: out.bytes('heat'),
        centres: out.bytes('centres'),
        centred: out.bytes('centred'),
        boxes: out.floats('boxes'),
      })
      out.floats('labelled')[0] = labels.some((label) => label > 0) ? 1 : 0
    },
  }
}

const MIRRORED_VALUES: ReadonlySet<EgoHistoryValue> = new Set(['yaw-rate', 'front-wheel-angle', 'y', 'yaw'])
/** Signs by element, in turn over the times. */
const EGO_MIRROR = EGO_HISTORY_VALUES.map((value) => (MIRRORED_VALUES.has(value) ? -1 : 1))
/** x, y of the places; limits; then the offset; what is left. */
const NAVIGATION_MIRROR = [
  ...NAVIGATION_DISTANCES.flatMap(() => [1, -1]),
  1,
  ...NAVIGATION_DISTANCES.map(() => 1),
  -1,
  1,
  1,
]

function writeTold(values: Float32Array, out: Float32Array, signs: readonly number[] | null): void {
  for (let i = 0; i < out.length; i++) out[i] = values[i]! * (signs === null ? 1 : signs[i % signs.length]!)
}

/** Leaves the speed of now, of times in turn the last. */
function forgetPast(ego: Float32Array): void {
  const kept = ego.length - EGO_HISTORY_VALUES.length + EGO_HISTORY_VALUES.indexOf('speed')
  for (let i = 0; i < ego.length; i++) if (i !== kept) ego[i] = 0
}

/** Softmax of -d²/(2·width²), d the root mean square distance to the expert's trajectory. */
export function writeChoice(
  expert: ArrayLike<number>,
  { count, poses }: TrajectoryVocabulary,
  out: Float32Array,
): void {
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++) {
    out[i] = squaredDisplacement(expert, 0, poses, i * TRAJECTORY_STRIDE)
    nearest = Math.min(nearest, out[i]!)
  }
  let sum = 0
  for (let i = 0; i < count; i++) {
    out[i] = Math.exp((nearest - out[i]!) / (2 * CHOICE_WIDTH ** 2))
    sum += out[i]!
  }
  for (let i = 0; i < count; i++) out[i]! /= sum
}

/** `mirrored`: trajectories of the vocabulary where each takes its mirror image's labels; 0 where each has its own. */
function writeLabels(labels: Uint8Array, out: Uint8Array, mirrored: number): void {
  if (mirrored === 0) {
    out.set(labels)
    return
  }
  const columns = SUB_SCORES.length
  for (let trajectory = 0; trajectory < mirrored; trajectory++) {
    const from = mirrorOf(trajectory, mirrored) * columns
    out.set(labels.subarray(from, from + columns), trajectory * columns)
  }
}
