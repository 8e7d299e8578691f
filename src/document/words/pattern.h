// document/words/pattern.h — the room's door to RE2: a pattern, built once, that answers with byte
// ranges.
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

/// Where a pattern matched: group 0 is the whole. A group that took no part is nothing.
struct Match {
  std::vector<std::optional<ByteRange>> groups;
  [[nodiscard]] ByteRange whole() const { return *groups.front(); }
  [[nodiscard]] bool has(std::size_t group) const { return groups[group].has_value(); }
  /// The text of a group, empty when it took no part. Precondition: `text` is what was searched.
  [[nodiscard]] std::string_view of(std::string_view text, std::size_t group) const {
    return groups[group] ? slice(text, *groups[group]) : std::string_view{};
  }
};

/// Immutable and thread-safe; linear time. RE2 syntax: no look-around, `\w \s \b` are ASCII.
class Pattern {
 public:
  /// Throws Error{kInternal} when the expression is none.
  explicit Pattern(std::string_view expression);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  /// The leftmost match that begins at byte `from` or behind.
  [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0) const;
  /// A match that begins with the first byte.
  [[nodiscard]] std::optional<Match> at_start(std::string_view text) const;
  /// True when the pattern takes the whole text.
  [[nodiscard]] bool is_full_match(std::string_view text) const;

 private:
  friend class PatternSet;
  std::unique_ptr<const re2::RE2> expression_;
};

/// Patterns that are all looked for in one text: one pass over it tells which are worth it.
/// Immutable and thread-safe.
class PatternSet {
 public:
  explicit PatternSet(std::span<const Pattern* const> patterns);
  ~PatternSet();

  /// By their places. Law: the others are found nowhere in the text.
  [[nodiscard]] std::vector<bool> may_be_in(std::string_view text) const;

 private:
  struct Set;
  std::unique_ptr<const Set> set_;
};

}  // namespace codau::document
