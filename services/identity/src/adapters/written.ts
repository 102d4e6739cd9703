/** Instants as ISO 8601; what is not there is left out. */
export const written = (data: object): object => JSON.parse(JSON.stringify(data)) as object;
