import type { Manifest, ManifestModel, TrajectoryScoreColumn } from '../../../../src/common/manifest/manifest.ts'
import { ROUTE_MAP_SHAPE } from '../../../../src/common/navigation/route-map.ts'
import { RASTER_SHAPE, VALIDITY } from '../../../../src/common/raster/raster-layout.ts'
import { AUXILIARY_GRID, AUXILIARY_MAPS } from './auxiliary-maps.ts'
import { FOUND_CLASSES, VELOCITY_SCALE } from './centre-point-maps.ts'
import { REFINEMENT_SCALE } from './planner-network.ts'
import { EGO_LENGTH, EGO_SOURCE, FRONT_SHAPE, NAVIGATION_DISTANCES, NAVIGATION_LENGTH } from './planner-sample.ts'
import { TRAJECTORY_TIMES, type TrajectoryVocabulary } from './trajectory-vocabulary.ts'

/**
 * How the scores of a trajectory become one: the clauses of EPDMS that are multiplied are factors, the weighted mean has
 * the weights of PDMS (METRICS §1), and imitation decides between what is equal. Its weight is not tuned: of 0.1
 * to 2, less chooses what is worth more on held-out samples, and lies farther from the expert's plan.
 */
export const SCORE_WEIGHTS: readonly TrajectoryScoreColumn[] = [
  { score: 'imitation', combine: 'choice', weight: 0.5 },
  { score: 'nc', combine: 'factor', weight: 1 },
  { score: 'dac', combine: 'factor', weight: 1 },
  { score: 'ddc', combine: 'factor', weight: 1 },
  { score: 'tlc', combine: 'factor', weight: 1 },
  { score: 'ttc', combine: 'mean', weight: 5 },
  { score: 'ep', combine: 'mean', weight: 5 },
  { score: 'c', combine: 'mean', weight: 2 },
]
/** Far enough down the list that a way past what stands is among them while the network would rather stand. */
const ALTERNATIVES = 32
const GRID = { cell: AUXILIARY_GRID.cell, rear: AUXILIARY_GRID.rear, left: AUXILIARY_GRID.left }
/** m: see the manifest. */
const BLEND = 2
/** Probability above which an object is told. Not tuned. */
const FOUND = 0.3

export function plannerManifest({ poses }: TrajectoryVocabulary, model: ManifestModel): Manifest {
  return {
    name: 'planner',
    model,
    inputs: [
      { name: 'raster', type: 'float32', shape: [1, ...RASTER_SHAPE], source: { kind: 'raster' } },
      { name: 'front', type: 'float32', shape: [1, ...FRONT_SHAPE], source: { kind: 'front-picture', range: [-1, 1] } },
      { name: 'validity', type: 'float32', shape: [1, VALIDITY.length, 1, 1], source: { kind: 'sensor-validity' } },
      { name: 'ego', type: 'float32', shape: [1, EGO_LENGTH, 1, 1], source: EGO_SOURCE },
      {
        name: 'navigation',
        type: 'float32',
        shape: [1, NAVIGATION_LENGTH, 1, 1],
        source: { kind: 'navigation', distances: NAVIGATION_DISTANCES, isAligned: true },
      },
      {
        name: 'route',
        type: 'float32',
        shape: [1, ...ROUTE_MAP_SHAPE],
        source: { kind: 'route-map', distances: NAVIGATION_DISTANCES },
      },
    ],
    outputs: [
      {
        name: 'scores',
        decode: {
          kind: 'trajectory-scores',
          times: TRAJECTORY_TIMES,
          trajectories: [...poses],
          columns: SCORE_WEIGHTS,
          alternatives: ALTERNATIVES,
          blend: BLEND,
          refinement: { output: 'refinement', scale: REFINEMENT_SCALE },
        },
      },
      { name: 'maps', decode: { kind: 'maps', names: AUXILIARY_MAPS, ...GRID } },
      {
        name: 'objects',
        decode: {
          kind: 'centre-points',
          classes: FOUND_CLASSES,
          threshold: FOUND,
          ...GRID,
          velocityScale: VELOCITY_SCALE,
        },
      },
    ],
  }
}
