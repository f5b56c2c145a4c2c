import { InputError } from '../../src/core/errors.ts'
import { HESAI_MODELS } from './hesai-models.ts'
import type { LidarModel } from './lidar-model.ts'
import { VELODYNE_MODELS } from './velodyne-models.ts'

/** Every lidar that the stack decodes. */
export const LIDAR_MODELS: readonly LidarModel[] = [...VELODYNE_MODELS, ...HESAI_MODELS]

/** The model of that name. Throws InputError with the known names. */
export function lidarModel(name: string): LidarModel {
  const model = LIDAR_MODELS.find((candidate) => candidate.name === name)
  if (model) return model
  const known = LIDAR_MODELS.map((candidate) => candidate.name).join(', ')
  throw new InputError(`lidar model: expected one of ${known}, found '${name}'`)
}
