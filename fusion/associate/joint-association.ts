import { JointProbabilities, LARGEST_JOINT_GROUP } from './joint-probabilities.ts'

/** A pair whose log ratio lies further below its track's best plays no part: e^-7 of the weight, a thousandth. */
const NEGLIGIBLE = 7
/** A track keeps its one-to-one assignment unless another detection has at least this probability. */
const LEAST_DOUBT = 0.02

/**
 * Where objects stand close, one-to-one assignment is a guess; there, this gives each track the probabilities of its
 * detections instead. Tracks compete when they share a detection that matters to both; only groups of at least two tracks
 * and two detections, small enough to enumerate, are treated so. Buffers are kept between cycles.
 */
export class JointAssociation {
  readonly #probabilities = new JointProbabilities()
  readonly #ratios = new Float64Array(LARGEST_JOINT_GROUP * LARGEST_JOINT_GROUP)
  readonly #marginals = new Float64Array(LARGEST_JOINT_GROUP * LARGEST_JOINT_GROUP)
  /** Pairs of track t are [start[t], start[t + 1]), in the order in which they were added. */
  readonly #start: number[] = [0]
  readonly #detections: number[] = []
  readonly #logRatios: number[] = []
  readonly #shares: number[] = []
  /** A track that the detection matters to. */
  #trackOf = new Int32Array(64)
  /** All tracks that a detection matters to, where any is contested. */
  readonly #rivals = new Map<number, number[]>()

  begin(): void {
    this.#start.length = 1
    this.#detections.length = 0
    this.#logRatios.length = 0
  }

  /** Pairs of the next track, then `endTrack`. `logRatio`: ln(P(detected)·likelihood / (P(missed)·clutter density)). */
  add(detection: number, logRatio: number): void {
    this.#detections.push(detection)
    this.#logRatios.push(logRatio)
  }

  endTrack(): void {
    this.#start.push(this.#detections.length)
  }

  solve(): void {
    this.#shares.length = this.#detections.length
    this.#shares.fill(0)
    if (!this.#isContested()) return
    this.#findRivals()
    const seen = new Set<number>()
    for (const tracks of this.#rivals.values()) {
      if (tracks.length < 2 || seen.has(tracks[0]!)) continue
      const group = this.#groupOf(tracks[0]!)
      for (const track of group.tracks) seen.add(track)
      const isSmall = Math.max(group.tracks.length, group.detections.length) <= LARGEST_JOINT_GROUP
      if (group.detections.length >= 2 && isSmall) this.#share(group.tracks, group.detections)
    }
  }

  /** Whether another detection than the assigned one may well be the track's. */
  isDoubtful(track: number, assigned: number): boolean {
    const end = this.#start[track + 1]!
    for (let pair = this.#start[track]!; pair < end; pair++) {
      if (this.#detections[pair] !== assigned && this.#shares[pair]! >= LEAST_DOUBT) return true
    }
    return false
  }

  /** Calls `visit` for each detection that may be the track's. */
  visit(track: number, visit: (detection: number, probability: number) => void): void {
    const end = this.#start[track + 1]!
    for (let pair = this.#start[track]!; pair < end; pair++) {
      if (this.#shares[pair]! >= LEAST_DOUBT) visit(this.#detections[pair]!, this.#shares[pair]!)
    }
  }

  /** Whether any detection matters to two tracks: in most cycles none does, and nothing is allocated. */
  #isContested(): boolean {
    let largest = -1
    for (let pair = 0; pair < this.#detections.length; pair++) largest = Math.max(largest, this.#detections[pair]!)
    if (this.#trackOf.length <= largest) this.#trackOf = new Int32Array(2 * (largest + 1))
    this.#trackOf.fill(-1, 0, largest + 1)
    for (let track = 0; track + 1 < this.#start.length; track++) {
      const least = this.#leastThatMatters(track)
      for (let pair = this.#start[track]!; pair < this.#start[track + 1]!; pair++) {
        if (this.#logRatios[pair]! < least) continue
        if (this.#trackOf[this.#detections[pair]!]! >= 0) return true
        this.#trackOf[this.#detections[pair]!] = track
      }
    }
    return false
  }

  #findRivals(): void {
    this.#rivals.clear()
    for (let track = 0; track + 1 < this.#start.length; track++) {
      for (const pair of this.#pairsThatMatter(track)) {
        const detection = this.#detections[pair]!
        const tracks = this.#rivals.get(detection)
        if (tracks) tracks.push(track)
        else this.#rivals.set(detection, [track])
      }
    }
  }

  #leastThatMatters(track: number): number {
    let best = Number.NEGATIVE_INFINITY
    for (let pair = this.#start[track]!; pair < this.#start[track + 1]!; pair++) {
      best = Math.max(best, this.#logRatios[pair]!)
    }
    return best - NEGLIGIBLE
  }

  #pairsThatMatter(track: number): readonly number[] {
    const least = this.#leastThatMatters(track)
    const pairs: number[] = []
    for (let pair = this.#start[track]!; pair < this.#start[track + 1]!; pair++) {
      if (this.#logRatios[pair]! >= least) pairs.push(pair)
    }
    return pairs
  }

  /** All tracks and detections that hang together with this track, each in ascending order. */
  #groupOf(first: number): { readonly tracks: readonly number[]; readonly detections: readonly number[] } {
    const tracks = new Set([first])
    const detections = new Set<number>()
    for (const track of tracks) {
      for (const pair of this.#pairsThatMatter(track)) {
        detections.add(this.#detections[pair]!)
        for (const rival of this.#rivals.get(this.#detections[pair]!)!) tracks.add(rival)
      }
      if (tracks.size > LARGEST_JOINT_GROUP || detections.size > LARGEST_JOINT_GROUP) break
    }
    return { tracks: [...tracks].sort((a, b) => a - b), detections: [...detections].sort((a, b) => a - b) }
  }

  #share(tracks: readonly number[], detections: readonly number[]): void {
    const columns = detections.length
    this.#ratios.fill(0)
    tracks.forEach((track, row) => {
      for (const pair of this.#pairsThatMatter(track)) {
        this.#ratios[row * columns + detections.indexOf(this.#detections[pair]!)] = Math.exp(this.#logRatios[pair]!)
      }
    })
    this.#probabilities.marginals(this.#marginals, this.#ratios, tracks.length, columns)
    tracks.forEach((track, row) => {
      for (const pair of this.#pairsThatMatter(track)) {
        this.#shares[pair] = this.#marginals[row * columns + detections.indexOf(this.#detections[pair]!)]!
      }
    })
  }
}
