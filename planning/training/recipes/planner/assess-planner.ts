import { decodeOutputs } from '../../../../src/common/manifest/decode-outputs.ts'
import type { RankedTrajectory } from '../../../../src/common/manifest/decoders/trajectory-scores.ts'
import type { TrajectoryScoresDecoding } from '../../../../src/common/manifest/manifest.ts'
import type { ManifestNetwork } from '../../../../src/common/manifest/manifest-network.ts'
import { openNetwork } from '../../../../src/io/inference/open-network.ts'
import type { ShardRecord } from '../../shards/record.ts'
import { ShardSet, type ShardSource } from '../../shards/shard-set.ts'
import type { Assessment } from '../recipe.ts'
import { ObjectAssessment } from './assess-objects.ts'
import { plannerInputs } from './planner-inputs.ts'
import { EGO_LENGTH, EGO_SOURCE, SUB_SCORES } from './planner-sample.ts'
import { squaredDisplacement, TRAJECTORY_STRIDE, TRAJECTORY_TIMES } from './trajectory-vocabulary.ts'

/** Sums over samples of what the chosen trajectory is worth. */
interface Sums {
  samples: number
  labelled: number
  /**
   * m: root mean square distance from what the expert drove: of the chosen trajectory, before and after it was refined; of
   * the nearest one; of going straight on.
   */
  chosen: number
  refined: number
  nearest: number
  straight: number
  /** All sub-scores as one: of the chosen trajectory, and of the best one that there is. */
  worth: number
  bestWorth: number
  /** Of the chosen trajectory, and of the vocabulary's mean, by sub-score. */
  readonly labels: Float64Array
  readonly meanLabels: Float64Array
}

/** Runs the finished file on held-out samples: the goal is to be nearer to the expert than going straight on. */
export async function assessPlanner(manifestPath: string, shards: readonly ShardSource[]): Promise<Assessment> {
  const network = await openNetwork(manifestPath)
  const decode = network.manifest.outputs.map((output) => output.decode).find((one) => one.kind === 'trajectory-scores')
  if (!decode) throw new Error(`expected trajectory-scores, found none: ${manifestPath}`)
  const objects = network.manifest.outputs.some((output) => output.decode.kind === 'centre-points')
    ? new ObjectAssessment()
    : null
  const set = new ShardSet(shards)
  const zeros = () => new Float64Array(SUB_SCORES.length)
  const sums: Sums = {
    samples: 0,
    labelled: 0,
    chosen: 0,
    refined: 0,
    nearest: 0,
    straight: 0,
    worth: 0,
    bestWorth: 0,
    labels: zeros(),
    meanLabels: zeros(),
  }
  try {
    for (let i = 0; i < set.count; i++) {
      set.read(i)
      addSample(sums, set.record, await bestTrajectory(network, set.record, objects), decode)
    }
  } finally {
    set.close()
    await network.engine.close()
  }
  return withObjects(assessmentOf(sums), sums.labelled > 0 ? objects : null)
}

function withObjects(assessment: Assessment, objects: ObjectAssessment | null): Assessment {
  if (objects === null) return assessment
  return {
    ...assessment,
    rows: [...assessment.rows, ...objects.rows],
    values: { ...assessment.values, ...objects.values },
  }
}

/** The best trajectory, refined; what is found beside it is counted in `objects`. Throws when the scores are no numbers. */
async function bestTrajectory(
  { manifest, engine }: ManifestNetwork,
  sample: ShardRecord,
  objects: ObjectAssessment | null,
): Promise<RankedTrajectory> {
  const outputs = decodeOutputs(manifest, await engine.run(plannerInputs(manifest, sample))).map((one) => one.decoded)
  const found = outputs.find((one) => one.kind === 'centre-points')
  if (found?.kind === 'centre-points') objects?.add(found, sample.floatsOf('objects'))
  const scores = outputs.find((one) => one.kind === 'trajectory-scores')
  const best = scores?.kind === 'trajectory-scores' ? scores.ranked[0] : undefined
  if (!best) throw new Error('expected scores, found what is no number')
  return best
}

