// The kernel of src/kernel/rollingCoMoments.ts, operation by operation, for rolling.mjs to compare with.
// Prints the median time of a run in nanoseconds a sample, and the last slope and correlation.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

struct State {
  int count;
  double meanX, meanY, sxx, sxy, syy;
};

static void add(State &state, const double *inverse, double x, double y) {
  state.count += 1;
  const double share = inverse[state.count], rest = 1 - share;
  const double dx = x - state.meanX, dy = y - state.meanY;
  state.meanX += dx * share;
  state.meanY += dy * share;
  state.sxx += rest * (dx * dx);
  state.sxy += rest * (dx * dy);
  state.syy += rest * (dy * dy);
}

static void roll(const double *x, const double *y, const int32_t *starts, int length, int longest,
                 double *slope, double *correlation) {
  std::vector<double> inverse(longest + 1);
  for (int count = 1; count <= longest; count++) inverse[count] = 1.0 / count;
  std::vector<State> suffix(longest);
  for (int i = 0; i < length;) {
    const int s = i, first = starts[s];
    State state{};
    double suffixX = 0, suffixY = 0;
    suffix[s - first] = state;
    for (int j = s - 1; j >= first; j--) {
      if (x[j] - x[j] + (y[j] - y[j]) == 0) {
        if (state.count == 0) suffixX = x[j], suffixY = y[j];
        add(state, inverse.data(), x[j] - suffixX, y[j] - suffixY);
      }
      suffix[j - first] = state;
    }
    state = State{};
    double prefixX = 0, prefixY = 0, apartX = 0, apartY = 0;
    for (; i < length && starts[i] <= s; i++) {
      if (x[i] - x[i] + (y[i] - y[i]) == 0) {
        if (state.count == 0) {
          prefixX = x[i], prefixY = y[i];
          apartX = prefixX - suffixX, apartY = prefixY - suffixY;
        }
        add(state, inverse.data(), x[i] - prefixX, y[i] - prefixY);
      }
      const State &before = suffix[starts[i] - first];
      const int both = before.count + state.count;
      double sxx = state.sxx, sxy = state.sxy, syy = state.syy;
      if (before.count > 0) {
        sxx = before.sxx, sxy = before.sxy, syy = before.syy;
        if (state.count > 0) {
          const double weight = before.count * (state.count * inverse[both]);
          const double gapX = apartX + (state.meanX - before.meanX);
          const double gapY = apartY + (state.meanY - before.meanY);
          sxx = sxx + state.sxx + weight * (gapX * gapX);
          sxy = sxy + state.sxy + weight * (gapX * gapY);
          syy = syy + state.syy + weight * (gapY * gapY);
        }
      }
      const bool enough = both >= longest;
      slope[i] = enough ? sxy / sxx : NAN;
      const double r = sxy / std::sqrt(sxx * syy);
      correlation[i] = !enough ? NAN : r > 1 ? 1 : r < -1 ? -1 : r;
    }
  }
}

int main(int, char **given) {
  const int length = std::atoi(given[1]), window = std::atoi(given[2]), rounds = std::atoi(given[3]);
  std::vector<double> x(length), y(length), slope(length), correlation(length);
  FILE *samples = std::fopen(given[4], "rb");
  if (!samples || std::fread(x.data(), 8, length, samples) != (size_t)length ||
      std::fread(y.data(), 8, length, samples) != (size_t)length)
    return 1;
  std::vector<int32_t> starts(length);
  for (int i = window; i < length; i++) starts[i] = i - window + 1;
  std::vector<double> times;
  for (int round = 0; round < rounds; round++) {
    const auto begin = std::chrono::steady_clock::now();
    roll(x.data(), y.data(), starts.data(), length, window, slope.data(), correlation.data());
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    times.push_back(took.count() / length);
  }
  std::sort(times.begin(), times.end());
  std::printf("%.17g %.17g %.17g\n", times[rounds / 2], slope[length - 1], correlation[length - 1]);
}
