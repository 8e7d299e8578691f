// Pieces of pages and of stamps (tools/samples/mark_pieces.py) and pictures put together of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "net_training.h"
#include "segment/rules/mark_net.h"

namespace codau::marks {

struct Piece {
  std::int32_t width = 0, height = 0;
  float x = 0, y = 0, wide = 0;  ///< the middle of the word MẬT and its width
  std::vector<std::uint8_t> values;
};
struct Pieces {
  std::vector<Piece> heads, marks, others, prints;
};
/// Throws std::runtime_error on a file that is none.
[[nodiscard]] Pieces read_pieces(const std::filesystem::path& path);

/// Numbers by chance, the same everywhere (splitmix64).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  float between(float low, float high);
  std::int32_t below(std::size_t count);
  bool is(float share) { return between(0, 1) < share; }
  float normal();  ///< mean 0, deviation 1, never beyond 3.5

 private:
  std::uint64_t state_;
};

struct Sample {
  nn::FloatMap ink;                ///< kWide × kHigh
  std::vector<std::int8_t> truth;  ///< by place of the outcome: 1 a mark, 0 none, -1 either
  bool marked = false;
};
/// A piece of a head as scanned, with a mark or without.
[[nodiscard]] Sample sample_of(const Pieces& pieces, bool marked, Chance& chance);

}  // namespace codau::marks
