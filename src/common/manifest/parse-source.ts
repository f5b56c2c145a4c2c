import { elementCount, type TensorType } from '../../core/tensor.ts'
import { navigationLength } from '../navigation/navigation-values.ts'
import { ROUTE_MAP_SHAPE } from '../navigation/route-map.ts'
import { FRONT_IMAGE, RASTER_SHAPE, VALIDITY } from '../raster/raster-layout.ts'
import type { JsonReader } from './json-reader.ts'
import {
  type CameraSource,
  COLOUR_ORDERS,
  type ConstantSource,
  type Crop,
  EGO_HISTORY_VALUES,
  type EgoHistorySource,
  type FrontPictureSource,
  type InputSource,
  type NavigationSource,
  type RasterSource,
  RESIZE_FILTERS,
  type RouteMapSource,
  type SensorValiditySource,
} from './manifest.ts'

/** One reader a kind of source, given the input's shape to check against. */
export const SOURCE_PARSERS: {
  readonly [Kind in InputSource['kind']]: (json: JsonReader, shape: readonly number[]) => InputSource
} = {
  camera: parseCamera,
  'ego-history': parseEgoHistory,
  constant: parseConstant,
  raster: parseRaster,
  'front-picture': parseFrontPicture,
  'sensor-validity': parseSensorValidity,
  navigation: parseNavigation,
  'route-map': parseRouteMap,
}

/** Element types that each kind of source can give. */
export const SOURCE_TYPES: Readonly<Record<InputSource['kind'], readonly TensorType[]>> = {
  camera: ['float32', 'uint8'],
  'ego-history': ['float32'],
  constant: ['float32', 'float64', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'bool'],
  raster: ['float32', 'uint8'],
  'front-picture': ['float32', 'uint8'],
  'sensor-validity': ['float32'],
  navigation: ['float32'],
  'route-map': ['float32'],
}

const WHOLE_PICTURE: Crop = { left: 0, top: 0, right: 1, bottom: 1 }

function parseCamera(json: JsonReader, shape: readonly number[]): CameraSource {
  const layout = json.word('layout', ['NCHW', 'NHWC'], 'NCHW')
  const colours = json.word('colours', COLOUR_ORDERS)
  const channels = colours === 'grey' ? 1 : 3
  if (shape.length !== 4 || shape[0] !== 1 || shape[layout.indexOf('C')] !== channels) {
    json.fail('layout', `a shape ${layout} of batch 1 and ${channels} channels (${colours})`, shape)
  }
  const range = json.numbers('range', 2, [0, 1])
  const standardDeviation = json.numbers('standardDeviation', channels, Array(channels).fill(1))
  if (standardDeviation.includes(0)) json.fail('standardDeviation', 'numbers other than 0', standardDeviation)
  return {
    kind: 'camera',
    camera: json.text('camera'),
    layout,
    colours,
    crop: parseCrop(json),
    resize: json.word('resize', RESIZE_FILTERS, 'bilinear'),
    range: [range[0]!, range[1]!],
    mean: json.numbers('mean', channels, Array(channels).fill(0)),
    standardDeviation,
  }
}

function parseCrop(json: JsonReader): Crop {
  const crop = json.optionalObject('crop')
  if (crop === null) return WHOLE_PICTURE
  const parsed = {
    left: crop.numberBetween('left', 0, 1, 0),
    top: crop.numberBetween('top', 0, 1, 0),
    right: crop.numberBetween('right', 0, 1, 1),
    bottom: crop.numberBetween('bottom', 0, 1, 1),
  }
  crop.end()
  if (parsed.left >= parsed.right || parsed.top >= parsed.bottom) {
    json.fail('crop', 'left before right and top before bottom, as shares of the picture', parsed)
  }
  return parsed
}

function parseEgoHistory(json: JsonReader, shape: readonly number[]): EgoHistorySource {
  const times = json.numbers('times')
  if (times.some((time, i) => time < 0 || (i > 0 && time >= times[i - 1]!))) {
    json.fail('times', 'seconds before now, falling, none negative', times)
  }
  const values = json.words('values', EGO_HISTORY_VALUES)
  if (elementCount(shape) !== times.length * values.length) {
    json.fail('values', `${times.length} times ${values.length} elements in the input's shape`, shape)
  }
  return { kind: 'ego-history', times, values }
}

function parseConstant(json: JsonReader, shape: readonly number[]): ConstantSource {
  const values = json.numbers('values')
  const count = elementCount(shape)
  if (values.length !== 1 && values.length !== count) json.fail('values', `1 or ${count} numbers`, values)
  return { kind: 'constant', values }
}

function parseRaster(json: JsonReader, shape: readonly number[]): RasterSource {
  needShape(json, shape, [1, ...RASTER_SHAPE])
  return { kind: 'raster' }
}

function parseFrontPicture(json: JsonReader, shape: readonly number[]): FrontPictureSource {
  needShape(json, shape, [1, 3, FRONT_IMAGE.height, FRONT_IMAGE.width])
  const range = json.numbers('range', 2, [0, 1])
  return { kind: 'front-picture', range: [range[0]!, range[1]!] }
}

function parseSensorValidity(json: JsonReader, shape: readonly number[]): SensorValiditySource {
  if (elementCount(shape) !== VALIDITY.length) json.fail('kind', `${VALIDITY.length} elements`, shape)
  return { kind: 'sensor-validity' }
}

function parseNavigation(json: JsonReader, shape: readonly number[]): NavigationSource {
  const distances = parseDistances(json)
  const length = navigationLength(distances.length)
  if (elementCount(shape) !== length) json.fail('distances', `${length} elements in the input's shape`, shape)
  return { kind: 'navigation', distances, isAligned: json.boolean('isAligned', false) }
}

function parseRouteMap(json: JsonReader, shape: readonly number[]): RouteMapSource {
  needShape(json, shape, [1, ...ROUTE_MAP_SHAPE])
  return { kind: 'route-map', distances: parseDistances(json) }
}

function parseDistances(json: JsonReader): readonly number[] {
  const distances = json.numbers('distances')
  if (
    distances.length === 0 ||
    distances.some((distance, i) => distance < 0 || (i > 0 && distance <= distances[i - 1]!))
  ) {
    json.fail('distances', 'metres ahead, rising, none negative', distances)
  }
  return distances
}

function needShape(json: JsonReader, shape: readonly number[], expected: readonly number[]): void {
  if (shape.join() !== expected.join()) json.fail('kind', `a shape [${expected.join(', ')}]`, shape)
}
