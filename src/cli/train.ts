import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { loadTask } from '../../planning/training/data/training-task.ts'
import { exportModel } from '../../planning/training/export-model.ts'
import { readVocabulary, VOCABULARY_FILE } from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import type { Recipe, RecipeData, Split } from '../../planning/training/recipes/recipe.ts'
import { findRecipe, RECIPES } from '../../planning/training/recipes/registry.ts'
import { drawLossCurve } from '../../planning/training/trainer/loss-curve.ts'
import { type TrainingProgress, type TrainingResult, train } from '../../planning/training/trainer/train.ts'
import { InputError } from '../core/errors.ts'
import { collectRecordings } from './collect-recording.ts'
import { initialFrom } from './initial-parameters.ts'
import { checkOutputs } from './output-files.ts'
import { createProgress, type Progress } from './progress.ts'
import { textTable } from './text-table.ts'

interface TrainOptions {
  readonly data: readonly string[]
  readonly output: string
  readonly seed: string
  readonly steps?: string
  readonly batch?: string
  readonly rate?: string
  readonly from?: string
  readonly int8?: true
  readonly threads: string
  readonly provider: string
  readonly checkpointEvery: string
  readonly tune?: boolean
  readonly json?: boolean
}

const PROVIDERS = ['cpu', 'cuda', 'dml', 'coreml'] as const

/** `axdrive train`: makes a network from data. */
export function trainCommand(): Command {
  const networks = RECIPES.map(({ name, description }) => `  ${name}: ${description}`).join('\n')
  return new Command('train')
    .description('train a network and write it as ONNX with its manifest')
    .argument('<network>', `one of ${RECIPES.map(({ name }) => name).join(', ')}`)
    .requiredOption('--data <path...>', 'what to learn from')
    .requiredOption('-o, --output <model.onnx>', 'the file to write; manifest and loss curve go beside it')
    .option('--seed <n>', 'of initial weights, order and augmentation', '1')
    .option('--steps <n>', "training steps; default: the network's own")
    .option('--batch <n>', "samples a step; default: the network's own")
    .option('--rate <x>', "largest learning rate; default: the network's own")
    .option('--from <model.onnx>', 'a network of the same kind whose weights training begins with; default: drawn anew')
    .option('--int8', 'round as integers do while training, for a network that is quantised afterwards')
    .option('--threads <n>', 'threads inside an operator; the same number gives the same bits', '2')
    .option('--provider <name>', `where to compute: ${PROVIDERS.join(', ')}`, 'cpu')
    .option('--checkpoint-every <steps>', 'steps between checkpoints', '200')
    .option('--tune', 'hold out a part of the training data instead, to try settings by')
    .option('--json', 'print one JSON object instead of the table')
    .addHelpText(
      'after',
      `\nNetworks:\n${networks}\n\nAn interrupted run (Ctrl-C, or killed) goes on from OUTPUT.checkpoint when the same ` +
        'command is given again, and ends with the same weights.',
    )
    .action(trainNetwork)
}

async function trainNetwork(name: string, options: TrainOptions): Promise<void> {
  const recipe = findRecipe(name)
  const split = options.tune ? 'tune' : 'final'
  checkOutputs([...options.data, ...(options.from === undefined ? [] : [options.from])], [options.output])
  const folder = mkdtempSync(join(tmpdir(), 'axdrive-shards-'))
  const progress = createProgress()
  try {
    const paths = recipe.takesDrives ? await withReplayedDrives(options.data, folder, progress) : options.data
    const data = await recipe.prepareData(paths, folder, split, (text) => progress.update(text))
    const result = await runTraining(recipe, options, data, progress)
    progress.done()
    const lossPath = beside(options.output, '.loss.png')
    writeFileSync(lossPath, await drawLossCurve(result.curve, `${recipe.name}, seed ${options.seed}`))
    if (!result.isComplete) {
      process.stderr.write(`interrupted at step ${result.step}; the same command goes on from there\n`)
      process.exitCode = 1
      return
    }
    await finish(recipe, { ...options, data: paths }, split, data, result)
    rmSync(checkpointPath(options), { force: true })
  } finally {
    progress.done()
    rmSync(folder, { recursive: true })
  }
}

