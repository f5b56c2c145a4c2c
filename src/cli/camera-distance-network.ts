import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../common/manifest/manifest.ts'
import type { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { parseManifest } from '../common/manifest/parse-manifest.ts'
import { InputError } from '../core/errors.ts'
import type { PictureSize } from '../core/pictures.ts'
import { openManifest, openNetwork } from '../io/inference/open-network.ts'

/** Where the test data has FastestDet (dog-qiuqiu/FastestDet, BSD 3-clause) and the names of its classes. */
const FOLDER = ['onnx', 'fastestdet'] as const
const SHA256 = '31cb14c017fce347cb4c846ec62fdf00d76bb3beecdf4be21e7116ac67feb880'
const ROAD_USERS = { car: 'car', truck: 'truck', bus: 'bus' }

/**
 * The detector of the car ahead: the network of `path`, or else the FastestDet of the test data at `root`, which is shown
 * the middle square of the picture, for pressed into its own square a wide one's cars would be narrow. Rejects with
 * InputError.
 */
export async function openDetector(
  path: string | undefined,
  root: string,
  picture: PictureSize,
): Promise<ManifestNetwork> {
  if (path !== undefined) return openNetwork(path)
  const folder = join(root, ...FOLDER)
  return openManifest(fastestDet(readNames(join(folder, 'coco.names')), picture), folder)
}

function readNames(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').trim().split(/\r?\n/)
  } catch {
    throw new InputError(`expected --network or the names of FastestDet's classes, found neither: ${file}`)
  }
}

function fastestDet(classes: readonly string[], { width, height }: PictureSize): Manifest {
  const beside = Math.max(0, 0.5 * (1 - height / width))
  const manifest = {
    manifest: 1,
    name: 'fastestdet',
    model: { file: 'FastestDet.onnx', sha256: SHA256 },
    inputs: [
      {
        name: 'input.1',
        shape: [1, 3, 352, 352],
        source: {
          kind: 'camera',
          camera: 'front',
          colours: 'BGR',
          resize: 'area',
          crop: { left: beside, top: 0, right: 1 - beside, bottom: 1 },
        },
      },
    ],
    outputs: [
      {
        name: '758',
        decode: {
          kind: 'grid-detections',
          channels: { objectness: 0, x: 1, y: 2, width: 3, height: 4, classes: 5 },
          centre: 'tanh',
          size: 'sigmoid',
          objectnessExponent: 0.6,
          classExponent: 0.4,
          threshold: 0.65,
          overlap: 0.45,
          classes,
          roadUsers: ROAD_USERS,
        },
      },
    ],
  }
  return parseManifest(JSON.stringify(manifest), 'the manifest of FastestDet')
}
