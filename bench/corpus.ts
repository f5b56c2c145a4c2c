import type { BenchCase } from './case.ts'
import { CAMERA_CASES } from './cases/camera.ts'
import { DBC_CASES } from './cases/dbc.ts'
import { FILTER_CASES } from './cases/filters.ts'
import { FUSION_CASES } from './cases/fusion.ts'
import { INFERENCE_CASES } from './cases/inference.ts'
import { LIDAR_CASES } from './cases/lidar.ts'
import { LIDAR_OBJECT_CASES } from './cases/lidar-objects.ts'
import { LINE_CASES } from './cases/line.ts'
import { MAP_CASES } from './cases/map.ts'
import { PICTURE_CASES } from './cases/pictures.ts'
import { PROTOBUF_CASES } from './cases/protobuf.ts'
import { RASTER_CASES } from './cases/raster.ts'
import { SCORING_CASES } from './cases/scoring.ts'
import { SENSOR_CASES } from './cases/sensors.ts'
import { SURROUND_CASES } from './cases/surround.ts'
import { TRACKING_CASES } from './cases/tracking.ts'
import { TRAINING_CASES } from './cases/training.ts'

/** Every case, in the order of the report. */
export const BENCH_CASES: readonly BenchCase[] = [
  ...DBC_CASES,
  ...FILTER_CASES,
  ...TRACKING_CASES,
  ...FUSION_CASES,
  ...PROTOBUF_CASES,
  ...LIDAR_CASES,
  ...LIDAR_OBJECT_CASES,
  ...SENSOR_CASES,
  ...CAMERA_CASES,
  ...PICTURE_CASES,
  ...RASTER_CASES,
  ...INFERENCE_CASES,
  ...SURROUND_CASES,
  ...MAP_CASES,
  ...SCORING_CASES,
  ...LINE_CASES,
  ...TRAINING_CASES,
]
