import { NetworkDetector } from '../../perception/camera/network-detector.ts'
import type { PerceptionOptions } from '../../perception/perceive.ts'
import type { PictureDemand } from '../core/pictures.ts'
import type { PictureDecoder, Planner } from '../core/ports.ts'
import type { StageProbe } from '../runtime/stage-cell.ts'
import { type LineNetworks, NO_NETWORKS } from './line-networks.ts'

/** Who decodes a run's pictures. */
export interface LinePictures {
  readonly decoder: PictureDecoder
  /** Every picture is decoded and judged, also where the planner does not look: for the cameras' health. */
  readonly watchesCameras: boolean
}

const EVERY_CAMERA: PictureDemand = { sensor: null }

/** What perceive must give this planner and these detectors; pictures that nobody looks at are not decoded. */
export function perceptionOptions(
  { pictures }: Planner,
  { decoder, watchesCameras }: LinePictures,
  probe: StageProbe,
  networks: LineNetworks = NO_NETWORKS,
): PerceptionOptions {
  const detectors = networks.detectors.map((network) => new NetworkDetector(network))
  const looked = detectors.map(({ sensor }): PictureDemand => ({ sensor, size: null }))
  const demands = [...(pictures ?? []), ...looked, ...(watchesCameras ? [EVERY_CAMERA] : [])]
  return {
    detectors,
    frames: pictures !== undefined,
    pictures: demands.length > 0 ? { decoder: measured(decoder, probe), demands } : null,
  }
}

/** Tells what the threads' work on each picture took. */
function measured(decoder: PictureDecoder, probe: StageProbe): PictureDecoder {
  return {
    async decode(request) {
      const result = await decoder.decode(request)
      const end = probe.clock()
      probe.ran('decode', end - result.compute, end)
      return result
    },
    close: () => decoder.close(),
  }
}
