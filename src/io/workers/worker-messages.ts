/** What a worker thread tells the thread that started it. */
export type WorkerMessage<Ready, Reply> =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'done'; readonly reply: Reply }
  /** The job, or the start, failed, and the thread lives on; `isInput`: by the world's fault. */
  | { readonly kind: 'failed'; readonly message: string; readonly isInput: boolean }
