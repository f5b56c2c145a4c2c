import { InputError } from '../../core/errors.ts'
import type { Tensor } from '../../core/tensor.ts'
import { type CentrePoints, decodeCentrePoints } from './decoders/centre-points.ts'
import { type Detections, decodeGridDetections } from './decoders/grid-detections.ts'
import { type DrawnMaps, decodeMaps } from './decoders/maps.ts'
import { decodeSpeed, decodeSteering, type Speed, type Steering } from './decoders/scalar.ts'
import { decodeSegmentation, type SegmentationMask } from './decoders/segmentation.ts'
import { decodeTrajectoryScores, type TrajectoryScores } from './decoders/trajectory-scores.ts'
import { decodeWaypoints, type Waypoints } from './decoders/waypoints.ts'
import type { Manifest, OutputDecoding } from './manifest.ts'

/** What an output says once it is decoded. */
export type DecodedOutput =
  | SegmentationMask
  | Detections
  | Waypoints
  | Steering
  | Speed
  | TrajectoryScores
  | CentrePoints
  | DrawnMaps

type Decoders = {
  readonly [Kind in OutputDecoding['kind']]: (
    output: Tensor,
    decoding: Extract<OutputDecoding, { kind: Kind }>,
    name: string,
    outputs: Readonly<Record<string, Tensor>>,
  ) => DecodedOutput
}

/** The decodings by kind; one more is a type in manifest.ts, a reader in parse-decoding.ts and a row here. */
const DECODERS: Decoders = {
  segmentation: decodeSegmentation,
  'grid-detections': decodeGridDetections,
  waypoints: decodeWaypoints,
  steering: decodeSteering,
  speed: decodeSpeed,
  'trajectory-scores': decodeTrajectoryScores,
  'centre-points': decodeCentrePoints,
  maps: decodeMaps,
}

/** The manifest's outputs, decoded, in its order. Throws InputError when one is missing or of another shape. */
export function decodeOutputs(
  { outputs }: Manifest,
  tensors: Readonly<Record<string, Tensor>>,
): readonly { readonly name: string; readonly decoded: DecodedOutput }[] {
  return outputs.map(({ name, decode }) => {
    const tensor = tensors[name]
    if (tensor === undefined)
      throw new InputError(`expected the output ${name}, found ${Object.keys(tensors).join(', ')}`)
    // The table gives each kind its own decoder, which the union cannot follow.
    const decoder = DECODERS[decode.kind] as (
      output: Tensor,
      decoding: OutputDecoding,
      name: string,
      outputs: Readonly<Record<string, Tensor>>,
    ) => DecodedOutput
    return { name, decoded: decoder(tensor, decode, name, tensors) }
  })
}
