// text/rewriter.h — copies a text with replacements, and records each replacement as a change.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// A text (`first`), and the changes that lead from the input to this text (`second`).
using RewrittenText = std::pair<std::string, std::vector<Change>>;

/// Rewrites `input` from left to right: call replace() for each range to replace, then finish().
class Rewriter {
 public:
  /// `source`: the value of Change::source in all changes. Both arguments must outlive the
  /// rewriter. Throws Error{Cause::kTooLarge} for an input of 2³¹ − 1 bytes or more.
  Rewriter(std::string_view input, std::string_view source);

  /// Replaces the bytes [begin, end) of the input by `after`, and records a change with `rule` and
  /// `confidence`. Records nothing if the bytes already equal `after`. Precondition: end of the
  /// previous range <= begin <= end <= size of the input.
  void replace(std::size_t begin, std::size_t end, std::string_view after, std::string_view rule,
               double confidence = 1);
  /// Copies the rest of the input, and returns the result. Call once.
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
