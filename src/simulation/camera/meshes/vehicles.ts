import { type Mesh, MeshBuilder } from './mesh.ts'

/** Head, tail and brake lamps, indicators and plates; at which x, y and z of the unit box. */
function addLamps(
  builder: MeshBuilder,
  outer: number,
  inner: number,
  front: readonly [number, number],
  rear: readonly [number, number],
): void {
  for (const side of [1, -1] as const) {
    const across = (a: number, b: number): readonly [number, number] => (side > 0 ? [a, b] : [-b, -a])
    const indicator = side > 0 ? 'left-indicator' : 'right-indicator'
    const edge = outer - 0.25 * (outer - inner)
    builder.plate(0.504, 1, across(inner, edge), front, 'head-lamp')
    builder.plate(0.504, 1, across(edge, outer), front, indicator)
    const middle = 0.5 * (rear[0] + rear[1])
    builder.plate(-0.504, -1, across(inner, outer), [middle, rear[1]], 'brake-lamp')
    builder.plate(-0.504, -1, across(inner, edge), [rear[0], middle], 'tail-lamp')
    builder.plate(-0.504, -1, across(edge, outer), [rear[0], middle], indicator)
  }
}

function addWheels(builder: MeshBuilder, places: readonly number[], rx: number, rz: number): void {
  for (const x of places) {
    for (const side of [1, -1] as const) {
      builder.wheel(x, side * 0.502, rz, rx, rz, side, 'tyre')
      builder.wheel(x, side * 0.506, rz, 0.55 * rx, 0.55 * rz, side, 'second')
    }
    builder.box([x - 0.8 * rx, x + 0.8 * rx], [-0.49, -0.36], [0, 1.4 * rz], 'tyre')
    builder.box([x - 0.8 * rx, x + 0.8 * rx], [0.36, 0.49], [0, 1.4 * rz], 'tyre')
  }
}

/** A saloon: 4.5 × 1.8 × 1.5 m when scaled so. */
export function carMesh(): Mesh {
  const builder = new MeshBuilder()
  builder.profile(
    [
      [-0.47, 0.16],
      [0.47, 0.16],
      [0.5, 0.3],
      [0.49, 0.48],
      [0.42, 0.56],
      [0.2, 0.63],
      [-0.42, 0.66],
      [-0.5, 0.6],
      [-0.5, 0.28],
    ],
    0.5,
    'paint',
  )
  builder.box([-0.4, 0.25], [-0.47, 0.47], [0.63, 0.97], 'glass', { top: 'paint', rear: 0.13, front: 0.2, sides: 0.07 })
  for (const x of [0.06, -0.19]) {
    for (const side of [1, -1] as const) builder.sidePlate(side * 0.455, side, [x, x + 0.025], [0.64, 0.8], 'paint')
  }
  addWheels(builder, [0.31, -0.3], 0.074, 0.215)
  addLamps(builder, 0.47, 0.26, [0.38, 0.48], [0.42, 0.58])
  builder.plate(0.502, 1, [-0.24, 0.24], [0.2, 0.34], 'dark')
  builder.plate(-0.503, -1, [-0.14, 0.14], [0.44, 0.53], 'plate')
  builder.plate(-0.503, -1, [-0.4, 0.4], [0.18, 0.26], 'dark')
  builder.plate(-0.39, -1, [-0.13, 0.13], [0.7, 0.73], 'brake-lamp')
  return builder.build()
}

/** A lorry with a box body. */
export function truckMesh(): Mesh {
  const builder = new MeshBuilder()
  builder.box([0.27, 0.5], [-0.48, 0.48], [0.13, 0.86], 'paint', { front: 0.02 })
  builder.box([-0.5, 0.25], [-0.5, 0.5], [0.3, 1], 'second')
  builder.box([-0.48, 0.45], [-0.3, 0.3], [0.12, 0.3], 'dark')
  builder.plate(0.497, 1, [-0.43, 0.43], [0.5, 0.78], 'glass')
  builder.plate(0.503, 1, [-0.36, 0.36], [0.2, 0.38], 'dark')
  for (const side of [1, -1] as const) builder.sidePlate(side * 0.484, side, [0.34, 0.46], [0.52, 0.76], 'glass')
  addWheels(builder, [0.38, -0.2, -0.34], 0.064, 0.15)
  builder.box([-0.5, -0.49], [-0.47, 0.47], [0.14, 0.3], 'dark')
  addLamps(builder, 0.46, 0.32, [0.2, 0.26], [0.2, 0.28])
  builder.plate(-0.504, -1, [-0.12, 0.12], [0.17, 0.23], 'plate')
  return builder.build()
}

