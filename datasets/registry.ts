import { InputError } from '../src/core/errors.ts'
import { ARGOVERSE2 } from './argoverse2.ts'
import { COMMA2K19 } from './comma2k19.ts'
import { KITTI_RAW } from './kitti-raw.ts'
import { NUSCENES_SAMPLE } from './nuscenes-sample.ts'
import type { Dataset } from './recording.ts'

/** Every dataset that `axdrive import` reads. A new one is a file beside these and a line here. */
export const DATASETS: readonly Dataset[] = [COMMA2K19, ARGOVERSE2, KITTI_RAW, NUSCENES_SAMPLE]

/** The dataset of that name. Throws InputError, naming the known ones. */
export function findDataset(name: string): Dataset {
  const found = DATASETS.find((dataset) => dataset.name === name)
  if (found) return found
  const known = DATASETS.map((dataset) => dataset.name).join(', ')
  throw new InputError(`expected a dataset out of ${known}; found '${name}'`)
}
