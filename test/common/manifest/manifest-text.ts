type Json = Record<string, unknown>

/** A manifest that holds: each test changes one thing in it. */
export function soundManifest() {
  return {
    manifest: 1,
    name: 'sound',
    model: { file: 'sound.onnx', sha256: '0'.repeat(64) },
    inputs: [
      {
        name: 'image',
        shape: [1, 3, 4, 8],
        source: { kind: 'camera', camera: 'front', colours: 'RGB' } as Json,
      } as Json,
      {
        name: 'ego',
        shape: [1, 4],
        source: { kind: 'ego-history', times: [0.5, 0], values: ['speed', 'yaw-rate'] } as Json,
      } as Json,
      { name: 'flag', shape: [2], type: 'int32', source: { kind: 'constant', values: [3] } as Json } as Json,
    ],
    outputs: [
      { name: 'mask', decode: { kind: 'segmentation', classes: ['off', 'on'] } as Json },
      { name: 'path', decode: waypoints() },
    ] as Json[],
  }
}

export function waypoints(): Json {
  return { kind: 'waypoints', times: [1, 2], columns: [{ quantity: 'x' }, { quantity: 'y' }] }
}

export function gridDetections(): Json {
  return {
    kind: 'grid-detections',
    channels: { objectness: 0, x: 1, y: 2, width: 3, height: 4, classes: 5 },
    centre: 'tanh',
    size: 'sigmoid',
    threshold: 0.5,
    overlap: 0.45,
    classes: ['person', 'dog'],
    roadUsers: { person: 'pedestrian' },
  }
}
