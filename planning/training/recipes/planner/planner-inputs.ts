import type { Manifest } from '../../../../src/common/manifest/manifest.ts'
import { scaleBytes } from '../../../../src/common/manifest/scene-inputs.ts'
import { alignNavigation, placesOf } from '../../../../src/common/navigation/navigation-values.ts'
import { drawRouteMap } from '../../../../src/common/navigation/route-map.ts'
import { expandRaster } from '../../../../src/common/raster/expand-raster.ts'
import { InputError } from '../../../../src/core/errors.ts'
import { createTensor, type Tensor } from '../../../../src/core/tensor.ts'
import type { ShardRecord } from '../../shards/record.ts'
import { NAVIGATION_DISTANCES, NAVIGATION_LENGTH } from './planner-sample.ts'

/** How a sample becomes each input of the planner's network. */
const FILLERS: Readonly<Record<string, (sample: ShardRecord, out: Float32Array) => void>> = {
  raster: (sample, out) => expandRaster(sample.bytesOf('raster'), out),
  front: (sample, out) => scaleBytes(sample.bytesOf('front'), -1, 1, out),
  validity: (sample, out) => scaleBytes(sample.bytesOf('validity'), 0, 1, out),
  ego: (sample, out) => out.set(sample.floatsOf('ego')),
  navigation: (sample, out) => writeRoute(sample.floatsOf('navigation'), out, null),
  route: (sample, out) => writeRoute(sample.floatsOf('navigation'), new Float32Array(NAVIGATION_LENGTH), out),
}

/** A sample's `navigation`, aligned, into `told`, and the map of it into `map`. */
export function writeRoute(navigation: Float32Array, told: Float32Array, map: Float32Array | null): void {
  told.set(navigation)
  alignNavigation(told, NAVIGATION_DISTANCES)
  if (map) drawRouteMap(placesOf(told, NAVIGATION_DISTANCES.length), map)
}

/** The network's inputs for a sample. Throws InputError for a network with others than the planner's. */
export function plannerInputs({ name: network, inputs }: Manifest, sample: ShardRecord): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map(({ name, shape }): [string, Tensor] => {
      const fill = FILLERS[name]
      if (!fill) {
        throw new InputError(`expected inputs out of ${Object.keys(FILLERS).join(', ')}, found ${name}: ${network}`)
      }
      const tensor = createTensor('float32', shape)
      fill(sample, tensor.data)
      return [name, tensor]
    }),
  )
}
