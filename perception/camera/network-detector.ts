import type { CameraSource, GridDetectionsDecoding } from '../../src/common/manifest/manifest.ts'
import type { ManifestNetwork } from '../../src/common/manifest/manifest-network.ts'
import { InputError } from '../../src/core/errors.ts'
import { InferenceLost } from '../../src/core/inference.ts'
import type { CameraBoxObservation, ImageFrame } from '../../src/core/observations.ts'
import { NO_WARNINGS } from '../../src/core/ports.ts'
import type { Warning } from '../../src/core/warning.ts'
import { networkBoxes } from './network-boxes.ts'

export interface DetectedPicture {
  /** Null where the picture could not be looked at. */
  readonly observation: CameraBoxObservation | null
  readonly warnings: readonly Warning[]
}

/** A user's detector on one camera: pictures in, what fusion takes out. */
export class NetworkDetector {
  /** As in observations: `camera/front`. */
  readonly sensor: string
  readonly #network: ManifestNetwork
  readonly #source: CameraSource
  readonly #decoding: GridDetectionsDecoding
  readonly #rows: number

  /** Throws InputError for a network that does not look through one camera, or does not detect. */
  constructor(network: ManifestNetwork) {
    const { name, inputs, outputs } = network.manifest
    const cameras = inputs.flatMap(({ source, shape }) => (source.kind === 'camera' ? [{ source, shape }] : []))
    const decodings = outputs.map(({ decode }) => decode).filter((decode) => decode.kind === 'grid-detections')
    const [camera] = cameras
    const [decoding] = decodings
    if (camera === undefined || cameras.length > 1 || decoding === undefined || decodings.length > 1) {
      const found = `${cameras.length} cameras and ${decodings.length} outputs of detections`
      throw new InputError(`expected a detector on one camera, found ${found}: network ${name}`)
    }
    this.#network = network
    this.#source = camera.source
    this.#decoding = decoding
    this.#rows = camera.shape[camera.source.layout.indexOf('H')]!
    this.sensor = `camera/${camera.source.camera}`
  }

  /** What there is on a picture; nothing of one that the camera's health does not trust. */
  async detect(frame: ImageFrame): Promise<DetectedPicture> {
    const { stamp, sensor, sequence, lens, mounting } = frame
    if (frame.fault !== null) return { observation: null, warnings: NO_WARNINGS }
    const name = this.#network.manifest.name
    const warning = (code: string, detail: string): DetectedPicture => ({
      observation: null,
      warnings: [{ code, stamp, detail: `${detail}: ${sensor}, network ${name}` }],
    })
    if (lens === null || mounting === null) {
      const what = lens === null ? 'a calibration' : 'a mounting'
      return warning('camera-not-calibrated', `expected ${what} to place boxes by, found none`)
    }
    try {
      const result = await this.#network.run({ stamp, picture: () => frame })
      if ('missing' in result) return warning('network-input-missing', `expected ${result.missing}, found none`)
      const detections = result.outputs.map(({ decoded }) => decoded).find(({ kind }) => kind === 'grid-detections')
      if (detections?.kind !== 'grid-detections') throw new Error('expected the detections that the manifest names')
      const { crop } = this.#source
      const pixel = ((crop.bottom - crop.top) * frame.height) / this.#rows
      const boxes = networkBoxes(detections, this.#decoding, crop, frame, lens, mounting, pixel)
      return { observation: { kind: 'camera-boxes', stamp, sensor, sequence, boxes }, warnings: NO_WARNINGS }
    } catch (error) {
      if (error instanceof InferenceLost) return warning('inference-lost', error.message)
      throw error
    }
  }
}
