import { singularValues } from '../kernel/singularValues.ts';

/** How well a matrix of Greeks (rows) by instruments (columns) says what to trade. */
export interface Conditioning {
  /** Largest over smallest singular value once rows and columns are scaled; Infinity where the rank is short for good. */
  readonly conditionNumber: number;
  /** Directions that can be told apart: those within the largest condition number. */
  readonly rank: number;
  /** What the rank would be if all could: the fewer of Greeks that move and of instruments that move them. */
  readonly required: number;
  /** Places of instruments that say the same, in increasing order; empty where all is well. */
  readonly columns: readonly number[];
  /** Places of the Greeks that they say it of. */
  readonly rows: readonly number[];
}

// Passes of scaling; each halves what is left to balance, and the condition number needs a digit of it.
const PASSES = 30;
// A part of a combination below this, of one, is no part of it.
const SHARE = 0.1;

/**
 * The conditioning of the rows and columns named, of a matrix of `width` columns given by rows.
 *
 * Rows and columns of zeros are left out: nothing moves such a Greek, whatever is traded. An instrument that moves one
 * Greek alone (a future: delta) settles that Greek whatever the others do, and both are set aside; so are a Greek and
 * the only instrument that moves it. The rest is scaled to rows and columns of one length in turn, since neither units
 * nor the size of a contract may have a say (van der Sluis 1969, Numer. Math. 14).
 */
export function conditioningOf(
  matrix: Float64Array,
  width: number,
  rows: readonly number[],
  columns: readonly number[],
  maximumConditionNumber: number,
): Conditioning {
  const moves = (k: number, j: number): boolean => matrix[k * width + j] !== 0;
  let openRows = rows.filter((k) => columns.some((j) => moves(k, j)));
  let openColumns = columns.filter((j) => rows.some((k) => moves(k, j)));
  const required = Math.min(openRows.length, openColumns.length);
  const sameColumns = new Set<number>();
  const sameRows = new Set<number>();
  const pinnedColumns = new Set<number>();
  const pinnedRows = new Set<number>();
  let rank = 0;

  const entriesOf = (j: number): readonly number[] => openRows.filter((k) => moves(k, j));
  const setAside = (k: number, j: number): void => {
    rank++;
    const rowsLeft = openRows.filter((row) => row !== k);
    const columnsLeft = openColumns.filter((column) => column !== j);
    openRows = rowsLeft.filter((row) => columnsLeft.some((column) => moves(row, column)));
    openColumns = columnsLeft.filter((column) => rowsLeft.some((row) => moves(row, column)));
    // What has nothing left to move says the same as what is set aside; and so, in its own way, has a Greek that
    // nothing is left to move by.
    const same = columnsLeft.filter((column) => !openColumns.includes(column));
    const alike = rowsLeft.filter((row) => !openRows.includes(row));
    if (same.length > 0) note(sameColumns, sameRows, [j, ...same], [k]);
    if (alike.length > 0) note(pinnedColumns, pinnedRows, [j], [k, ...alike]);
  };
  for (;;) {
    const column = openColumns.find((j) => entriesOf(j).length === 1);
    if (column !== undefined) {
      setAside(entriesOf(column)[0]!, column);
      continue;
    }
    const row = openRows.find((k) => openColumns.filter((j) => moves(k, j)).length === 1);
    if (row === undefined) break;
    setAside(
      row,
      openColumns.find((j) => moves(row, j))!,
    );
  }

  let conditionNumber = 1;
  if (openColumns.length > 0) {
    const block = scaled(openColumns.map((j) => Float64Array.from(openRows, (k) => matrix[k * width + j]!)));
    const byColumns = openColumns.length <= openRows.length;
    const { values, vectors } = singularValues(byColumns ? block : transposed(block));
    const smallest = values[values.length - 1]!;
    conditionNumber = smallest > 0 ? values[0]! / smallest : Infinity;
    values.forEach((value, i) => {
      if (value * maximumConditionNumber >= values[0]!) {
        rank++;
        return;
      }
      const parts = (byColumns ? openColumns : openRows).filter((_, j) => Math.abs(vectors[i]![j]!) >= SHARE);
      const has = (k: number, j: number): boolean => moves(k, j) && parts.includes(byColumns ? j : k);
      note(
        sameColumns,
        sameRows,
        openColumns.filter((j) => openRows.some((k) => has(k, j))),
        openRows.filter((k) => openColumns.some((j) => has(k, j))),
      );
    });
  }
  const isShort = rank < required;
  const isPinned = sameColumns.size === 0;
  const sorted = (places: ReadonlySet<number>): number[] =>
    isShort ? [...places].sort((a, b) => a - b) : [];
  return {
    conditionNumber: isShort && conditionNumber <= maximumConditionNumber ? Infinity : conditionNumber,
    rank,
    required,
    columns: sorted(isPinned ? pinnedColumns : sameColumns),
    rows: sorted(isPinned ? pinnedRows : sameRows),
  };
}

function note(
  columns: Set<number>,
  rows: Set<number>,
  moreColumns: readonly number[],
  moreRows: readonly number[],
): void {
  moreColumns.forEach((column) => columns.add(column));
  moreRows.forEach((row) => rows.add(row));
}

/** Columns whose rows, and then themselves, are brought to unit length in turn. */
function scaled(columns: readonly Float64Array[]): Float64Array[] {
  let block = columns.map(unit);
  for (let pass = 0; pass < PASSES; pass++) block = transposed(transposed(block).map(unit)).map(unit);
  return block;
}

function transposed(columns: readonly Float64Array[]): Float64Array[] {
  return Array.from(columns[0]!, (_, i) => Float64Array.from(columns, (column) => column[i]!));
}

/** A column of length 1; by its largest element first, whose square may be beyond what doubles hold. */
function unit(column: Float64Array): Float64Array {
  const largest = column.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  const length = Math.sqrt(column.reduce((sum, x) => sum + (x / largest) * (x / largest), 0));
  return column.map((x) => x / largest / length);
}
