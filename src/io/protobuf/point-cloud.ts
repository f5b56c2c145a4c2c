import type { PointCloud } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { type Malformed, malformed } from './malformed.ts'
import { foxglove } from './runtime.ts'

const { NumericType } = foxglove.PackedElementField
const FRAME_PREFIX = 'lidar/'

interface FieldType {
  readonly bytes: number
  readonly read: (view: DataView, at: number) => number
}

const FIELD_TYPES = new Map<number, FieldType>([
  [NumericType.UINT8, { bytes: 1, read: (view, at) => view.getUint8(at) }],
  [NumericType.INT8, { bytes: 1, read: (view, at) => view.getInt8(at) }],
  [NumericType.UINT16, { bytes: 2, read: (view, at) => view.getUint16(at, true) }],
  [NumericType.INT16, { bytes: 2, read: (view, at) => view.getInt16(at, true) }],
  [NumericType.UINT32, { bytes: 4, read: (view, at) => view.getUint32(at, true) }],
  [NumericType.INT32, { bytes: 4, read: (view, at) => view.getInt32(at, true) }],
  [NumericType.FLOAT32, { bytes: 4, read: (view, at) => view.getFloat32(at, true) }],
  [NumericType.FLOAT64, { bytes: 8, read: (view, at) => view.getFloat64(at, true) }],
])

/** The sweep as foxglove.PointCloud: x, y, z and, where known, intensity, ring and t (s after the message's time). */
export function encodePointCloud(cloud: PointCloud, stamp: Stamp, time: AbsoluteTime): Uint8Array {
  const floats = [
    { name: 'x', column: cloud.x },
    { name: 'y', column: cloud.y },
    { name: 'z', column: cloud.z },
    ...(cloud.intensity ? [{ name: 'intensity', column: cloud.intensity }] : []),
    ...(cloud.time ? [{ name: 't', column: cloud.time }] : []),
  ]
  const stride = 4 * floats.length + (cloud.ring ? 2 : 0)
  const count = cloud.x.length
  const data = new Uint8Array(count * stride)
  const view = new DataView(data.buffer)
  floats.forEach(({ column }, field) => {
    for (let i = 0, at = 4 * field; i < count; i++, at += stride) view.setFloat32(at, column[i]!, true)
  })
  const fields = floats.map(({ name }, field) => ({ name, offset: 4 * field, type: NumericType.FLOAT32 }))
  if (cloud.ring) {
    const offset = 4 * floats.length
    fields.push({ name: 'ring', offset, type: NumericType.UINT16 })
    for (let i = 0, at = offset; i < count; i++, at += stride) view.setUint16(at, cloud.ring[i]!, true)
  }
  return foxglove.PointCloud.encode({
    timestamp: time.timestamp(stamp),
    frameId: `${FRAME_PREFIX}${cloud.sensor}`,
    pose: { position: { x: 0, y: 0, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
    pointStride: stride,
    fields,
    data,
  }).finish()
}

/** Takes any layout of numbers that has x, y and z, from other writers too; a pose of the cloud is not looked at. */
export function decodePointCloud(bytes: Uint8Array): PointCloud | Malformed {
  const { frameId, pointStride, fields, data } = foxglove.PointCloud.decode(bytes)
  const stride = pointStride ?? 0
  const size = data?.length ?? 0
  if (size > 0 && (stride === 0 || size % stride !== 0)) {
    return malformed(`expected whole points of ${stride} bytes, found ${size} bytes`)
  }
  const count = size === 0 ? 0 : size / stride
  const view = new DataView(data.buffer, data.byteOffset, size)
  const column = (name: string, make: (count: number) => Float32Array | Uint16Array) => {
    const field = fields.find((candidate) => candidate.name === name)
    const type = FIELD_TYPES.get(field?.type ?? 0)
    const offset = field?.offset ?? 0
    if (!field || !type || (count > 0 && offset + type.bytes > stride)) return null
    const values = make(count)
    // Through the table for every type would be an indirect call a number, a third of a sweep's decoding.
    if (field.type === NumericType.FLOAT32) {
      for (let i = 0, at = offset; i < count; i++, at += stride) values[i] = view.getFloat32(at, true)
    } else for (let i = 0, at = offset; i < count; i++, at += stride) values[i] = type.read(view, at)
    return values
  }
  const floats = (name: string) => column(name, (n) => new Float32Array(n)) as Float32Array | null
  const [x, y, z] = [floats('x'), floats('y'), floats('z')]
  if (!x || !y || !z) {
    const names = fields.map(({ name }) => name).join(' ')
    return malformed(`expected fields x, y and z inside ${stride} bytes a point, found '${names}'`)
  }
  const ring = column('ring', (n) => new Uint16Array(n)) as Uint16Array | null
  const sensor = (frameId ?? '').startsWith(FRAME_PREFIX) ? (frameId ?? '').slice(FRAME_PREFIX.length) : (frameId ?? '')
  return { kind: 'points', sensor, x, y, z, intensity: floats('intensity'), ring, time: floats('t') }
}