/** Recorded drives among the paths become one folder of samples, after the others, whose vocabulary they take. */
async function withReplayedDrives(paths: readonly string[], folder: string, progress: Progress): Promise<string[]> {
  const drives = paths.filter((path) => path.endsWith('.mcap'))
  const folders = paths.filter((path) => !path.endsWith('.mcap'))
  if (drives.length === 0) return folders
  const [first] = folders
  const vocabulary = first === undefined ? null : readVocabulary(join(first, VOCABULARY_FILE))
  const onProgress = (text: string) => progress.update(`replay ${text}`)
  await collectRecordings({ drives, folder, vocabulary, onProgress })
  return [...folders, folder]
}

async function runTraining(
  recipe: Recipe,
  options: TrainOptions,
  data: RecipeData,
  progress: Progress,
): Promise<TrainingResult> {
  const { settings } = recipe
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const path = checkpointPath(options)
  if (existsSync(path)) process.stderr.write(`going on from ${path}\n`)
  try {
    return await train({
      task: data.task,
      training: data.training,
      evaluation: data.evaluation,
      seed: numberOption('seed', options.seed, 0),
      batch: numberOption('batch', options.batch ?? String(settings.batch), 1),
      schedule: {
        peak: rateOption(options.rate ?? String(settings.rate)),
        warmUp: settings.warmUp,
        steps: numberOption('steps', options.steps ?? String(settings.steps), 1),
        final: settings.finalRate,
      },
      adam: settings.adam,
      averageDecay: settings.averageDecay,
      ...(options.int8 && { arithmetic: 'int8' as const }),
      ...(options.from !== undefined && { initial: initialFrom(options.from) }),
      device: { provider: providerOption(options.provider), threads: numberOption('threads', options.threads, 1) },
      evaluateEvery: settings.evaluateEvery,
      checkpoint: { path, every: numberOption('checkpoint-every', options.checkpointEvery, 1) },
      signal: stop.signal,
      onProgress: progressLine(recipe.name, progress),
    })
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

async function finish(
  recipe: Recipe,
  options: TrainOptions,
  split: Split,
  data: RecipeData,
  result: TrainingResult,
): Promise<void> {
  const { network } = await loadTask(data.task)
  const { layout, parameters, seconds, samplesPerSecond, step } = result
  const model = await exportModel(network, layout, parameters, data.manifest, options.output)
  const { rows, values, hasReachedGoal } = await recipe.assess(model.manifestPath, options.data, split)
  if (options.json) {
    const training = { steps: step, seconds, samples_per_second: samplesPerSecond, seed: Number(options.seed) }
    const files = { model: options.output, manifest: model.manifestPath, bytes: model.bytes, parameters: layout.size }
    console.log(JSON.stringify({ network: recipe.name, split, ...files, training, scores: values, hasReachedGoal }))
  } else {
    const made = [
      ['parameters', String(layout.size)],
      ['training', `${step} steps in ${seconds.toFixed(0)} s, ${samplesPerSecond.toFixed(0)} samples/s`],
    ] as const
    console.log(textTable(['', 'value'], [...made, ...rows]))
    console.log(`wrote ${options.output} and ${model.manifestPath}`)
  }
  if (!hasReachedGoal) process.exitCode = 1
}

function progressLine(name: string, progress: Progress): (state: TrainingProgress) => void {
  let evaluated = ''
  return ({ step, steps, loss, samplesPerSecond, secondsLeft, evaluation }) => {
    if (evaluation) evaluated = `, evaluation ${evaluation.loss.toFixed(4)}`
    const left = secondsLeft < 90 ? `${secondsLeft.toFixed(0)} s` : `${(secondsLeft / 60).toFixed(0)} min`
    const speed = `${samplesPerSecond.toFixed(0)} samples/s`
    progress.update(
      `train ${name}: step ${step} of ${steps}, loss ${loss.toFixed(4)}${evaluated}, ${speed}, ${left} left`,
    )
  }
}

function checkpointPath({ output }: TrainOptions): string {
  return `${output}.checkpoint`
}

function beside(path: string, ending: string): string {
  return path.replace(/(\.onnx)?$/, ending)
}

function numberOption(name: string, text: string, least: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least) return value
  throw new InputError(`expected a whole number of at least ${least} in --${name}; found '${text}'`)
}

function rateOption(text: string): number {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InputError(`expected a rate above 0 in --rate; found '${text}'`)
}

function providerOption(text: string): (typeof PROVIDERS)[number] {
  const found = PROVIDERS.find((provider) => provider === text)
  if (found) return found
  throw new InputError(`expected a provider out of ${PROVIDERS.join(', ')}; found '${text}'`)
}
