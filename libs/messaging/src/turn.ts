/**
 * Lets what is sent within one turn of the event loop leave together: a write of its own for each message costs more
 * than everything else about it.
 */
export class Turn {
  #end?: Promise<void>;

  /** Resolves when the input that is there by now has been taken up; at once for all who wait in the same turn. */
  end(): Promise<void> {
    this.#end ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#end = undefined;
        resolve();
      });
    });
    return this.#end;
  }
}
