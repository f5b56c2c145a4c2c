import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Node's module hook: the source of a TypeScript module as JavaScript. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { transformSync } = await import('rolldown/experimental')
  const path = fileURLToPath(url)
  const { code, errors } = transformSync(path, await readFile(path, 'utf8'))
  if (errors?.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  return { format: 'module', source: code, shortCircuit: true }
}
