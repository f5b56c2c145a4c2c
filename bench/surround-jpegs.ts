import { readFileSync } from 'node:fs'
import { encodeJpeg } from '../src/io/images/image-file.ts'
import { sharedFolder } from './shared-folder.ts'

export const PICTURE = { width: 1600, height: 900 } as const
/** nuScenes' cameras in the order of the generic car's. */
const PICTURES = ['FRONT', 'FRONT_LEFT', 'FRONT_RIGHT', 'BACK_LEFT', 'BACK_RIGHT', 'BACK']

/** Six pictures of {@link PICTURE}: nuScenes' where they are, else noisy ones. */
export async function surroundJpegs(): Promise<readonly Uint8Array[]> {
  const folder = sharedFolder('nuscenes-sample')
  if (folder) return PICTURES.map((name) => readFileSync(`${folder}/nuscenes-sample/camera/CAM_${name}.jpg`))
  const data = Uint8Array.from({ length: 3 * PICTURE.width * PICTURE.height }, (_, i) => (i >> 6) ^ ((i * 7919) % 31))
  const jpeg = await encodeJpeg({ ...PICTURE, channels: 3, data })
  return PICTURES.map(() => jpeg)
}
