import type { PerceptionOptions } from '../../perception/perceive.ts'
import type { PictureDemand } from '../core/pictures.ts'
import type { PictureDecoder, Planner } from '../core/ports.ts'
import type { StageProbe } from '../runtime/stage-cell.ts'

/** Who decodes a run's pictures. */
export interface LinePictures {
  readonly decoder: PictureDecoder
  /** Every picture is decoded and judged, also where the planner does not look: for the cameras' health. */
  readonly watchesCameras: boolean
}

const EVERY_CAMERA: PictureDemand = { sensor: null }

/** What perceive must give this planner; pictures that nobody looks at are not decoded. */
export function perceptionOptions(
  { pictures }: Planner,
  { decoder, watchesCameras }: LinePictures,
  probe: StageProbe,
): PerceptionOptions {
  const demands = [...(pictures ?? []), ...(watchesCameras ? [EVERY_CAMERA] : [])]
  return {
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
