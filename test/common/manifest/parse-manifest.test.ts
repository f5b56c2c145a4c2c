import { describe, expect, it } from 'vitest'
import { checkManifest } from '../../../src/common/manifest/check-manifest.ts'
import { parseManifest } from '../../../src/common/manifest/parse-manifest.ts'
import { InputError } from '../../../src/core/errors.ts'
import type { TensorSpec } from '../../../src/core/tensor.ts'
import { gridDetections, soundManifest, waypoints } from './manifest-text.ts'

type Sound = ReturnType<typeof soundManifest>

function parse(change: (sound: Sound) => void = () => {}) {
  const sound = soundManifest()
  change(sound)
  return parseManifest(JSON.stringify(sound), 'm.json')
}

function refusal(change: (sound: Sound) => void): string {
  try {
    parse(change)
  } catch (error) {
    expect(error).toBeInstanceOf(InputError)
    return String(error).replace('InputError: ', '')
  }
  return 'nothing'
}

describe('a manifest', () => {
  it('is read with the defaults of what it leaves out', () => {
    const manifest = parse()
    expect(manifest.inputs.map(({ type }) => type)).toEqual(['float32', 'float32', 'int32'])
    expect(manifest.inputs[0]!.source).toEqual({
      kind: 'camera',
      camera: 'front',
      layout: 'NCHW',
      colours: 'RGB',
      crop: { left: 0, top: 0, right: 1, bottom: 1 },
      resize: 'bilinear',
      range: [0, 1],
      mean: [0, 0, 0],
      standardDeviation: [1, 1, 1],
    })
    expect(manifest.outputs[1]!.decode).toMatchObject({
      frame: 'ego',
      columns: [{ scale: 1, offset: 0 }, { scale: 1 }],
    })
  })

  const REFUSALS: readonly [string, (sound: Sound) => void, string][] = [
    ['another version', (s) => (s.manifest = 2), "expected the format's version, 1, found 2: manifest, m.json"],
    [
      'no hash',
      (s) => (s.model.sha256 = 'AB'),
      'expected 64 lower-case hexadecimal digits, found "AB": model.sha256, m.json',
    ],
    [
      'a misspelt field',
      (s) => (s.inputs[0]!['colors'] = 'RGB'),
      'expected no field but name, type, shape, source, found "RGB": inputs[0].colors, m.json',
    ],
    [
      'an open shape',
      (s) => (s.inputs[0]!['shape'] = [1, 3, -1, 8]),
      'expected a list of whole numbers from 1 on, found [1,3,-1,8]: inputs[0].shape, m.json',
    ],
    [
      'an unknown source',
      (s) => (s.inputs[0]!['source'] = { kind: 'sonar' }),
      'expected one of camera, ego-history, constant, raster, front-picture, sensor-validity, navigation, route-map, found "sonar": inputs[0].source.kind, m.json',
    ],
    [
      'channels that are not colours',
      (s) => (s.inputs[0]!['shape'] = [1, 4, 4, 8]),
      'expected a shape NCHW of batch 1 and 3 channels (RGB), found [1,4,4,8]: inputs[0].source.layout, m.json',
    ],
    [
      'a type that a camera does not give',
      (s) => (s.inputs[0]!['type'] = 'int64'),
      'expected one of float32, uint8 from a source of camera, found "int64": inputs[0].type, m.json',
    ],
    [
      'a crop inside out',
      (s) =>
        (s.inputs[0]!['source'] = { kind: 'camera', camera: 'front', colours: 'RGB', crop: { left: 0.5, right: 0.5 } }),
      'expected left before right and top before bottom, as shares of the picture, found {"left":0.5,"top":0,"right":0.5,"bottom":1}: inputs[0].source.crop, m.json',
    ],
    [
      'a crop outside the picture',
      (s) => (s.inputs[0]!['source'] = { kind: 'camera', camera: 'front', colours: 'RGB', crop: { bottom: 1.5 } }),
      'expected a number from 0 to 1, found 1.5: inputs[0].source.crop.bottom, m.json',
    ],
    [
      'no deviation',
      (s) =>
        (s.inputs[0]!['source'] = { kind: 'camera', camera: 'front', colours: 'RGB', standardDeviation: [1, 0, 1] }),
      'expected numbers other than 0, found [1,0,1]: inputs[0].source.standardDeviation, m.json',
    ],
    [
      'a history of another size',
      (s) => (s.inputs[1]!['shape'] = [1, 5]),
      "expected 2 times 2 elements in the input's shape, found [1,5]: inputs[1].source.values, m.json",
    ],
    [
      'times that rise',
      (s) => (s.inputs[1]!['source'] = { kind: 'ego-history', times: [0, 0.5], values: ['speed'] }),
      'expected seconds before now, falling, none negative, found [0,0.5]: inputs[1].source.times, m.json',
    ],
    [
      'a number too few',
      (s) => (s.inputs[2]!['source'] = { kind: 'constant', values: [1, 2, 3] }),
      'expected 1 or 2 numbers, found [1,2,3]: inputs[2].source.values, m.json',
    ],
    [
      'a name twice',
      (s) => (s.inputs[1]!['name'] = 'image'),
      'expected every name once, found image again: inputs, m.json',
    ],
    [
      'one class',
      (s) => (s.outputs[0]!['decode'] = { kind: 'segmentation', classes: ['on'] }),
      'expected 2 to 256 names, one a channel, found ["on"]: outputs[0].decode.classes, m.json',
    ],
    [
      'waypoints without y',
      (s) => (s.outputs[1]!['decode'] = { ...waypoints(), columns: [{ quantity: 'x' }] }),
      'expected one column of y, found ["x"]: outputs[1].decode.columns, m.json',
    ],
    [
      'waypoints that end at once',
      (s) => (s.outputs[1]!['decode'] = { ...waypoints(), times: [0.1] }),
      'expected a last one of at least 1.5 s, found [0.1]: outputs[1].decode.times, m.json',
    ],
    [
      'a road user of no class',
      (s) => (s.outputs[0]!['decode'] = { ...gridDetections(), roadUsers: { cat: 'pedestrian' } }),
      'expected names out of classes, found "cat": outputs[0].decode.roadUsers, m.json',
    ],
    [
      'a class that fusion does not know',
      (s) => (s.outputs[0]!['decode'] = { ...gridDetections(), roadUsers: { dog: 'animal' } }),
      'expected one of unknown, car, truck, bus, motorcycle, cyclist, pedestrian, static, found "animal": outputs[0].decode.roadUsers.dog, m.json',
    ],
    ['no outputs', (s) => (s.outputs = []), 'expected a list of objects, found []: outputs, m.json'],
  ]
  it.each(REFUSALS)('with %s is refused in one line', (_, change, message) => {
    expect(refusal(change)).toBe(message)
  })

  it('that is no JSON is refused with the file', () => {
    expect(() => parseManifest('{', 'm.json')).toThrow(/^expected JSON, found .*: m\.json$/)
    expect(() => parseManifest('[1]', 'm.json')).toThrow('expected an object, found [1]: m.json')
  })
})

