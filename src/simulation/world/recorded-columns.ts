import type { Message, PoseTruth, TruthObject } from '../../core/messages.ts'
import { NANOSECONDS_PER_SECOND } from '../../core/time.ts'
import type { RecordedEgo, RecordedTrack } from './recorded-track.ts'

/** Poses of the `ego` frame by time; poses of other points (a camera's) are passed over. */
export function recordedEgo(messages: readonly Message[]): RecordedEgo {
  const rows: number[][] = []
  for (const { stamp, payload } of messages) {
    if (payload.kind !== 'pose-truth' || payload.referencePoint !== 'ego') continue
    const yaw = yawOf(payload)
    const [east, north] = payload.velocity
    rows.push([
      stamp / NANOSECONDS_PER_SECOND,
      payload.position[0],
      payload.position[1],
      yaw,
      east * Math.cos(yaw) + north * Math.sin(yaw),
    ])
  }
  return columns(rows)
}

/** Road users as tracks, and what stands by class, a median object each. */
export function recordedTracks(messages: readonly Message[]): {
  readonly tracks: readonly RecordedTrack[]
  readonly standing: readonly TruthObject[]
} {
  const seen = new Map<number, { readonly time: number; readonly object: TruthObject }[]>()
  for (const { stamp, payload } of messages) {
    if (payload.kind !== 'objects-truth') continue
    for (const object of payload.objects) {
      const one = { time: stamp / NANOSECONDS_PER_SECOND, object }
      const known = seen.get(object.id)
      if (known) known.push(one)
      else seen.set(object.id, [one])
    }
  }
  const tracks: RecordedTrack[] = []
  const standing: TruthObject[] = []
  for (const [id, samples] of seen) {
    const objects = samples.map(({ object }) => object)
    const first = objects[0]!
    if (first.class === 'static') {
      standing.push(medianObject(objects))
      continue
    }
    const rows = samples.map(({ time, object: { position, yaw, velocity } }) => [
      time,
      position[0],
      position[1],
      yaw,
      velocity[0] * Math.cos(yaw) + velocity[1] * Math.sin(yaw),
    ])
    tracks.push({ id, class: first.class, size: medianSize(objects), ...columns(rows) })
  }
  return { tracks, standing }
}

/** By time; of samples with one time the first counts. */
function columns(rows: readonly (readonly number[])[]): RecordedEgo {
  const sorted = [...rows].sort((a, b) => a[0]! - b[0]!)
  const kept = sorted.filter((row, i) => i === 0 || row[0]! > sorted[i - 1]![0]!)
  const column = (k: number) => Float64Array.from(kept, (row) => row[k]!)
  return { times: column(0), x: column(1), y: column(2), yaw: column(3), speed: column(4) }
}

/** A quaternion's rotation about z, of where its x axis points. */
function yawOf({ orientation: [x, y, z, w] }: PoseTruth): number {
  return Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
}

function medianObject(objects: readonly TruthObject[]): TruthObject {
  const middle = objects[objects.length >> 1]!
  const position = (k: 0 | 1 | 2) => median(objects.map((object) => object.position[k]))
  return { ...middle, position: [position(0), position(1), position(2)], size: medianSize(objects) }
}

function medianSize(objects: readonly TruthObject[]): readonly [number, number, number] {
  const size = (k: 0 | 1 | 2) => median(objects.map((object) => object.size[k]))
  return [size(0), size(1), size(2)]
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
