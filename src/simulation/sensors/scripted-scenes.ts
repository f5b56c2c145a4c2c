import { type ScriptedObject, type ScriptedScene, USUAL_SIZE } from './scripted-objects.ts'
import type { ScriptedMotion } from './scripted-path.ts'

/** m between lane centres. */
const LANE = 3.5

type Kind = keyof typeof USUAL_SIZE

function actor(id: number, kind: Kind, motion: ScriptedMotion): ScriptedObject {
  return { id, class: kind, size: USUAL_SIZE[kind], motion }
}

const EAST = { yaw: 0 } as const
const WEST = { yaw: Math.PI } as const
const NORTH = { yaw: Math.PI / 2 } as const
const ego = (speed: number): ScriptedMotion => ({ x: 0, y: 0, ...EAST, speed })

/** A car ahead at the same speed. */
const LEAD_CRUISING: ScriptedScene = {
  name: 'lead-cruising',
  duration: 8,
  ego: ego(15),
  objects: [actor(1, 'car', { x: 35, y: 0, ...EAST, speed: 15 })],
}

/** A car ahead that brakes hard at 4 s and stops; ego brakes half a second later. */
const LEAD_BRAKING: ScriptedScene = {
  name: 'lead-braking',
  duration: 10,
  ego: { ...ego(15), accelerations: [{ from: 4.5, acceleration: -4 }] },
  objects: [actor(1, 'car', { x: 40, y: 0, ...EAST, speed: 15, accelerations: [{ from: 4, acceleration: -5 }] })],
}

/** A car on the left overtakes and moves in close ahead. */
const CUT_IN: ScriptedScene = {
  name: 'cut-in',
  duration: 8,
  ego: ego(16),
  objects: [
    actor(1, 'car', { x: 2, y: LANE, ...EAST, speed: 20, shifts: [{ station: 50, length: 40, offset: -LANE }] }),
    actor(2, 'car', { x: 60, y: 0, ...EAST, speed: 16 }),
  ],
}

/** A pedestrian who steps out between two parked cars. */
const PEDESTRIAN_CROSSING: ScriptedScene = {
  name: 'pedestrian-crossing',
  duration: 6,
  ego: { ...ego(8), accelerations: [{ from: 3, acceleration: -3 }] },
  objects: [
    actor(1, 'pedestrian', { x: 42, y: -6, ...NORTH, speed: 1.5 }),
    actor(2, 'car', { x: 36, y: -2.8, ...EAST, speed: 0 }),
    actor(3, 'car', { x: 48, y: -2.8, ...EAST, speed: 0 }),
  ],
}

/** A cyclist ahead whom ego passes. */
const CYCLIST_AHEAD: ScriptedScene = {
  name: 'cyclist-ahead',
  duration: 8,
  ego: { ...ego(10), shifts: [{ station: 10, length: 30, offset: 1.5 }] },
  objects: [actor(1, 'cyclist', { x: 35, y: -1, ...EAST, speed: 5 })],
}

/** Oncoming traffic, a truck among it, on a bend to the left of 250 m radius: its lane is the inner one. */
const ONCOMING: ScriptedScene = {
  name: 'oncoming',
  duration: 8,
  ego: { ...ego(14), curvature: 1 / 250 },
  objects: [onInnerLane(1, 'car', 0.47), onInnerLane(2, 'truck', 0.6), onInnerLane(3, 'car', 0.8)],
}

/** Driving towards ego, `angle` rad along the bend from where ego starts. */
function onInnerLane(id: number, kind: Kind, angle: number): ScriptedObject {
  const radius = 250 - LANE
  const x = radius * Math.sin(angle)
  const y = 250 - radius * Math.cos(angle)
  return actor(id, kind, { x, y, yaw: angle + Math.PI, curvature: -1 / radius, speed: 14 })
}

/** Ego turns left at a junction, cars wait and cross. */
const LEFT_TURN: ScriptedScene = {
  name: 'left-turn',
  duration: 8,
  ego: { ...ego(6), curvature: 1 / 16, accelerations: [{ from: 3.6, acceleration: 1 }] },
  objects: [
    actor(1, 'car', { x: 34, y: LANE, ...WEST, speed: 0 }),
    actor(2, 'car', { x: 24, y: -30, ...NORTH, speed: 9 }),
    actor(3, 'bus', { x: 12, y: 40, yaw: -Math.PI / 2, speed: 7 }),
    actor(4, 'pedestrian', { x: 22, y: 9, ...WEST, speed: 1.3 }),
  ],
}

/** Three lanes of traffic around ego, with a stop and go. */
const DENSE: ScriptedScene = {
  name: 'dense',
  duration: 10,
  ego: {
    ...ego(12),
    accelerations: [
      { from: 4, acceleration: -2 },
      { from: 7, acceleration: 1.5 },
    ],
  },
  objects: [
    ...[-38, -18, 22, 45, 70].map((x, i) =>
      actor(1 + i, 'car', {
        x,
        y: 0,
        ...EAST,
        speed: 12,
        accelerations: [
          { from: 3.5 + 0.3 * (4 - i), acceleration: -2 },
          { from: 6.5, acceleration: 1.5 },
        ],
      }),
    ),
    ...[-30, -5, 18, 48].map((x, i) =>
      actor(11 + i, i === 2 ? 'truck' : 'car', { x, y: LANE, ...EAST, speed: 13 + i }),
    ),
    ...[-20, 8, 30].map((x, i) => actor(21 + i, i === 1 ? 'motorcycle' : 'car', { x, y: -LANE, ...EAST, speed: 11 })),
  ],
}

/** Every scripted scene. */
export const SCRIPTED_SCENES: readonly ScriptedScene[] = [
  LEAD_CRUISING,
  LEAD_BRAKING,
  CUT_IN,
  PEDESTRIAN_CROSSING,
  CYCLIST_AHEAD,
  ONCOMING,
  LEFT_TURN,
  DENSE,
]

/** The scene of that name. Throws, naming the known ones. */
export function findScriptedScene(name: string): ScriptedScene {
  const found = SCRIPTED_SCENES.find((scene) => scene.name === name)
  if (found) return found
  throw new Error(`expected a scene out of ${SCRIPTED_SCENES.map((scene) => scene.name).join(', ')}; found '${name}'`)
}
