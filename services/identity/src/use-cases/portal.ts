/** Where people reach the portal, as letters and mails name it. */
export abstract class Portal {
  abstract readonly url: string;
}
