export async function addStaff() {
  throw new Error('not there yet');
}
