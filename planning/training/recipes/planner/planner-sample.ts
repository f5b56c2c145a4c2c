import { EGO_HISTORY_VALUES, type EgoHistorySource } from '../../../../src/common/manifest/manifest.ts'
import { navigationLength } from '../../../../src/common/navigation/navigation-values.ts'
import { FRONT_IMAGE, RASTER_SHAPE, VALIDITY } from '../../../../src/common/raster/raster-layout.ts'
import { PLAN_POSES, POSE_STRIDE } from '../../../../src/common/scoring/motion-states.ts'
import type { PlanClause } from '../../../../src/common/scoring/scoring-context.ts'
import type { Field } from '../../shards/shard-format.ts'
import { OBJECT_LIMIT, OBJECT_STRIDE, ROAD_SHAPE } from './surroundings-layout.ts'

/** Counts up when fields or their meaning change: shards of another format are not mixed in. */
export const SAMPLE_FORMAT = '3'

/** What the car did, as the network is told. */
export const EGO_SOURCE: EgoHistorySource = {
  kind: 'ego-history',
  times: [1.5, 1, 0.5, 0],
  values: EGO_HISTORY_VALUES,
}
export const EGO_LENGTH = EGO_SOURCE.times.length * EGO_SOURCE.values.length

/** m ahead along the route of the places that the network is told. */
export const NAVIGATION_DISTANCES: readonly number[] = [5, 10, 20, 30, 45, 60, 90]
export const NAVIGATION_LENGTH = navigationLength(NAVIGATION_DISTANCES.length)

export const FRONT_SHAPE = [3, FRONT_IMAGE.height, FRONT_IMAGE.width] as const

/** Sub-scores that every trajectory of the vocabulary is labelled with, each 0 to 1 (METRICS §1). */
export const SUB_SCORES = ['nc', 'dac', 'ddc', 'tlc', 'ttc', 'ep', 'c'] as const satisfies readonly PlanClause[]

/**
 * The fields of a sample. `trajectory`: what the expert planned, or in a recorded drive what was driven; `labels`: sub-scores as bytes, 255 for 1. Labels that are all
 * 0 say that there are none, as of a recorded drive whose world is not known: some trajectory keeps some clause everywhere.
 * `road` and `objects`: what truly surrounds the car, as in surroundings-layout.ts; likewise 0 where nobody knows.
 */
export function plannerFields(trajectories: number): readonly Field[] {
  return [
    { name: 'raster', dtype: 'u8', shape: RASTER_SHAPE },
    { name: 'front', dtype: 'u8', shape: FRONT_SHAPE },
    { name: 'validity', dtype: 'u8', shape: [VALIDITY.length] },
    { name: 'ego', dtype: 'f32', shape: [EGO_LENGTH] },
    { name: 'navigation', dtype: 'f32', shape: [NAVIGATION_LENGTH] },
    { name: 'trajectory', dtype: 'f32', shape: [PLAN_POSES, POSE_STRIDE] },
    { name: 'labels', dtype: 'u8', shape: [trajectories, SUB_SCORES.length] },
    { name: 'road', dtype: 'u8', shape: ROAD_SHAPE },
    { name: 'objects', dtype: 'f32', shape: [OBJECT_LIMIT, OBJECT_STRIDE] },
  ]
}
