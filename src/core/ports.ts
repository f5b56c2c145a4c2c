import type { ControlCommand } from './command.ts'
import type { Message } from './messages.ts'
import type { PictureDemand, PictureRequest, PictureResult } from './pictures.ts'
import type { Trajectory } from './plan.ts'
import type { Scene } from './scene.ts'
import type { Stamp } from './time.ts'
import type { Warning } from './warning.ts'

/** What a stage gives back: its next state (often the same, mutated object), its output and what it noticed. */
export interface StageResult<State, Output> {
  readonly state: State
  readonly output: Output
  readonly warnings: readonly Warning[]
}

/** A stage: no clock, log, env, file or random inside. May be asynchronous; replay and closed loop then wait. */
export type Stage<State, Input, Output> = (
  state: State,
  input: Input,
  stamp: Stamp,
) => StageResult<State, Output> | Promise<StageResult<State, Output>>

export const NO_WARNINGS: readonly Warning[] = []

/** Where messages come from, in order of arrival. What was wrong with the bytes is told through `warn`. */
export interface Source {
  readonly name: string
  messages(warn: (warning: Warning) => void): AsyncIterable<readonly Message[]>
}

/** One computed output, on the topic it belongs to. */
export interface OutputRecord {
  readonly topic: string
  readonly stamp: Stamp
  readonly sequence: number
  readonly bytes: Uint8Array
}

/** Where outputs go. `write` may be called at 100 Hz and must not block; `close` waits until all is written. */
export interface Sink {
  write(record: OutputRecord): void | Promise<void>
  close(): Promise<void>
}

/** Wall clock in ns, monotonic: only runtime and the CLI hold one; stages are told the time. */
export type Clock = () => number

/**
 * From the fused scene to a trajectory; baselines and networks alike. The state is the planner's own: `plan` is a
 * {@link Stage}, declared as a method so that a table can hold planners of different states.
 */
export interface Planner<State = unknown> {
  readonly name: string
  /** The cameras that it looks at through {@link Scene.frames}; left out where it looks at no sensor's own data. */
  readonly pictures?: readonly PictureDemand[]
  /** Control ticks (10 ms) a plan; the line's own where it is left out. */
  readonly ticksPerPlan?: number
  /** A plan is made on other threads for the most part: live, the car drives on by the last one meanwhile. */
  readonly plansBeside?: boolean
  initialState(): State
  plan(
    state: State,
    scene: Scene,
    stamp: Stamp,
  ): StageResult<State, Trajectory> | Promise<StageResult<State, Trajectory>>
}

/** Decodes pictures away from the caller's thread. */
export interface PictureDecoder {
  /**
   * Requests run side by side, those of one film in order. Never rejects for what the world did: bytes that are no
   * picture and threads that die are problems of the result.
   */
  decode(request: PictureRequest): Promise<PictureResult>
  /** Ends the threads; what is under way is lost. May be called twice. */
  close(): Promise<void>
}

/** Turns a command into the bytes that leave the stack and that the hash of a replay covers. */
export type CommandCodec = (command: ControlCommand) => Uint8Array
