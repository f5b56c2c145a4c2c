/** What is true around the car, drawn from above: the road. Rows run to the right (-y), columns ahead (x). */
export const ROAD_MAPS = ['drivable', 'lane-lines', 'red-lights'] as const
/** The cells of the planner's raster as it is stored, two by two. m, ego frame */
export const ROAD_GRID = { rows: 64, columns: 128, cell: 1, rear: -32, left: 32 } as const
export const ROAD_SHAPE = [ROAD_MAPS.length, ROAD_GRID.rows, ROAD_GRID.columns] as const

/** Objects of a sample, nearest first. */
export const OBJECT_LIMIT = 40
/** s after the moment at which their places are told. */
export const OBJECT_TIMES = [0, 1, 2, 3, 4] as const
/**
 * Where an object's values begin: its class (1 + place in OBJECT_CLASSES, 0: no object), size in m, velocity over ground
 * now in m/s, then x, y, yaw of its box's centre by time; ego frame of the moment.
 */
export const OBJECT_VALUES = { class: 0, length: 1, width: 2, velocityX: 3, velocityY: 4, poses: 5 } as const
export const OBJECT_STRIDE = OBJECT_VALUES.poses + 3 * OBJECT_TIMES.length
