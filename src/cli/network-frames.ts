import { readFileSync } from 'node:fs'
import { createPerception, perceiveWithPictures } from '../../perception/perceive.ts'
import type { RgbPicture } from '../common/manifest/camera-input.ts'
import { InputError } from '../core/errors.ts'
import type { ImageFrame } from '../core/observations.ts'
import type { Stamp } from '../core/time.ts'
import { openPictureDecoder } from '../io/camera/picture-decoder-pool.ts'
import { decodeImage } from '../io/images/image-file.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { driveVehicle } from './drive-vehicle.ts'

/** One moment that a network is shown: a picture for each of its cameras. */
export interface NetworkFrame {
  /** A file's path, or the time in a drive. */
  readonly name: string
  readonly stamp: Stamp | null
  picture(camera: string): RgbPicture | undefined
}

/** Pictures from files, or from the cameras of one drive. Throws InputError for what cannot be read. */
export function networkFrames(paths: readonly string[], cameras: readonly string[]): AsyncIterable<NetworkFrame> {
  const drive = paths.find((path) => path.endsWith('.mcap'))
  if (drive === undefined) return pictureFrames(paths)
  if (paths.length > 1) throw new InputError(`expected pictures, or one drive alone, found ${paths.length} files`)
  return driveFrames(drive, cameras)
}

/** Each file is what every camera sees. */
async function* pictureFrames(paths: readonly string[]): AsyncIterable<NetworkFrame> {
  for (const path of paths) {
    const { width, height, data } = await decodeImage(readFileSync(path), path)
    yield { name: path, stamp: null, picture: () => ({ width, height, pixels: data }) }
  }
}

/** At every picture of the first camera, with the newest of the others; pictures and films as perception decodes them. */
async function* driveFrames(path: string, cameras: readonly string[]): AsyncIterable<NetworkFrame> {
  const drive = await openDrive(path)
  const vehicle = await driveVehicle(drive, undefined)
  const decoder = openPictureDecoder()
  const demands = cameras.map((camera) => ({ sensor: `camera/${camera}`, size: null }))
  const perception = createPerception(vehicle, { pictures: { decoder, demands } })
  const newest = new Map<string, ImageFrame>()
  const picture = (camera: string) => newest.get(`camera/${camera}`)
  try {
    for await (const batch of drive.messages(() => {})) {
      for (const message of batch) {
        const { kind } = message.payload
        if (kind !== 'image' && kind !== 'video' && kind !== 'camera-calibration') continue
        const { output } = await perceiveWithPictures(perception, message, message.stamp)
        for (const frame of output) {
          if (frame.kind !== 'image') continue
          newest.set(frame.sensor, frame)
          if (frame.sensor !== `camera/${cameras[0]}` || !cameras.every((camera) => picture(camera))) continue
          yield { name: `${(frame.stamp / 1e9).toFixed(3)} s`, stamp: frame.stamp, picture }
        }
      }
    }
  } finally {
    await decoder.close()
  }
}
