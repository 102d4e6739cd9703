/** A mail domain as organizations list it: lower case, without a dot at its end. */
export const emailDomainOf = (text: string): string => text.trim().toLowerCase().replace(/\.$/, '');
