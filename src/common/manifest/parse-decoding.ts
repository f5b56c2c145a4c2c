import { OBJECT_CLASSES } from '../../core/messages.ts'
import type { JsonReader } from './json-reader.ts'
import {
  CELL_FUNCTIONS,
  type CentrePointsDecoding,
  type GridDetectionsDecoding,
  type MapsDecoding,
  type OutputDecoding,
  SCORE_COMBINATIONS,
  type SegmentationDecoding,
  type SpeedDecoding,
  STEERING_QUANTITIES,
  type SteeringDecoding,
  type TrajectoryRefinement,
  type TrajectoryScoreColumn,
  type TrajectoryScoresDecoding,
  WAYPOINT_FRAMES,
  WAYPOINT_QUANTITIES,
  type WaypointColumn,
  type WaypointsDecoding,
} from './manifest.ts'

/** One reader a kind of decoding. */
export const DECODING_PARSERS: { readonly [Kind in OutputDecoding['kind']]: (json: JsonReader) => OutputDecoding } = {
  segmentation: parseSegmentation,
  'grid-detections': parseGridDetections,
  waypoints: parseWaypoints,
  steering: parseSteering,
  speed: parseSpeed,
  'trajectory-scores': parseTrajectoryScores,
  'centre-points': parseCentrePoints,
  maps: parseMaps,
}

function parseSegmentation(json: JsonReader): SegmentationDecoding {
  const classes = json.texts('classes')
  if (classes.length < 2 || classes.length > 256) json.fail('classes', '2 to 256 names, one a channel', classes)
  return { kind: 'segmentation', classes }
}

function parseGridDetections(json: JsonReader): GridDetectionsDecoding {
  const channels = json.object('channels')
  const classes = json.texts('classes')
  const parsed: GridDetectionsDecoding = {
    kind: 'grid-detections',
    channels: {
      objectness: channels.wholeNumber('objectness', 0),
      x: channels.wholeNumber('x', 0),
      y: channels.wholeNumber('y', 0),
      width: channels.wholeNumber('width', 0),
      height: channels.wholeNumber('height', 0),
      classes: channels.wholeNumber('classes', 0),
    },
    centre: json.word('centre', CELL_FUNCTIONS, 'none'),
    size: json.word('size', CELL_FUNCTIONS, 'none'),
    objectnessExponent: json.numberBetween('objectnessExponent', 0, 10, 1),
    classExponent: json.numberBetween('classExponent', 0, 10, 1),
    threshold: json.numberBetween('threshold', 0, 1),
    overlap: json.numberBetween('overlap', 0, 1),
    isClassAgnostic: json.boolean('isClassAgnostic', true),
    classes,
    roadUsers: json.wordsByName('roadUsers', OBJECT_CLASSES),
  }
  channels.end()
  const stranger = Object.keys(parsed.roadUsers).find((name) => !classes.includes(name))
  if (stranger !== undefined) json.fail('roadUsers', 'names out of classes', stranger)
  return parsed
}

function parseWaypoints(json: JsonReader): WaypointsDecoding {
  const times = parseTimes(json)
  const columns = json.objects('columns').map(parseColumn)
  for (const needed of ['x', 'y'] as const) {
    if (columns.filter(({ quantity }) => quantity === needed).length !== 1) {
      json.fail(
        'columns',
        `one column of ${needed}`,
        columns.map(({ quantity }) => quantity),
      )
    }
  }
  return { kind: 'waypoints', times, columns, frame: json.word('frame', WAYPOINT_FRAMES, 'ego') }
}

/** Of a path: rising, and as far as a plan has to reach. */
function parseTimes(json: JsonReader): readonly number[] {
  const times = json.numbers('times')
  if (times.some((time, i) => time < 0 || (i > 0 && time <= times[i - 1]!))) {
    json.fail('times', 'seconds after the picture, rising, none negative', times)
  }
  if (times.at(-1)! < SHORTEST_HORIZON) json.fail('times', `a last one of at least ${SHORTEST_HORIZON} s`, times)
  return times
}

/** s. The supervisor wants a plan to reach a second beyond now, and a picture may be half a second old. */
const SHORTEST_HORIZON = 1.5

function parseColumn(json: JsonReader): WaypointColumn {
  const column = {
    quantity: json.word('quantity', WAYPOINT_QUANTITIES),
    scale: json.number('scale', 1),
    offset: json.number('offset', 0),
  }
  json.end()
  return column
}

function parseSteering(json: JsonReader): SteeringDecoding {
  return {
    kind: 'steering',
    quantity: json.word('quantity', STEERING_QUANTITIES),
    gain: json.number('gain', 1),
    offset: json.number('offset', 0),
  }
}

function parseSpeed(json: JsonReader): SpeedDecoding {
  return { kind: 'speed', gain: json.number('gain', 1), offset: json.number('offset', 0) }
}

function parseTrajectoryScores(json: JsonReader): TrajectoryScoresDecoding {
  const times = parseTimes(json)
  const trajectories = json.numbers('trajectories')
  const numbers = 3 * times.length
  if (trajectories.length % numbers !== 0) {
    json.fail('trajectories', `${numbers} numbers a trajectory: x, y, yaw at each time`, trajectories.length)
  }
  const columns = json.objects('columns').map(parseScoreColumn)
  if (columns.every(({ combine }) => combine === 'none')) {
    json.fail('columns', 'one that takes part in the score', columns)
  }
  const alternatives = json.numberBetween('alternatives', 0, MOST_ALTERNATIVES, 8)
  if (!Number.isInteger(alternatives)) json.fail('alternatives', 'a whole number', alternatives)
  const blend = json.numberBetween('blend', 0, MOST_BLEND, 0)
  const refinement = parseRefinement(json)
  return { kind: 'trajectory-scores', times, trajectories, columns, alternatives, blend, refinement }
}

function parseCentrePoints(json: JsonReader): CentrePointsDecoding {
  const classes = json.words('classes', OBJECT_CLASSES)
  const threshold = json.numberBetween('threshold', 0, 1, 0.3)
  return {
    kind: 'centre-points',
    classes,
    threshold,
    ...parseGrid(json),
    velocityScale: json.number('velocityScale', 1),
  }
}

function parseMaps(json: JsonReader): MapsDecoding {
  return { kind: 'maps', names: json.texts('names'), ...parseGrid(json) }
}

function parseGrid(json: JsonReader) {
  const grid = { cell: json.number('cell'), rear: json.number('rear'), left: json.number('left') }
  if (!(grid.cell > 0)) json.fail('cell', 'a positive number of m', grid.cell)
  return grid
}

function parseRefinement(json: JsonReader): TrajectoryRefinement | null {
  const part = json.optionalObject('refinement')
  if (part === null) return null
  const refinement = { output: part.text('output'), scale: part.numbers('scale') }
  const { scale } = refinement
  if (scale.length !== 3 || scale.some((one) => one <= 0)) {
    part.fail('scale', 'three positive numbers: m, m, rad', scale)
  }
  part.end()
  return refinement
}

/** The supervisor checks each of them. */
/** m */
const MOST_BLEND = 100
const MOST_ALTERNATIVES = 64

function parseScoreColumn(json: JsonReader): TrajectoryScoreColumn {
  const column = {
    score: json.text('score'),
    combine: json.word('combine', SCORE_COMBINATIONS),
    weight: json.numberBetween('weight', 0, 1000, 1),
  }
  json.end()
  return column
}
