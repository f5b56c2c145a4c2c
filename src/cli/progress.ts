/** Progress of long work on a terminal's standard error; silent in a pipe, so that logs stay clean. */
export interface Progress {
  update(text: string): void
  /** Removes the line. */
  done(): void
}

/** ms between redraws. */
const REDRAW = 100

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { update: () => {}, done: () => {} }
  let last = 0
  return {
    update(text) {
      const now = Date.now()
      if (now - last < REDRAW) return
      last = now
      stream.write(`\r\x1b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`)
    },
    done() {
      if (last > 0) stream.write('\r\x1b[2K')
    },
  }
}
