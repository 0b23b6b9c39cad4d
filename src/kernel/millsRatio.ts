/**
 * Mills' ratio on the left: the distribution function of the standard normal over its density, Y(z) = N(z) / n(z).
 *
 * Formula: a ratio of polynomials in w = -z, of degrees 11 and 12, whose coefficients are all positive: nothing cancels.
 * Domain: z up to 0.53; above, the caller has N(z) = 1 - n(z) Y(-z).
 * Result: sqrt(pi/2) at 0, about -1/z far to the left; NaN for NaN.
 * Accuracy: relative 5.0e-16; 3.6 ulp.
 * Cost: 0.7 exponentials.
 * Source: our coefficients (test/fixtures/kernel_coefficients.py).
 */
export function millsRatio(z: number): number {
  const w = -z;
  // Here the next term is no longer seen, and the powers would overflow further on.
  if (w > 1e20) return 1 / w;
  const s = w * w;
  const t = s * s;
  return (
    (1.8865934930047021 +
      (w * 3.3102431849246674 +
        (s * (2.8810878512015936 + w * 1.6148169804955088) +
          (t *
            (0.6418504381419112 +
              w * 0.18903617584880658 +
              s * (0.04199829603473897 + w * 0.007036189041172948)) +
            t *
              t *
              (0.0008722766682563936 +
                w * 7.64333593513528e-5 +
                s * (4.281661173201324e-6 + w * 1.1706023792707493e-7)))))) /
    (1.5052838205796004 +
      (w * 3.84223464982111 +
        (s * (4.611793310574722 + w * 3.4473464658262216) +
          (t *
            (1.790536511590596 +
              w * 0.6821469948658119 +
              s * (0.19592066885372272 + w * 0.04286200937889124)) +
            t *
              t *
              (0.00711238828007404 +
                w * 0.0008765583294293704 +
                s * (7.655041958928089e-5 + w * 4.2816611732013225e-6) +
                t * 1.1706023792707493e-7)))))
  );
}

/**
 * The slope of Mills' ratio, Y'(z) = 1 + z Y(z), without the cancellation of that formula.
 *
 * Formula: as millsRatio, of degrees 10 and 12.
 * Domain: z up to 0.
 * Result: 1 at 0, about 1/z^2 far to the left; NaN for NaN.
 * Accuracy: relative 5.3e-16; 4.5 ulp.
 * Source: as millsRatio.
 */
export function millsRatioSlope(z: number): number {
  const w = -z;
  if (w > 1e20) return 1 / w / w;
  const s = w * w;
  const t = s * s;
  return (
    (1.4958122413818506 +
      (w * 2.1658780462625424 +
        (s * (1.5819444098200843 + w * 0.7527016140433364) +
          (t *
            (0.25574048163549923 +
              w * 0.06449089908119207 +
              s * (0.012202483809691234 + w * 0.0017129098682085936)) +
            t * t * (0.0001715284795345185 + w * 1.1169448829065445e-5 + s * 3.6587903045600105e-7))))) /
    (1.4958122413818506 +
      (w * 4.040600675156 +
        (s * (5.150274117857871 + w * 4.1043736162943425) +
          (t *
            (2.2830027361627034 +
              w * 0.9363660058744641 +
              s * (0.29133412804173286 + w * 0.06956261201422942)) +
            t *
              t *
              (0.012714873973832473 +
                w * 0.001746418214697945 +
                s * (0.00017262611662587814 + w * 1.1169448829065457e-5) +
                t * 3.6587903045600105e-7)))))
  );
}
