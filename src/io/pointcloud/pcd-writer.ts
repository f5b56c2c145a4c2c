/** Points of one sweep, as decoders give them: m in the maker's frame; `stamp` in ns. Only the first `count` are written. */
export interface LidarPoints {
  readonly count: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  readonly intensity: Uint8Array
  readonly ring: Uint8Array
  readonly stamp: Float64Array
}

const RECORD = 4 * 4 + 2 + 4

/**
 * A PCD 0.7 file, DATA binary: x y z intensity (float32), ring (uint16), t (float32), s after the sweep's start, which
 * stands as Unix nanoseconds in the comment line `# sweep_start`.
 *
 * @param sweepStart ns, in the scale of `points.stamp`
 * @param originSeconds Unix seconds of stamp 0
 */
export function encodePcd(points: LidarPoints, sweepStart: number, originSeconds: number): Uint8Array {
  const unix = BigInt(originSeconds) * 1_000_000_000n + BigInt(Math.round(sweepStart))
  const header = new TextEncoder().encode(
    [
      '# .PCD v0.7 - Point Cloud Data file format',
      `# sweep_start ${unix}`,
      'VERSION 0.7',
      'FIELDS x y z intensity ring t',
      'SIZE 4 4 4 4 2 4',
      'TYPE F F F F U F',
      'COUNT 1 1 1 1 1 1',
      `WIDTH ${points.count}`,
      'HEIGHT 1',
      'VIEWPOINT 0 0 0 1 0 0 0',
      `POINTS ${points.count}`,
      'DATA binary\n',
    ].join('\n'),
  )
  const bytes = new Uint8Array(header.length + RECORD * points.count)
  bytes.set(header)
  const view = new DataView(bytes.buffer)
  for (let i = 0, at = header.length; i < points.count; i++, at += RECORD) {
    view.setFloat32(at, points.x[i]!, true)
    view.setFloat32(at + 4, points.y[i]!, true)
    view.setFloat32(at + 8, points.z[i]!, true)
    view.setFloat32(at + 12, points.intensity[i]!, true)
    view.setUint16(at + 16, points.ring[i]!, true)
    view.setFloat32(at + 18, (points.stamp[i]! - sweepStart) / 1e9, true)
  }
  return bytes
}
