/**
 * Where a worker's file is: beside the module that starts it, compiled where that module is compiled.
 * `name` without its ending; `from`: import.meta.url of the module beside it.
 */
export function workerEntry(name: string, from: string): URL {
  const ending = from.slice(from.lastIndexOf('.'))
  return new URL(`./${name}${ending}`, from)
}
