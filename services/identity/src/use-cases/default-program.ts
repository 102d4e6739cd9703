/** The program whose numbers hold for the platform as a whole: for sign-in names, and for staff. */
export abstract class DefaultProgram {
  abstract readonly id: string;
}
