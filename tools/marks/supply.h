// Samples in a fixed order, made ahead by other threads.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "pieces.h"

namespace codau::marks {

/// The samples of one kind, marked or not; the n-th is the same for every number of threads.
class Supply {
 public:
  Supply(const Pieces& pieces, bool marked, std::uint64_t seed, unsigned threads);
  ~Supply();
  Supply(const Supply&) = delete;
  Supply& operator=(const Supply&) = delete;

  [[nodiscard]] Sample next();

 private:
  static constexpr std::uint64_t kAhead = 1024;
  void make();

  const Pieces& pieces_;
  bool marked_;
  std::uint64_t seed_;
  std::mutex mutex_;
  std::condition_variable made_, room_;
  std::vector<std::optional<Sample>> ready_;
  std::uint64_t begun_ = 0, taken_ = 0;
  bool ends_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace codau::marks
