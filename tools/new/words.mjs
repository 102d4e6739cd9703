// One name in five places, made from a verb phrase such as `rename-organization`.
const form = /^[a-z]+(?:-[a-z0-9]+)+$/;

export function namesOf(verbPhrase) {
  if (!form.test(verbPhrase ?? '')) {
    throw new Error(
      `A use case is named by a verb phrase in kebab case, such as rename-organization; not "${verbPhrase ?? ''}".`,
    );
  }
  const words = verbPhrase.split('-');
  const message = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  return { file: verbPhrase, message, handler: `${message}Handler`, method: words[0] };
}
