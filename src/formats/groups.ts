// Which paths belong together, as they are joined one after the other; used by those who tell projects apart.

/** Disjoint sets. */
export class Groups {
  readonly #parents = new Map<string, string>();

  add(path: string): void {
    if (!this.#parents.has(path)) this.#parents.set(path, path);
  }

  find(path: string): string {
    let root = path;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parents.get(root)
    )
      root = parent;
    this.#parents.set(path, root);
    return root;
  }

  join(left: string, right: string): void {
    this.add(left);
    this.add(right);
    this.#parents.set(this.find(left), this.find(right));
  }
}
