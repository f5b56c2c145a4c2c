/** What a face is made of; a drawing's palette says how it looks. */
export const SLOTS = [
  'paint',
  'second',
  'glass',
  'tyre',
  'dark',
  'plate',
  'head-lamp',
  'tail-lamp',
  'brake-lamp',
  'left-indicator',
  'right-indicator',
  'skin',
  'red-lamp',
  'amber-lamp',
  'green-lamp',
] as const
export type Slot = (typeof SLOTS)[number]

/**
 * A shape in its own unit box: x from -0.5 (rear) to 0.5 (front), y from -0.5 (right) to 0.5 (left), z from 0 (ground) to
 * 1. Faces are convex, flat and counter-clockwise as seen from outside.
 */
export interface Mesh {
  /** Packed x, y, z. */
  readonly vertices: Float64Array
  /** Face f has the vertices corners[firstCorner[f] .. firstCorner[f + 1]). */
  readonly firstCorner: Uint16Array
  readonly corners: Uint16Array
  /** Place in SLOTS. */
  readonly slot: Uint8Array
}

type Point = readonly [number, number, number]

/** Collects faces; each call is one part of a shape. */
export class MeshBuilder {
  readonly #vertices: number[] = []
  readonly #firstCorner: number[] = [0]
  readonly #corners: number[] = []
  readonly #slot: number[] = []

  face(points: readonly Point[], slot: Slot): this {
    for (const point of points) {
      this.#corners.push(this.#vertices.length / 3)
      this.#vertices.push(...point)
    }
    this.#firstCorner.push(this.#corners.length)
    this.#slot.push(SLOTS.indexOf(slot))
    return this
  }

  /** A box, or with `top` insets (m of the unit box at x and y) a stump of a pyramid; without its bottom. */
  box(
    [x0, x1]: readonly [number, number],
    [y0, y1]: readonly [number, number],
    [z0, z1]: readonly [number, number],
    side: Slot,
    { top = side, rear = 0, front = 0, sides = 0 }: { top?: Slot; rear?: number; front?: number; sides?: number } = {},
  ): this {
    const [u0, u1, v0, v1] = [x0 + rear, x1 - front, y0 + sides, y1 - sides]
    const low: Point[] = [
      [x0, y0, z0],
      [x1, y0, z0],
      [x1, y1, z0],
      [x0, y1, z0],
    ]
    const high: Point[] = [
      [u0, v0, z1],
      [u1, v0, z1],
      [u1, v1, z1],
      [u0, v1, z1],
    ]
    for (let i = 0; i < 4; i++) {
      const j = (i + 1) % 4
      this.face([low[i]!, low[j]!, high[j]!, high[i]!], side)
    }
    return this.face(high, top)
  }

  /** A side view (x, z; convex, counter-clockwise as seen from the right) drawn across the width. */
  profile(points: readonly (readonly [number, number])[], halfWidth: number, slot: Slot): this {
    this.face(
      points.map(([x, z]) => [x, -halfWidth, z]),
      slot,
    )
    this.face(points.map(([x, z]): Point => [x, halfWidth, z]).reverse(), slot)
    points.forEach(([ax, az], i) => {
      const [bx, bz] = points[(i + 1) % points.length]!
      this.face(
        [
          [ax, halfWidth, az],
          [bx, halfWidth, bz],
          [bx, -halfWidth, bz],
          [ax, -halfWidth, az],
        ],
        slot,
      )
    })
    return this
  }

  /** Facing ahead (+1) or back (-1) at x. */
  plate(
    x: number,
    facing: 1 | -1,
    [y0, y1]: readonly [number, number],
    [z0, z1]: readonly [number, number],
    slot: Slot,
  ): this {
    const points: Point[] = [
      [x, y0, z0],
      [x, y1, z0],
      [x, y1, z1],
      [x, y0, z1],
    ]
    return this.face(facing > 0 ? points : points.reverse(), slot)
  }

  /** Facing left (+1) or right (-1) at y. */
  sidePlate(
    y: number,
    facing: 1 | -1,
    [x0, x1]: readonly [number, number],
    [z0, z1]: readonly [number, number],
    slot: Slot,
  ): this {
    const points: Point[] = [
      [x0, y, z0],
      [x1, y, z0],
      [x1, y, z1],
      [x0, y, z1],
    ]
    return this.face(facing < 0 ? points : points.reverse(), slot)
  }

  /** A wheel's outer face, upright along x, facing left (+1) or right (-1); `hole` is the share that is left out. */
  wheel(x: number, y: number, z: number, rx: number, rz: number, facing: 1 | -1, slot: Slot, hole = 0): this {
    const sides = 10
    const at = (i: number, share: number): Point => {
      const angle = (2 * Math.PI * i) / sides
      return [x + rx * share * Math.cos(angle), y, z + rz * share * Math.sin(angle)]
    }
    const order = (points: Point[]) => (facing < 0 ? points : points.reverse())
    if (hole === 0) return this.face(order(Array.from({ length: sides }, (_, i) => at(i, 1))), slot)
    for (let i = 0; i < sides; i++) this.face(order([at(i, 1), at(i + 1, 1), at(i + 1, hole), at(i, hole)]), slot)
    return this
  }

  /** A stack of rings about the z axis through (x, y): z and radii of each ring, bottom to top. */
  rings(
    x: number,
    y: number,
    sides: number,
    rings: readonly (readonly [number, number, number])[],
    slots: readonly Slot[],
  ): this {
    const at = ([z, rx, ry]: readonly [number, number, number], i: number): Point => {
      const angle = (2 * Math.PI * i) / sides
      return [x + rx * Math.cos(angle), y + ry * Math.sin(angle), z]
    }
    for (let k = 0; k + 1 < rings.length; k++) {
      const [low, high] = [rings[k]!, rings[k + 1]!]
      for (let i = 0; i < sides; i++) {
        const points = [at(low, i), at(low, i + 1), at(high, i + 1), at(high, i)]
        // A ring without a radius is a point: the face there is a triangle.
        const face = high[1] === 0 ? points.slice(0, 3) : low[1] === 0 ? points.filter((_, c) => c !== 1) : points
        this.face(face, slots[k % slots.length]!)
      }
    }
    const top = rings.at(-1)!
    if (top[1] > 0)
      this.face(
        Array.from({ length: sides }, (_, i) => at(top, i)),
        slots.at(-1)!,
      )
    return this
  }

  ellipsoid([x, y, z]: Point, [rx, ry, rz]: Point, sides: number, bands: number, slot: Slot): this {
    const rings = Array.from({ length: bands + 1 }, (_, i): readonly [number, number, number] => {
      const angle = -Math.PI / 2 + (Math.PI * i) / bands
      const radius = i === 0 || i === bands ? 0 : Math.cos(angle)
      return [z + rz * Math.sin(angle), rx * radius, ry * radius]
    })
    return this.rings(x, y, sides, rings, [slot])
  }

  build(): Mesh {
    return {
      vertices: Float64Array.from(this.#vertices),
      firstCorner: Uint16Array.from(this.#firstCorner),
      corners: Uint16Array.from(this.#corners),
      slot: Uint8Array.from(this.#slot),
    }
  }
}
