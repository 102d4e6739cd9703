/** The program whose numbers hold where none is known: for names without an account, and for staff. */
export abstract class DefaultProgram {
  abstract readonly id: string;
}
