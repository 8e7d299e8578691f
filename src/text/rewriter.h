// text/rewriter.h — writes a text out again and notes what differs from the input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// A text and the changes that made it.
using Rewritten = std::pair<std::string, std::vector<Change>>;

/// Goes through `input` from left to right; both texts must outlive it.
class Rewriter {
 public:
  /// `source` as Change::source has it. Throws Error{kTooLarge} for 2 GiB and more.
  Rewriter(std::string_view input, std::string_view source);

  /// Bytes [begin, end), not before those of the last call, become `after`; nothing is noted where
  /// they are that already.
  void replace(std::size_t begin, std::size_t end, std::string_view after, std::string_view rule,
               double confidence = 1);
  [[nodiscard]] Rewritten finish() &&;

 private:
  void keep(std::size_t end);

  std::string_view input_;
  std::string_view source_;
  std::string out_;
  std::vector<Change> changes_;
  std::size_t done_ = 0;
};

}  // namespace codau::text
