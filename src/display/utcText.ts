const DAY_MS = 86_400_000;
const YEAR_0 = -62_167_219_200_000;
const YEAR_10000 = 253_402_300_800_000;

/**
 * Epoch milliseconds as `2024-01-31 16:00 UTC`, to the second or millisecond where it is not of a whole minute; null of what
 * is no time of the years 0 to 9999.
 *
 * **Source**: Fliegel and van Flandern, Communications of the ACM 11 (1968) 657, for the date of a Julian day.
 */
export function utcText(timestamp: number): string | null {
  if (!Number.isInteger(timestamp) || timestamp < YEAR_0 || timestamp >= YEAR_10000) return null;
  const days = Math.floor(timestamp / DAY_MS);
  const ms = timestamp - days * DAY_MS;
  let left = days + 2_509_157;
  const century = Math.floor((4 * left) / 146_097);
  left -= Math.floor((146_097 * century + 3) / 4);
  const year = Math.floor((4000 * (left + 1)) / 1_461_001);
  left -= Math.floor((1461 * year) / 4) - 31;
  const month = Math.floor((80 * left) / 2447);
  const date = left - Math.floor((2447 * month) / 80);
  const next = Math.floor(month / 11);
  const day = [pad(100 * (century - 49) + year + next, 4), pad(month + 2 - 12 * next), pad(date)].join('-');
  const minute = `${day} ${pad(ms / 3_600_000)}:${pad((ms / 60_000) % 60)}`;
  const rest = ms % 60_000;
  const second = rest === 0 ? '' : `:${pad(rest / 1000)}`;
  return `${minute}${second}${rest % 1000 === 0 ? '' : `.${pad(rest % 1000, 3)}`} UTC`;
}

function pad(value: number, digits = 2): string {
  return String(Math.floor(value)).padStart(digits, '0');
}
