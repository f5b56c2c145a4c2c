import { describe, expect, it } from 'vitest'
import { recallPoints, scaledMota, scoreClearMot } from '../../../src/common/scoring/clear-mot.ts'
import type { MotSequence } from '../../../src/common/scoring/clear-mot-types.ts'

interface Entry {
  readonly frame: number
  readonly id: number
  /** Boxes are 2 m cubes at (x, 0). */
  readonly x: number
  readonly score?: number
  readonly isIgnorable?: boolean
  readonly isNeighbour?: boolean
  readonly image?: readonly [number, number, number, number]
}

const IMAGE = [0, 0, 50, 100] as const

function columns(entries: readonly Entry[]) {
  return {
    frames: Int32Array.from(entries, ({ frame }) => frame),
    ids: Int32Array.from(entries, ({ id }) => id),
    boxes: Float64Array.from(entries.flatMap(({ x }) => [x, 0, 0, 0, 2, 2, 2])),
    imageBoxes: Float64Array.from(entries.flatMap(({ image }) => image ?? IMAGE)),
  }
}

function sequence(
  truth: readonly Entry[],
  tracks: readonly Entry[],
  unlabelled: readonly { frame: number; image: readonly [number, number, number, number] }[] = [],
): MotSequence {
  return {
    name: 'hand-made',
    frameCount: 10,
    groundTruth: { ...columns(truth), isIgnorable: Uint8Array.from(truth, (entry) => (entry.isIgnorable ? 1 : 0)) },
    tracks: {
      ...columns(tracks),
      scores: Float64Array.from(tracks, ({ score }) => score ?? 1),
      isNeighbourClass: Uint8Array.from(tracks, (entry) => (entry.isNeighbour ? 1 : 0)),
    },
    unlabelled: {
      frames: Int32Array.from(unlabelled, ({ frame }) => frame),
      imageBoxes: Float64Array.from(unlabelled.flatMap(({ image }) => image)),
    },
  }
}

const still = (ids: readonly number[], x = 0): Entry[] => ids.map((id, frame) => ({ frame, id, x }))
const all = (s: MotSequence) => scoreClearMot([s], 0.25).allTracks

