import type { OpenSession } from './engine-session.ts'

/** The engines by the names that the command line takes. Loaded inside their threads only: each is a large library. */
export const SESSIONS: Readonly<Record<string, () => Promise<OpenSession>>> = {
  onnxruntime: async () => (await import('./onnxruntime-session.ts')).openOnnxruntimeSession,
  reference: async () => (await import('./reference-session.ts')).openReferenceSession,
  tfjs: async () => (await import('./tfjs-session.ts')).openTfjsSession,
}
