/**
 * Text that a spreadsheet would run as a formula begins with one of these, so a written cell gets an apostrophe before it.
 * Apostrophes already there count as part of the text: one is added when writing and one is taken off when reading, so
 * that reading gives back exactly what was written.
 * Source: OWASP, "CSV Injection".
 */
const looksLikeFormula = /^'*[=+\-@\t\r]/
const wasEscaped = /^'+[=+\-@\t\r]/

export function escapeFormula(cell: string): string {
  return looksLikeFormula.test(cell) ? `'${cell}` : cell
}

export function unescapeFormula(cell: string): string {
  return wasEscaped.test(cell) ? cell.slice(1) : cell
}
