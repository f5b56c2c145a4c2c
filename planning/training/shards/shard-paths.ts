import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of the shards in a folder, by name. Throws as the system does where it cannot be read. */
export function shardPaths(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.shard'))
    .sort()
    .map((name) => join(folder, name))
}
