/** Values that must have one scale, joined step by step (disjoint sets by Tarjan). */
export class ScaleGroups {
  readonly #parents = new Map<string, string>()
  readonly #ignored = new Set<string>()

  add(name: string): void {
    if (!this.#parents.has(name)) this.#parents.set(name, name)
  }

  has(name: string): boolean {
    return this.#parents.has(name)
  }

  join(names: readonly string[]): void {
    const [first, ...others] = names
    if (first === undefined) return
    for (const other of others) this.#parents.set(this.#root(other), this.#root(first))
  }

  /** The range of this value does not count, where its group has another one. */
  ignore(name: string): void {
    this.#ignored.add(name)
  }

  /** The name of the group of each value. */
  names(): ReadonlyMap<string, string> {
    return new Map([...this.#parents.keys()].map((name) => [name, this.#root(name)]))
  }

  /** The values whose ranges make up that of a group. */
  measured(): ReadonlyMap<string, readonly string[]> {
    const members = new Map<string, string[]>()
    for (const [name, root] of this.names()) members.set(root, [...(members.get(root) ?? []), name])
    for (const [root, names] of members) {
      const counted = names.filter((name) => !this.#ignored.has(name))
      if (counted.length > 0) members.set(root, counted)
    }
    return members
  }

  #root(name: string): string {
    const parent = this.#parents.get(name)!
    if (parent === name) return name
    const root = this.#root(parent)
    this.#parents.set(name, root)
    return root
  }
}
