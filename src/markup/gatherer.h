// markup/gatherer.h — passages in the making: bytes of a file as they come, words as they are found
// in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "markup/passage.h"

namespace codau::markup {

using TakePassage = std::function<void(const Passage&)>;

/// What stands between words; the widest that was met counts.
enum class Gap : std::uint8_t { kNone, kWord, kCell, kLine, kBlock, kPage };

/// A range of the file, in its own bytes from the first on.
struct Place {
  std::uint64_t begin = 0, end = 0;
};

/// What holds for all words of a place.
struct Element {
  std::string id;
  double confidence = -1;
  bool is_fixed = false, is_word = false;
};

class Gatherer {
 public:
  explicit Gatherer(const TakePassage& take) : take_(take) {}

  void append(std::string_view bytes) { passage_.bytes += bytes; }
  /// Bytes that have come and belong to no passage yet.
  [[nodiscard]] std::string_view bytes() const { return passage_.bytes; }
  [[nodiscard]] std::uint64_t begin() const { return passage_.begin; }
  [[nodiscard]] std::string_view raw(Place place) const;

  void gap(Gap gap);
  /// The words of a place, parted at white space; of a place of another notation that cannot be
  /// read, none. A line feed in the file is a new line where `has_lines`, else white space like
  /// other.
  void put(Place place, Notation notation, const Element& element, bool has_lines = false);
  /// The place says again what the pieces from `first` on say; false where it says something else,
  /// and then nothing happens.
  bool put_copy(Place place, Notation notation, const std::string& id, std::size_t first);
  /// The last word goes on in the next one: both stay as they are. Words that a hyphen at a line's
  /// end breaks are found by themselves.
  void break_word();
  /// All pieces from `first` on stay as they are.
  void fix(std::size_t first);
  [[nodiscard]] std::size_t pieces() const { return passage_.pieces.size(); }

  /// Whether a passage should end at the next block; whether it must at the next line.
  [[nodiscard]] bool is_long() const;
  [[nodiscard]] bool is_too_long() const;
  /// Hands over what comes before a place of the file. Copies of pieces that were handed over are
  /// text of their own.
  void cut(std::uint64_t end);

 private:
  [[nodiscard]] Bytes relative(Place place) const;
  [[nodiscard]] bool goes_on_in(std::string_view word) const;
  void put_word(Place place, Notation notation, const Element& element);

  const TakePassage& take_;
  Passage passage_;
  Gap gap_ = Gap::kNone;
  bool is_broken_ = false;  // the last word, in the next one
  bool is_rest_ = false;    // what is being put is the rest of a word
};

}  // namespace codau::markup