describe('a manifest beside its network', () => {
  const inputs: readonly TensorSpec[] = [
    { name: 'image', type: 'float32', shape: [-1, 3, 4, 8] },
    { name: 'ego', type: 'float32', shape: [1, 4] },
    { name: 'flag', type: 'int32', shape: [2] },
  ]
  const outputs: readonly TensorSpec[] = [
    { name: 'mask', type: 'float32', shape: [1, 2, 4, 8] },
    { name: 'path', type: 'float32', shape: [1, 2, 2] },
    { name: 'more', type: 'float32', shape: [1] },
  ]

  it('agrees with open axes and outputs that nobody decodes', () => {
    expect(checkManifest(parse(), { inputs, outputs })).toEqual([])
  })

  it('says everything that does not fit', () => {
    const network = {
      inputs: [
        { name: 'image', type: 'float32', shape: [1, 3, 4, 9] },
        inputs[1]!,
        { name: 'mode', type: 'int64', shape: [] },
      ],
      outputs: [{ name: 'mask', type: 'int64', shape: [1, 3, 4, 8] }, outputs[2]!],
    } as const
    expect(checkManifest(parse(), network)).toEqual([
      "expected the network's input image as float32 [1, 3, 4, 9], found float32 [1, 3, 4, 8]",
      "expected the network's input mode as int64 [], found none",
      'expected an input that the network has (image, ego, mode), found flag',
      'expected segmentation in mask as [1, 2, ?, ?], found int64 [1, 3, 4, 8]',
      'expected segmentation in mask as numbers of up to 32 bits, found int64',
      'expected an output that the network has (mask, more), found path',
    ])
  })

  it('counts the channels of a grid and the elements of a path', () => {
    const withGrid = parse((s) => (s.outputs[0]!['decode'] = gridDetections()))
    const found = checkManifest(withGrid, {
      inputs,
      outputs: [
        { name: 'mask', type: 'float32', shape: [1, 6, 4, 8] },
        { name: 'path', type: 'float32', shape: [1, 3, 2] },
      ],
    })
    expect(found).toEqual([
      'expected grid-detections in mask as [1, 7 or more, ?, ?], found float32 [1, 6, 4, 8]',
      'expected waypoints in path as [4 elements], found float32 [1, 3, 2]',
    ])
  })
})
