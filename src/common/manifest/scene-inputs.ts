import { alignNavigation, navigationLength, placesOf, writeNavigation } from '../navigation/navigation-values.ts'
import { drawRouteMap } from '../navigation/route-map.ts'
import { expandRaster } from '../raster/expand-raster.ts'
import type {
  FrontPictureSource,
  NavigationSource,
  RasterSource,
  RouteMapSource,
  SensorValiditySource,
} from './manifest.ts'
import type { Filler } from './network-view.ts'

export type SceneSource = RasterSource | FrontPictureSource | SensorValiditySource | NavigationSource | RouteMapSource

/** How an input that shows the whole scene is filled: `data` are its elements, in the types that parse-source.ts allows. */
export function createSceneFiller(
  source: SceneSource,
  data: Float32Array | Uint8Array,
): { readonly what: string; readonly fill: Filler } {
  switch (source.kind) {
    case 'raster':
      return withRaster(({ cells }) => {
        if (data instanceof Float32Array) expandRaster(cells, data)
        else data.set(cells)
      })
    case 'front-picture': {
      const [low, high] = source.range
      return withRaster(({ front }) => {
        if (data instanceof Float32Array) scaleBytes(front, low, high, data)
        else data.set(front)
      })
    }
    case 'sensor-validity':
      return withRaster(({ validity }) => {
        for (let i = 0; i < data.length; i++) data[i] = validity[i]! / 255
      })
    case 'navigation':
      return withNavigation(source.distances, source.isAligned, (values) => data.set(values))
    case 'route-map': {
      const { distances } = source
      const map = new Float32Array(data.length)
      return withNavigation(distances, true, (values) => {
        drawRouteMap(placesOf(values, distances.length), map)
        data.set(map)
      })
    }
  }
}

function withNavigation(
  distances: readonly number[],
  isAligned: boolean,
  write: (values: Float32Array) => void,
): { readonly what: string; readonly fill: Filler } {
  const values = new Float32Array(navigationLength(distances.length))
  return {
    what: 'a navigation device',
    fill(view) {
      if (!view.navigation) return false
      writeNavigation(view.navigation(distances), values)
      if (isAligned) alignNavigation(values, distances)
      write(values)
      return true
    },
  }
}

type Raster = NonNullable<Parameters<Filler>[0]['raster']>

function withRaster(write: (raster: Raster) => void): { readonly what: string; readonly fill: Filler } {
  return {
    what: "planner's raster",
    fill({ raster }) {
      if (raster) write(raster)
      return raster !== undefined
    },
  }
}

/** out := low at byte 0, high at byte 255. */
export function scaleBytes(bytes: Uint8Array, low: number, high: number, out: Float32Array): void {
  const scale = (high - low) / 255
  for (let i = 0; i < out.length; i++) out[i] = low + scale * bytes[i]!
}