function addSample(
  sums: Sums,
  sample: ShardRecord,
  { trajectory: best, points }: RankedTrajectory,
  { trajectories }: TrajectoryScoresDecoding,
): void {
  const expert = sample.floatsOf('trajectory')
  const labels = sample.bytesOf('labels')
  const count = trajectories.length / TRAJECTORY_STRIDE
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++) {
    nearest = Math.min(nearest, squaredDisplacement(expert, 0, trajectories, i * TRAJECTORY_STRIDE))
  }
  sums.samples++
  const refined = points.flatMap(({ x, y, yaw }) => [x, y, yaw ?? 0])
  sums.chosen += Math.sqrt(squaredDisplacement(expert, 0, trajectories, best * TRAJECTORY_STRIDE))
  sums.refined += Math.sqrt(squaredDisplacement(expert, 0, refined, 0))
  sums.nearest += Math.sqrt(nearest)
  sums.straight += Math.sqrt(squaredDisplacement(expert, 0, straightOn(sample.floatsOf('ego')), 0))
  if (labels.every((label) => label === 0)) return
  sums.labelled++
  sums.worth += worthOf(labels, best)
  let bestWorth = 0
  for (let i = 0; i < count; i++) bestWorth = Math.max(bestWorth, worthOf(labels, i))
  sums.bestWorth += bestWorth
  for (let clause = 0; clause < SUB_SCORES.length; clause++) {
    sums.labels[clause]! += labels[best * SUB_SCORES.length + clause]! / 255
    for (let i = 0; i < count; i++) sums.meanLabels[clause]! += labels[i * SUB_SCORES.length + clause]! / 255 / count
  }
}

/** PDMS (METRICS §1) with the factors that EPDMS adds. */
function worthOf(labels: Uint8Array, trajectory: number): number {
  const label = (clause: (typeof SUB_SCORES)[number]) =>
    labels[trajectory * SUB_SCORES.length + SUB_SCORES.indexOf(clause)]! / 255
  const factors = label('nc') * label('dac') * label('ddc') * label('tlc')
  return (factors * (5 * label('ttc') + 5 * label('ep') + 2 * label('c'))) / 12
}

/** At the speed of now. */
function straightOn(ego: Float32Array): Float64Array {
  const speed = ego[EGO_LENGTH - EGO_SOURCE.values.length + EGO_SOURCE.values.indexOf('speed')]!
  return Float64Array.from(TRAJECTORY_TIMES.flatMap((time) => [speed * time, 0, 0]))
}

function assessmentOf({
  samples,
  labelled,
  chosen,
  refined,
  nearest,
  straight,
  worth,
  bestWorth,
  labels,
  meanLabels,
}: Sums): Assessment {
  const mean = (sum: number) => sum / samples
  const ofLabelled = (sum: number) => sum / labelled
  // Recorded drives have no labels.
  const clauses =
    labelled === 0
      ? []
      : SUB_SCORES.map((clause, i) => [clause, ofLabelled(labels[i]!), ofLabelled(meanLabels[i]!)] as const)
  return {
    rows: [
      ['held-out samples', String(samples)],
      ['distance from the expert, m', mean(refined).toFixed(2)],
      ['before it was refined', mean(chosen).toFixed(2)],
      ["the vocabulary's nearest", mean(nearest).toFixed(2)],
      ['straight on at the speed of now (goal)', mean(straight).toFixed(2)],
      ...(labelled === 0
        ? []
        : [
            [
              'sub-scores as one, chosen and best',
              `${ofLabelled(worth).toFixed(3)} ${ofLabelled(bestWorth).toFixed(3)}`,
            ] as const,
          ]),
      ...clauses.map(
        ([clause, own, all]) => [`${clause}, chosen and mean`, `${own.toFixed(3)} ${all.toFixed(3)}`] as const,
      ),
    ],
    values: {
      samples,
      displacement: mean(refined),
      unrefined_displacement: mean(chosen),
      nearest_displacement: mean(nearest),
      straight_displacement: mean(straight),
      ...(labelled > 0 && { score: ofLabelled(worth), best_score: ofLabelled(bestWorth) }),
      ...Object.fromEntries(clauses.map(([clause, own]) => [clause, own])),
    },
    hasReachedGoal: refined < straight,
  }
}
