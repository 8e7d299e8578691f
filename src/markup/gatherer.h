// markup/gatherer.h — builds passages from the bytes of a file and the words found in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "markup/passage.h"

namespace codau::markup {

using TakePassage = std::function<void(const Passage&)>;

/// The separator between two words; the widest of several separators counts.
enum class Gap : std::uint8_t { kNone, kWord, kCell, kLine, kBlock, kPage };

/// A range of bytes of the file, counted from its first byte.
struct Place {
  std::uint64_t begin = 0, end = 0;
};

/// The properties of all words of a place.
struct Element {
  std::string id;
  double confidence = -1;
  bool is_fixed = false, is_word = false;
};

class Gatherer {
 public:
  explicit Gatherer(const TakePassage& take) : take_(take) {}

  void append(std::string_view bytes) { passage_.bytes += bytes; }
  /// Returns the appended bytes that no passage has yet.
  [[nodiscard]] std::string_view bytes() const { return passage_.bytes; }
  [[nodiscard]] std::uint64_t begin() const { return passage_.begin; }
  [[nodiscard]] std::string_view raw(Place place) const;

  void gap(Gap gap);
  /// Adds the words of a place, separated at white space. A word whose notation cannot be read is
  /// skipped. A line feed in the file begins a new line if `has_lines`, else it is white space.
  void put(Place place, Notation notation, const Element& element, bool has_lines = false);
  /// Records that the place repeats the text of the pieces from `first` on. Returns false and
  /// changes nothing if the text differs.
  bool put_copy(Place place, Notation notation, const std::string& id, std::size_t first);
  /// Marks the last word as continued in the next one: both stay unchanged. Words that a hyphen
  /// breaks at a line end are found automatically.
  void break_word();
  /// Marks all pieces from `first` on as unchangeable.
  void fix(std::size_t first);
  [[nodiscard]] std::size_t pieces() const { return passage_.pieces.size(); }

  /// is_long: the passage should end at the next block. is_too_long: the passage must end at the
  /// next line.
  [[nodiscard]] bool is_long() const;
  [[nodiscard]] bool is_too_long() const;
  /// Hands over the passage of the bytes before `end`. Later copies of its pieces become separate
  /// text.
  void cut(std::uint64_t end);

 private:
  [[nodiscard]] Bytes relative(Place place) const;
  [[nodiscard]] bool goes_on_in(std::string_view word) const;
  void put_word(Place place, Notation notation, const Element& element);

  const TakePassage& take_;
  Passage passage_;
  Gap gap_ = Gap::kNone;
  bool is_broken_ = false;  // the last word continues in the next one
  bool is_rest_ = false;    // the words being added continue the last word
};

}  // namespace codau::markup
