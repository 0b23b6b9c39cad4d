import { log1p } from './log1p.ts';
export function stirlingRemainder(x: number): number {
  let sum = 0;
  for (; x < 1; x++) sum += (x + 0.5) * log1p(1 / x) - 1;
  for (; x < 10; x++) {
    const s = 1 / (2 * x + 1);
    const z = s * s;
    let p = 0;
    for (let k = 33; k > 1; k -= 2) p = p * z + 1 / k;
    sum += p * z;
  }
  const z = 1 / (x * x);
  return (
    sum +
    (1 / 12 -
      z *
        (1 / 360 -
          z *
            (1 / 1260 -
              z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - (z * 3617) / 122400))))))) /
      x
  );
}
