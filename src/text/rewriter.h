// text/rewriter.h — copies a text with replacements, and records each replacement as a change.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// A text and the changes that made it from the input.
using RewrittenText = std::pair<std::string, std::vector<Change>>;

/// Rewrites `input` from left to right; `input` and `source` must outlive the rewriter.
class Rewriter {
 public:
  /// `source`: the value of Change::source. Throws Error{Cause::kTooLarge} for an input of 2³¹ − 1
  /// bytes or more.
  Rewriter(std::string_view input, std::string_view source);

  /// Replaces the bytes [begin, end) of the input by `after`. `rule` and `confidence` are members
  /// of the recorded change. Records no change if the bytes already equal `after`. Precondition:
  /// `begin` is not before the end of the previous range.
  void replace(std::size_t begin, std::size_t end, std::string_view after, std::string_view rule,
               double confidence = 1);
  /// Copies the rest of the input and returns the result.
  [[nodiscard]] RewrittenText finish() &&;

 private:
  /// Copies the input up to byte `end`.
  void keep(std::size_t end);

  std::string_view input_;
  std::string_view source_;
  std::string out_;
  std::vector<Change> changes_;
  std::size_t done_ = 0;  ///< bytes of the input that are copied or replaced
};

}  // namespace codau::text
