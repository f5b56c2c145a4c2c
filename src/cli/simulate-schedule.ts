import { createProgress } from './progress.ts'
import { entrantKey } from './simulate-entrants.ts'
import type { RoutePlace } from './simulate-episodes.ts'
import type { RouteTask, TaskResult } from './simulate-tasks.ts'

/** Somebody who drives tasks, one at a time: this thread, or another. */
export interface TaskRunner {
  run(task: RouteTask): Promise<TaskResult>
  close(): Promise<void>
}

/**
 * Drives all tasks, each runner the next one when it is free, and tells every result as it comes; what is told does not
 * depend on who drove it. A runner stays on its route as long as there is somebody to drive it, for it knows the world.
 */
export async function runTasks(
  tasks: readonly RouteTask[],
  runners: readonly TaskRunner[],
  done: (task: RouteTask, result: TaskResult) => void,
): Promise<void> {
  const open = [...tasks]
  const places = new Map<TaskRunner, string>()
  const work = async (runner: TaskRunner) => {
    for (let task = next(open, runner, places); task; task = next(open, runner, places)) {
      places.set(runner, placeKey(task.place))
      done(task, await runner.run(task))
    }
  }
  try {
    await Promise.all(runners.map(work))
  } finally {
    await Promise.all(runners.map((runner) => runner.close()))
  }
}

/** Takes a task: on the runner's own route, else on one that nobody is on, else the first. */
function next(open: RouteTask[], runner: TaskRunner, places: ReadonlyMap<TaskRunner, string>): RouteTask | undefined {
  const own = open.findIndex(({ place }) => placeKey(place) === places.get(runner))
  const taken = new Set(places.values())
  const free = open.findIndex(({ place }) => !taken.has(placeKey(place)))
  return open.splice(own >= 0 ? own : Math.max(0, free), 1)[0]
}

function placeKey({ world, seed }: RoutePlace): string {
  return `${world} ${seed}`
}

/** Tells on a terminal how far it is, and how long it will take: from how long each entrant's routes took so far. */
export class ScheduleProgress {
  readonly #progress = createProgress()
  readonly #open: RouteTask[]
  readonly #total: number
  readonly #runners: number
  readonly #walls = new Map<string, { sum: number; count: number }>()

  constructor(tasks: readonly RouteTask[], runners: number) {
    this.#open = [...tasks]
    this.#total = tasks.length
    this.#runners = runners
  }

  done(task: RouteTask, { outcome }: TaskResult): void {
    this.#open.splice(this.#open.indexOf(task), 1)
    const key = entrantKey(task.entrant)
    const walls = this.#walls.get(key) ?? { sum: 0, count: 0 }
    this.#walls.set(key, { sum: walls.sum + outcome.wall, count: walls.count + 1 })
    this.tell('')
  }

  tell(now: string): void {
    const count = `${this.#total - this.#open.length} of ${this.#total} drives`
    this.#progress.update([count, this.#timeLeft(), now].filter((part) => part !== '').join(', '))
  }

  end(): void {
    this.#progress.done()
  }

  #timeLeft(): string {
    const all = [...this.#walls.values()]
    if (all.length === 0) return ''
    const mean = all.reduce((sum, walls) => sum + walls.sum / walls.count, 0) / all.length
    let left = 0
    for (const { entrant } of this.#open) {
      const walls = this.#walls.get(entrantKey(entrant))
      left += walls ? walls.sum / walls.count : mean
    }
    const seconds = left / this.#runners
    return seconds < 90 ? `${seconds.toFixed(0)} s left` : `${(seconds / 60).toFixed(0)} min left`
  }
}
