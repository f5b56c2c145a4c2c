/** Every topic of a drive (docs/design.md §3). Health, the logger and `inspect` are derived from this table. */
export interface TopicEntry {
  /** NAME and BUS stand for one path segment: the instance. */
  readonly pattern: string
  readonly schema: string
  /** input: read by the pipeline; truth: for scoring only, never read by it; output: written by the stack. */
  readonly role: 'input' | 'truth' | 'output'
  /** Hz while the source is well; null when it comes by event or its rate is the vehicle's affair. */
  readonly nominalRate: number | null
  /** s after which the newest message is stale; null when age means nothing. */
  readonly maximalAge: number | null
  /** Whether the logger writes it beside the stack's outputs. */
  readonly isLogged: boolean
}

const input = (pattern: string, schema: string, nominalRate: number | null, maximalAge: number | null): TopicEntry => ({
  pattern,
  schema,
  role: 'input',
  nominalRate,
  maximalAge,
  isLogged: false,
})
const truth = (pattern: string, schema: string): TopicEntry => ({
  pattern,
  schema,
  role: 'truth',
  nominalRate: null,
  maximalAge: null,
  isLogged: false,
})
const output = (pattern: string, schema: string, nominalRate: number | null): TopicEntry => ({
  pattern,
  schema,
  role: 'output',
  nominalRate,
  maximalAge: null,
  isLogged: true,
})

export const TOPICS: readonly TopicEntry[] = [
  // Ages: CAN integrity rule of openpilot, max(10 periods, 1 s); the others are ten periods, at least 0.5 s.
  input('/can/BUS', 'axdrive.v1.CanFrames', null, 1),
  input('/imu', 'axdrive.v1.ImuSample', 100, 0.5),
  input('/gnss/fix', 'foxglove.LocationFix', 10, 2),
  input('/radar/NAME/scan', 'axdrive.v1.RadarScan', 20, 0.5),
  // A receiver hands packets on in portions of any size: their rate is judged against the sensor model's in perceive.
  input('/radar/NAME/packets', 'axdrive.v1.LidarPackets', null, 0.5),
  input('/lidar/NAME/points', 'foxglove.PointCloud', 10, 1),
  input('/lidar/NAME/packets', 'axdrive.v1.LidarPackets', null, 1),
  // Cameras take 10 to 30 images a second, as the vehicle has them.
  input('/camera/NAME/image', 'foxglove.CompressedImage', null, 0.5),
  input('/camera/NAME/video', 'foxglove.CompressedVideo', 20, 0.5),
  input('/camera/NAME/calibration', 'foxglove.CameraCalibration', null, null),
  input('/navigation/route', 'axdrive.v1.NavigationRoute', 1, 10),
  input('/tf/static', 'foxglove.FrameTransforms', null, null),
  input('/vehicle', 'axdrive.v1.Vehicle', null, null),
  truth('/truth/ego', 'axdrive.v1.EgoTruth'),
  truth('/truth/objects', 'axdrive.v1.ObjectsTruth'),
  truth('/truth/map', 'axdrive.v1.MapTruth'),
  output('/fusion/ego', 'axdrive.v1.EgoState', 20),
  output('/fusion/objects', 'axdrive.v1.TrackedObjects', 20),
  output('/fusion/scene', 'foxglove.SceneUpdate', 20),
  output('/fusion/tf', 'foxglove.FrameTransforms', 20),
  output('/planner/plan', 'axdrive.v1.Trajectory', 20),
  output('/control/command', 'axdrive.v1.ControlCommand', 100),
  output('/diagnostics/latency', 'axdrive.v1.Latency', 100),
  output('/diagnostics/health', 'axdrive.v1.Health', 1),
  output('/diagnostics/log', 'foxglove.Log', null),
]

const PLACEHOLDER = /^[A-Z]+$/
const SPLIT = TOPICS.map((entry) => ({ entry, segments: entry.pattern.split('/') }))
const found = new Map<string, TopicEntry | null>()

/** The table's row for a concrete topic such as `/can/0`, or null for a topic that is not ours. */
export function topicEntry(topic: string): TopicEntry | null {
  const known = found.get(topic)
  if (known !== undefined) return known
  const parts = topic.split('/')
  const match = SPLIT.find(
    ({ segments }) =>
      segments.length === parts.length &&
      segments.every((segment, i) => segment === parts[i] || (PLACEHOLDER.test(segment) && parts[i] !== '')),
  )
  const entry = match?.entry ?? null
  // A drive has a few dozen topics; a stream of invented ones must not grow the table.
  if (found.size < 1024) found.set(topic, entry)
  return entry
}

/** Whether messages keep coming on this topic: those that come once say nothing of when the drive runs. */
export function isStreamed(topic: string): boolean {
  return topicEntry(topic)?.maximalAge !== null
}

/** The instance in a concrete topic: `0` of `/can/0`, `front` of `/radar/front/scan`; empty where there is none. */
export function topicInstance(topic: string): string {
  const entry = topicEntry(topic)
  if (!entry) return ''
  const index = entry.pattern.split('/').findIndex((segment) => PLACEHOLDER.test(segment))
  return index < 0 ? '' : (topic.split('/')[index] ?? '')
}
