// document/words/pattern.h — regular expressions (RE2) whose matches are ranges of bytes. Only this
// header uses RE2.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace re2 {
class RE2;
}

namespace codau::document {

/// A match. Group 0 is the whole match. A group without part in the match is nothing.
struct Match {
  std::vector<std::optional<ByteRange>> groups;
  [[nodiscard]] ByteRange whole() const { return *groups.front(); }
  [[nodiscard]] bool has(std::size_t group) const { return groups[group].has_value(); }
  /// Returns the text of a group; empty if it has no part. Precondition: `text` is the searched
  /// text.
  [[nodiscard]] std::string_view of(std::string_view text, std::size_t group) const {
    return groups[group] ? slice(text, *groups[group]) : std::string_view{};
  }
};

/// A regular expression in RE2 syntax: no look-around, and `\w \s \b` are ASCII. Immutable and
/// thread-safe; matching takes linear time.
class Pattern {
 public:
  /// Throws Error{kInternal} if the expression is invalid.
  explicit Pattern(std::string_view expression);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  /// Returns the leftmost match that begins at byte `from` or later.
  [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0) const;
  /// Returns a match that begins with the first byte.
  [[nodiscard]] std::optional<Match> at_start(std::string_view text) const;
  /// Returns true if the pattern matches the whole text.
  [[nodiscard]] bool is_full_match(std::string_view text) const;

 private:
  friend class PatternSet;
  std::unique_ptr<const re2::RE2> expression_;
};

/// Several patterns for one text: one pass tells which of them may match. Immutable and
/// thread-safe.
class PatternSet {
 public:
  explicit PatternSet(std::span<const Pattern* const> patterns);
  ~PatternSet();

  /// Returns one element for each pattern. Law: a pattern with false matches nowhere in the text.
  [[nodiscard]] std::vector<bool> may_be_in(std::string_view text) const;

 private:
  struct Set;
  std::unique_ptr<const Set> set_;
};

}  // namespace codau::document