export function busMesh(): Mesh {
  const builder = new MeshBuilder()
  builder.box([-0.5, 0.5], [-0.5, 0.5], [0.1, 1], 'paint')
  builder.plate(0.502, 1, [-0.45, 0.45], [0.38, 0.85], 'glass')
  builder.plate(-0.502, -1, [-0.4, 0.4], [0.5, 0.82], 'glass')
  for (const side of [1, -1] as const) {
    for (let i = 0; i < 7; i++) {
      builder.sidePlate(side * 0.502, side, [-0.47 + i * 0.135, -0.355 + i * 0.135], [0.45, 0.8], 'glass')
    }
    builder.sidePlate(side * 0.503, side, [-0.48, 0.48], [0.86, 0.94], 'second')
  }
  addWheels(builder, [0.28, -0.27], 0.045, 0.16)
  addLamps(builder, 0.46, 0.3, [0.2, 0.27], [0.24, 0.38])
  return builder.build()
}

/** Two wheels, a frame and a rider who sits on it; `isMotor` adds tank, engine and lamps. */
export function twoWheelerMesh(isMotor: boolean, phase: number): Mesh {
  const builder = new MeshBuilder()
  const [rx, rz] = [0.185, 0.19]
  for (const x of [0.315, -0.315]) {
    for (const side of [1, -1] as const) {
      builder.wheel(x, side * 0.04, rz, rx, rz, side, 'tyre', isMotor ? 0.6 : 0.84)
    }
    builder.box([x - 0.04, x + 0.04], [-0.04, 0.04], [0, 0.38], 'tyre')
  }
  builder.box([-0.3, 0.25], [-0.03, 0.03], [0.34, 0.4], 'paint')
  builder.box([-0.08, -0.04], [-0.03, 0.03], [0.18, 0.5], 'paint')
  builder.box([0.22, 0.26], [-0.4, 0.4], [0.56, 0.6], 'dark')
  builder.box([0.22, 0.29], [-0.03, 0.03], [0.2, 0.58], 'paint')
  if (isMotor) {
    builder.box([-0.2, 0.18], [-0.22, 0.22], [0.14, 0.5], 'paint')
    builder.plate(0.33, 1, [-0.14, 0.14], [0.46, 0.56], 'head-lamp')
    builder.plate(-0.34, -1, [-0.14, 0.14], [0.42, 0.48], 'brake-lamp')
  }
  // Legs go round with the pedals.
  const swing = 0.07 * Math.sin((phase * Math.PI) / 2)
  builder.box([-0.08 + swing, 0.04 + swing], [0.08, 0.26], [0.12 + swing, 0.52], 'second')
  builder.box([-0.08 - swing, 0.04 - swing], [-0.26, -0.08], [0.12 - swing, 0.52], 'second')
  builder.box([-0.17, 0.02], [-0.32, 0.32], [0.48, 0.84], 'paint', { rear: 0.08, front: -0.06, sides: 0.04 })
  builder.box([-0.02, 0.24], [0.3, 0.42], [0.58, 0.68], 'skin')
  builder.box([-0.02, 0.24], [-0.42, -0.3], [0.58, 0.68], 'skin')
  builder.ellipsoid([0.02, 0, 0.91], [0.065, 0.2, 0.09], 7, 4, isMotor ? 'dark' : 'skin')
  return builder.build()
}

/** A person; `phase` 0..3 of a step, 0 also for one who stands. Scaled to about 0.6 × 0.6 × 1.75 m. */
export function personMesh(phase: number): Mesh {
  const builder = new MeshBuilder()
  const swing = 0.28 * Math.sin((phase * Math.PI) / 2)
  // Feet apart along the walk; legs lean from hip to foot.
  const leg = (y: readonly [number, number], foot: number) => {
    const [y0, y1] = y
    const hip = [0.12, 0.48] as const
    const at = (x: number, yy: number, z: number) => [x, yy, z] as const
    const [f, b] = [foot + 0.13, foot - 0.13]
    builder.face([at(f, y0, 0), at(f, y1, 0), at(hip[0], y1, hip[1]), at(hip[0], y0, hip[1])], 'second')
    builder.face([at(b, y1, 0), at(b, y0, 0), at(-hip[0], y0, hip[1]), at(-hip[0], y1, hip[1])], 'second')
    builder.face([at(f, y1, 0), at(b, y1, 0), at(-hip[0], y1, hip[1]), at(hip[0], y1, hip[1])], 'second')
    builder.face([at(b, y0, 0), at(f, y0, 0), at(hip[0], y0, hip[1]), at(-hip[0], y0, hip[1])], 'second')
  }
  leg([0.02, 0.26], swing)
  leg([-0.26, -0.02], -swing)
  builder.box([-0.17, 0.17], [-0.3, 0.3], [0.47, 0.82], 'paint', { rear: 0.02, front: 0.02, sides: -0.06 })
  builder.box([-0.08 - swing * 0.6, 0.1 - swing * 0.6], [0.33, 0.46], [0.42, 0.8], 'paint')
  builder.box([-0.08 + swing * 0.6, 0.1 + swing * 0.6], [-0.46, -0.33], [0.42, 0.8], 'paint')
  builder.ellipsoid([0.02, 0, 0.91], [0.18, 0.16, 0.09], 8, 5, 'skin')
  builder.box([-0.16, 0.06], [-0.15, 0.15], [0.93, 1], 'dark', { rear: 0.05, front: 0.05, sides: 0.05 })
  return builder.build()
}
