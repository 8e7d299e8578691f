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
using RewrittenText = std::pair<std::string, std::vector<Change>>;

/// Rewrites `input` from left to right; `input` and `source` must outlive the rewriter.
class Rewriter {
 public:
  /// `source`: the value of Change::source. Throws Error{kTooLarge} for an input of 2 GiB or more.
  Rewriter(std::string_view input, std::string_view source);

  /// Replaces the bytes [begin, end) by `after`. The range must not begin before the end of the
  /// last one. Records no change if the bytes already equal `after`.
  void replace(std::size_t begin, std::size_t end, std::string_view after, std::string_view rule,
               double confidence = 1);
  [[nodiscard]] RewrittenText finish() &&;

 private:
  void keep(std::size_t end);

  std::string_view input_;
  std::string_view source_;
  std::string out_;
  std::vector<Change> changes_;
  std::size_t done_ = 0;
};

}  // namespace codau::text
