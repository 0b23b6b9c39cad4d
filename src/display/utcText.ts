const DAY_MS = 86_400_000;

/** Epoch milliseconds as `2024-01-31 16:00 UTC`, to the second or millisecond where it has them; null of what is no time. */
export function utcText(timestamp: number): string | null {
  if (!Number.isInteger(timestamp) || Math.abs(timestamp) > 8.64e15) return null;
  const day = Math.floor(timestamp / DAY_MS);
  const ms = timestamp - day * DAY_MS;
  const { year, month, date } = civil(day);
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((part) =>
    pad(Math.floor(part), 2),
  );
  const fraction = ms % 1000 === 0 ? '' : `.${pad(ms % 1000, 3)}`;
  const shown = ms % 60_000 === 0 ? 2 : 3;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)} ${clock.slice(0, shown).join(':')}${fraction} UTC`;
}

/**
 * The date of a day since 1970-01-01 in the Gregorian calendar. Years are counted from 1 March of the year 0, so that the
 * leap day is a year's last; 400 years have 146097 days, and months from March on begin at (153 month + 2) / 5.
 */
function civil(day: number): { readonly year: number; readonly month: number; readonly date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const leapDays = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leapDays) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, date };
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