describe('the KITTI 3D tracking protocol', () => {
  it('gives a perfect tracker MOTA 1, MOTP 1 and no errors', () => {
    const score = scoreClearMot([sequence(still([1, 1, 1, 1]), still([7, 7, 7, 7]))], 0.5)
    expect(score).toMatchObject({ MOTA: 1, MOTP: 1 })
    expect(score.counts).toMatchObject({ falsePositives: 0, falseNegatives: 0, identitySwitches: 0, fragments: 0 })
  })

  it('counts a missed object, a false track box and the mean overlap', () => {
    const truth = [...still([1, 1]), { frame: 2, id: 1, x: 0 }]
    const tracks: Entry[] = [
      { frame: 0, id: 5, x: 1 },
      { frame: 1, id: 5, x: 30 },
      { frame: 2, id: 5, x: 0 },
    ]
    expect(all(sequence(truth, tracks))).toMatchObject({
      truePositives: 2,
      falsePositives: 1,
      falseNegatives: 1,
      groundTruths: 3,
      overlap: 1 + 1 / 3,
    })
  })

  it('lets a pair just below the least overlap go unmatched', () => {
    const s = sequence(still([1]), still([1], 1))
    expect(scoreClearMot([s], 0.33).allTracks.truePositives).toBe(1)
    expect(scoreClearMot([s], 0.34).allTracks.truePositives).toBe(0)
  })

  it('neither counts nor misses ignorable ground truth, but a hit on it is a true positive', () => {
    const truth = still([1, 1]).map((entry) => ({ ...entry, isIgnorable: true }))
    expect(all(sequence(truth, still([1])))).toMatchObject({ truePositives: 1, falseNegatives: 0, groundTruths: 0 })
  })

  it('forgives unmatched boxes that are low, of a neighbour class, or mostly inside an unlabelled region', () => {
    const outside = (extra: Partial<Entry>): Entry => ({ frame: 0, id: 9, x: 40, ...extra })
    const count = (entry: Entry, region?: readonly [number, number, number, number]) =>
      all(sequence(still([1]), [entry], region ? [{ frame: 0, image: region }] : [])).falsePositives
    expect(count(outside({}))).toBe(1)
    expect(count(outside({ image: [0, 10, 50, 35] }))).toBe(0)
    expect(count(outside({ image: [0, 10, 50, 35.5] }))).toBe(1)
    expect(count(outside({ isNeighbour: true }))).toBe(0)
    expect(count(outside({}), [0, 0, 50, 51])).toBe(0)
    expect(count(outside({}), [0, 0, 50, 50])).toBe(1)
  })

  it('removes a track whole when its average score is below the threshold', () => {
    const tracks: Entry[] = [
      { frame: 0, id: 1, x: 0, score: 5 },
      { frame: 1, id: 1, x: 0, score: 1 },
      { frame: 0, id: 2, x: 20, score: 2.9 },
      { frame: 1, id: 2, x: 20, score: 2.9 },
    ]
    const score = scoreClearMot([sequence(still([1, 1, 1, 1]), tracks)], 0.25)
    expect(score.bestThreshold).toBe(3)
    expect(score.counts.falsePositives).toBe(0)
    expect(score.allTracks.falsePositives).toBe(2)
  })

  it('counts an identity switch when the track changes between two neighbouring labels, and no switch after a gap', () => {
    expect(all(sequence(still([1, 1, 1, 1]), still([5, 5, 6, 6])))).toMatchObject({ identitySwitches: 1, fragments: 1 })
    const gap = [...still([5, 5]), { frame: 3, id: 6, x: 0 }, { frame: 4, id: 6, x: 0 }]
    expect(all(sequence(still([1, 1, 1, 1, 1]), gap))).toMatchObject({ identitySwitches: 0, fragments: 1 })
  })

  it('counts a fragment when a track is picked up again, also at the last label', () => {
    const resumed = [...still([5, 5]), { frame: 3, id: 5, x: 0 }]
    expect(all(sequence(still([1, 1, 1, 1]), resumed))).toMatchObject({ identitySwitches: 0, fragments: 1 })
  })

  it('forgets the last id at an ignorable label', () => {
    const truth = still([1, 1, 1, 1]).map((entry) => ({ ...entry, isIgnorable: entry.frame === 1 }))
    expect(all(sequence(truth, still([5, 5, 6, 6])))).toMatchObject({ identitySwitches: 0, fragments: 0 })
  })

  it('matches as many pairs as possible before it looks at their overlap', () => {
    const truth: Entry[] = [
      { frame: 0, id: 1, x: 0 },
      { frame: 0, id: 2, x: 1.1 },
    ]
    const tracks: Entry[] = [
      { frame: 0, id: 1, x: 0.1 },
      { frame: 0, id: 2, x: -0.9 },
    ]
    expect(all(sequence(truth, tracks)).truePositives).toBe(2)
  })

  it('leaves out recall levels that the tracker never reaches, which then count as 0', () => {
    expect(recallPoints([4, 3, 2, 1], 8).at(-1)!.recall).toBeLessThanOrEqual(0.5)
    const truth = still([1, 1, 1, 1, 1, 1, 1, 1])
    const half = scoreClearMot([sequence(truth, still([5, 5, 5, 5]))], 0.25)
    expect(half.curve.length).toBeLessThan(40)
    expect(half.sAMOTA).toBeLessThan(0.6)
  })

  it('scales MOTA so that only errors beyond the missing recall cost', () => {
    const counts = { truePositives: 50, falsePositives: 0, falseNegatives: 50, identitySwitches: 0, fragments: 0 }
    expect(scaledMota({ ...counts, groundTruths: 100, overlap: 0 }, 0.5)).toBe(1)
    expect(scaledMota({ ...counts, falsePositives: 25, groundTruths: 100, overlap: 0 }, 0.5)).toBe(0.5)
  })
})
