// Worker threads are started by Node itself, which reads no TypeScript: their modules go through the transformer that
// vitest uses for everything else. Loaded by `--import`, which threads inherit.
import { register } from 'node:module'

register('./hooks.mjs', import.meta.url)
