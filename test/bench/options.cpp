// The textbook loop over options in columns, for `options.mjs` to compile: what a C++ programmer writes first.
// options price|greeks LENGTH ROUNDS FILE: the median time of an option in nanoseconds, and the sum of the prices.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

struct Columns {
  const double *sign, *spot, *strike, *years, *volatility, *rate, *carryYield;
  double *price, *delta, *gamma, *vega, *theta, *rho;
};

static inline double normalCdf(double z) { return 0.5 * std::erfc(-z * 0.7071067811865476); }

static void prices(const Columns &of, int length) {
  for (int i = 0; i < length; i++) {
    const double deviation = of.volatility[i] * std::sqrt(of.years[i]);
    const double drift = (of.rate[i] - of.carryYield[i]) * of.years[i];
    const double d1 = (std::log(of.spot[i] / of.strike[i]) + drift) / deviation + 0.5 * deviation;
    const double d2 = d1 - deviation;
    const double kept = of.spot[i] * std::exp(-of.carryYield[i] * of.years[i]);
    const double owed = of.strike[i] * std::exp(-of.rate[i] * of.years[i]);
    const double sign = of.sign[i];
    of.price[i] = sign * (kept * normalCdf(sign * d1) - owed * normalCdf(sign * d2));
  }
}

static void greeks(const Columns &of, int length) {
  for (int i = 0; i < length; i++) {
    const double root = std::sqrt(of.years[i]);
    const double deviation = of.volatility[i] * root;
    const double drift = (of.rate[i] - of.carryYield[i]) * of.years[i];
    const double d1 = (std::log(of.spot[i] / of.strike[i]) + drift) / deviation + 0.5 * deviation;
    const double d2 = d1 - deviation;
    const double keptShare = std::exp(-of.carryYield[i] * of.years[i]);
    const double kept = of.spot[i] * keptShare;
    const double owed = of.strike[i] * std::exp(-of.rate[i] * of.years[i]);
    const double sign = of.sign[i];
    const double n1 = normalCdf(sign * d1), n2 = normalCdf(sign * d2);
    const double density = 0.3989422804014327 * std::exp(-0.5 * d1 * d1);
    of.price[i] = sign * (kept * n1 - owed * n2);
    of.delta[i] = sign * keptShare * n1;
    of.gamma[i] = keptShare * density / (of.spot[i] * deviation);
    of.vega[i] = kept * density * root;
    of.theta[i] = -kept * density * of.volatility[i] / (2 * root) +
                  sign * (of.carryYield[i] * kept * n1 - of.rate[i] * owed * n2);
    of.rho[i] = sign * of.years[i] * owed * n2;
  }
}

int main(int, char **given) {
  const bool all = std::strcmp(given[1], "greeks") == 0;
  const int length = std::atoi(given[2]), rounds = std::atoi(given[3]);
  std::vector<double> in(7 * length), out(6 * length);
  FILE *samples = std::fopen(given[4], "rb");
  if (!samples || std::fread(in.data(), 8, in.size(), samples) != in.size()) return 1;
  const double *i = in.data();
  double *o = out.data();
  const int n = length;
  const Columns columns = {i, i + n, i + 2 * n, i + 3 * n, i + 4 * n, i + 5 * n, i + 6 * n,
                           o, o + n, o + 2 * n, o + 3 * n, o + 4 * n, o + 5 * n};
  std::vector<double> times;
  for (int round = 0; round < rounds; round++) {
    const auto begin = std::chrono::steady_clock::now();
    if (all) greeks(columns, length);
    else prices(columns, length);
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    times.push_back(took.count() / length);
  }
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (int row = 0; row < length; row++) sum += o[row];
  std::printf("%.17g %.17g\n", times[rounds / 2], sum);
}
